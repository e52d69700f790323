"""One figure at one place: qualifiers, number, magnitude, unit, and two of them as a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from luzhi.reports.checking import names
from luzhi.reports.checking.numerals import (
    ARABIC,
    CHINESE,
    MAGNITUDE,
    POINT,
    Number,
    arabic,
    chinese,
    magnitude,
    pointed,
    scaled,
)
from luzhi.reports.checking.units import CURRENCIES, Sort, Unit, unit_at

START = re.compile(r"[0-9]|[一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟几数半翻]|零(?=点)")
BEFORE = re.compile(
    r"(?:(?P<近>将近|接近|(?<![附最靠临邻远亲就新切])近)|(?P<约>(?:大约|(?<![节预合公契条简制签隐赴相邀特履立违守])约)[为有占达计合]?)"
    r"|(?P<不超过>(?:不得?|未|不[能应可])(?:超过|高于|多于)|至多|最多)|(?P<超>超过了?|超出|突破了?|(?<![赶高])超|高于)|(?P<逾>(?<!年)逾)|(?P<不少于>(?:不得?|不[能应可])(?:少于|低于)|至少|最少|不下于?|起码)"
    r"|(?P<不足>不足|不到|未满|低于|少于)|(?P<上>(?<![以之向网线])上))$"
)
APART = re.compile(r"(?:(?P<超>超过)占?|(?P<约>约)占|(?P<近>近)占|(?P<不足>不足|不到))[^,。;:0-9]{1,12}的$")
SHARES = ("%", "")  # 超过应到委员的三分之二: what a share is of may stand before it
CURRENCY = re.compile(r"(?:人民币|港币|港元|美元|美金|欧元|日元|英镑|hk\$|us\$|[¥$€])$")
AFTER = re.compile(
    r"(?:\(?[及或]?(?P<以上>以上)\)?|(?P<左右>左右|上下)|(?P<不超过>以内|及?以下(?=[,。;:)的]|$))|之多)(?![0-9])"
)
TIMES = re.compile(r"\(次\)|/次")
JOIN = re.compile(r"-{1,2}|~|至|到(?=[0-9.]+(?:%|个百分点))")
TO = re.compile(r"到(?=[0-9一二三四五六七八九十两])")  # 三到五家: with one unit for both
BARE = re.compile(r"(?:数|量|额|总?值|得分|指数|[合化现]度|总计|合计|共计)(?:为|达到?|是|:|约)$")
BARE_END = re.compile(r"[,。;)、\n]|以[上下内]|左右|$")
ROW = re.compile(r"(?:、[0-9]{1,9}(?:\.[0-9]{1,4})?){0,12}[、和与][0-9]{1,9}(?:\.[0-9]{1,4})?")
SPOKEN = 60  # characters before, in which 分别 announces a row
PEOPLE = re.compile(
    r"[^0-9,。;、的名人户次]{0,4}?(?:人口|群众|居民|村民|护理员|教师|医护|农民工|老年人|专家|职工|员工|学生|学子|师生|农民|党员|干部|志愿者|市民|老人|儿童|游客|观众|网民)"
)
LARGEST_BARE = 10_000
# What begins like a unit and goes on as another word: 5项目, 3市政协, 20人大代表.
LONGER = re.compile(
    r"条例|名单|名义|家庭|家长|期间|期刊|场所|课题|对象|对口|对比|部分|部门|部委|部署|部队|道路|道德|人民(?!币)|人大|人员|人才|人口|人均|户籍|户均"
    r"|项目|种植|种养|处理|处置|处级|片区|片面|面积|面向|面对|张贴|把握|把关|台账|台湾|组织|组建|组成|组团|次日|次要|个别|份额|本地|本市|本次|本级"
    r"|座谈|层次|层级|起来|起草|起点|起步|门户|门诊|首届|首次|首期|首先|首批|双拥|双方|双月|双向|双创|包括|包含|包联|副主|副市|副县|班子|队员"
    r"|市政|市委|市级|市直|市场|市人|县级|县委|县政|县人|区级|区委|区域|区政|省级|省委|省政|省人|村民|村级|村委|镇级|国家|国道|国有|元月|元旦|元素"
    r"|校园|校长|米面|里程|批准|批示|批评|批复|折合|倍增|轮流|支持|支部|支出|支撑|支付|根本|根据|头等|口号|口岸|只有|只要|封闭|回复|回访"
    r"|讲话|讲座|讲述|讲解|讲好|讲堂|讲师|讲政|分配|分享|分析|分局|分行|分院|分校|分支|分级|分期|分批|分步|分层|分段|分成|分担|分区|分馆|分散|分队|分片|分流|分发|分中心|分赴|分赛|分论|分数|分母|集中|集体|集团|节能|节约|节目|款项|餐饮|出台|出席|出现|出版|出资|出动|票据|分钟|分之|分别|分类|分公|分局|分会|分工|分布|分组|分管|分为"
    r"|条件|处于|单元|页岩|枚举|例会|例行|批次性|款式|包装|包干|课程|段落|字号|套餐|岗位职责|站位|本科|本届|(?:件均|场均)(?=[0-9为达约])|组长|班长|会员|折"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure of the even text, from `at` to `to`. `gap`: to the next number as round; `slack`: half its last digit."""

    at: int
    to: int
    number: Number
    unit: str
    qualifier: str
    gap: Decimal
    slack: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what is written behind it before the unit."""

    number: Number
    to: int
    written: str
    also: str = ""
    gap: Decimal = Decimal(1)
    slack: Decimal = Decimal(0)
    size: Decimal = Decimal(1)


def skipped(text: str, at: int) -> int:
    """Behind a date, a list number or the like; 0 where none stands."""
    if text[at] > "9":
        return 0
    found = names.SKIP.match(text, at) or names.bracketed(text, at)
    return found.end() if found else 0


def counted(text: str, at: int, ended: int) -> Piece | int:
    """The figure, or where to read on."""
    amount = _amount(text, at)
    if isinstance(amount, int):
        return amount
    unit = _unit(text, amount.to)
    to = amount.to + len(unit.written) if unit else amount.to
    second = _second(text, to if unit else amount.to, unit)
    if second:
        return _range(text, at, ended, amount, second)
    if unit is None:
        return _without_unit(text, at, ended, amount)
    if unit.sort is Sort.TIME:
        return (
            to
            if unit.written != "岁" or "平均年龄" not in text[max(0, at - 8) : at]
            else qualified(text, at, ended, to, amount, "岁")
        )
    return _with_unit(text, at, ended, amount, unit, to)


def _with_unit(text: str, at: int, ended: int, amount: Amount, unit: Unit, to: int) -> Piece | int:
    is_named = names.is_ordinal(text, at, latin=unit.sort is not Sort.MONEY)
    if is_named or names.in_a_name(text, at, to) or names.is_address(text, at, to, unit):
        return to
    if text[at] > "9" and names.is_small_name(text, at, amount.written, to, unit):
        return amount.to
    if (
        amount.number.decimals
        and amount.size == 1
        and unit.sort is Sort.COUNT
        and names.at_line_start(text, at)
    ):
        return text.index(".", at) + 1
    if times := TIMES.match(text, to):
        return qualified(text, at, ended, times.end(), amount, f"{unit.code}次")
    return qualified(text, at, ended, to, amount, unit.code)


def _without_unit(text: str, at: int, ended: int, amount: Amount) -> Piece | int:
    """¥500万, 5.1万亿; and 人数为305: a small bare number is a figure only behind a word that says so. 分别为181、144所: the last
    one tells the unit of all."""
    if (row := ROW.match(text, amount.to)) and "分别" in text[max(0, at - SPOKEN) : at]:
        unit = _unit(text, row.end())
        return qualified(text, at, ended, amount.to, amount, unit.code) if unit else amount.to
    before = text[max(ended, at - 8) : at]
    if currency := CURRENCY.search(before):
        return qualified(text, at, ended, amount.to, amount, CURRENCIES[currency[0]])
    is_said = BARE.search(before) or amount.size >= LARGEST_BARE
    if text[at] <= "9" and is_said and BARE_END.match(text, amount.to):
        return qualified(text, at, ended, amount.to, amount, "")
    if (
        amount.size >= LARGEST_BARE
        and PEOPLE.match(text, amount.to)
        and not names.in_a_name(text, at, amount.to)
    ):
        return qualified(text, at, ended, amount.to, amount, "人")
    return amount.to


def _amount(text: str, at: int) -> Amount | int:
    """The number at `at` with its magnitude, or where to read on."""
    is_arabic = text[at] <= "9"
    found = (ARABIC if is_arabic else CHINESE).match(text, at)
    if found is None:
        return at + 1
    decimal = None if is_arabic else POINT.match(text, at)
    found = decimal or found
    number = arabic(found[0]) if is_arabic else pointed(found[0]) if decimal else chinese(found[0])
    if number is None:
        return found.end()
    amount = _sized(text, number, found)
    return amount.to if number.bare and not _may_be_bare(text, at, amount) else amount


def _may_be_bare(text: str, at: int, amount: Amount) -> bool:
    """百余, 近千, 上万; not 千家万户."""
    return bool(amount.also or BEFORE.search(text[max(0, at - 4) : at]))


def _sized(text: str, number: Number, found: re.Match[str]) -> Amount:
    """200余万, 200万余, 3亿5000万; the gap is that of the digits (200余万: a million) or of the magnitude (200万余)."""
    to = found.end()
    first = _also(text, to)
    is_open = first or text[found.start()] <= "9" or number.decimals
    large = MAGNITUDE.match(text, to + len(first)) if is_open else None
    size = magnitude(large[0]) if large else Decimal(1)
    to = large.end() if large else to + len(first)
    gap = number.step * size
    whole, slack = scaled(number, size), _slack(number, size)
    if large and not first and (more := _smaller(text, to, size)):
        whole, gap, slack, to = _together(whole, more[0]), more[0].step, Decimal(0), more[1]
    last = "" if first else _also(text, to)
    if last and (unit := size if large else _own_size(found[0])) > 1 and not number.decimals:
        gap = unit
    return Amount(whole, to + len(last), found[0], first or last, gap, slack, size)


def _also(text: str, to: int) -> str:
    """余, 多 or 来 before a magnitude or unit."""
    if text[to : to + 1] in ("余", "多", "来") and (MAGNITUDE.match(text, to + 1) or unit_at(text, to + 1)):
        return text[to]
    return ""


def _own_size(written: str) -> Decimal:
    return magnitude(written[-1]) if written[-1] in "万亿" else Decimal(1)


def _slack(number: Number, size: Decimal) -> Decimal:
    return Decimal(1).scaleb(-number.decimals) * size / 2 if number.decimals or size > 1 else Decimal(0)


def _smaller(text: str, to: int, size: Decimal) -> tuple[Number, int] | None:
    """5000万 behind 3亿."""
    found = ARABIC.match(text, to)
    if not found:
        return None
    large = MAGNITUDE.match(text, found.end())
    more = scaled(arabic(found[0]), magnitude(large[0]) if large else Decimal(1))
    return (more, large.end() if large else found.end()) if more.value < size else None


def _together(first: Number, second: Number) -> Number:
    value = first.value + second.value
    return Number(value, second.step, value, value, second.decimals)


def _unit(text: str, to: int) -> Unit | None:
    return None if LONGER.match(text, to) else unit_at(text, to)


def _second(text: str, to: int, unit: Unit | None) -> tuple[Amount, Unit] | None:
    """The other end of a range, with its unit."""
    join = JOIN.match(text, to) or (TO.match(text, to) if unit is None else None)
    if not join:
        return None
    amount = _amount(text, join.end()) if START.match(text, join.end()) else 0
    if isinstance(amount, int):
        return None
    other = _unit(text, amount.to)
    return (amount, other) if other and (unit is None or unit.code == other.code) else None


def _range(text: str, at: int, ended: int, first: Amount, second: tuple[Amount, Unit]) -> Piece | int:
    last, unit = second
    to = last.to + len(unit.written)
    low = first.number if first.size > 1 else scaled(first.number, last.size)
    if unit.sort is Sort.TIME or names.is_ordinal(text, at) or names.in_a_name(text, at, to):
        return to
    if not low.value < last.number.value or (text[at] > "9" and unit.sort is Sort.PLACE):
        return first.to
    span = Number(
        low.value, low.step, low.low, last.number.high, max(low.decimals, last.number.decimals), "至"
    )
    return qualified(text, at, ended, to, Amount(span, to, first.written, gap=low.step), unit.code)


def qualified(text: str, at: int, ended: int, to: int, amount: Amount, unit: str) -> Piece:
    """With the qualifiers around it; the one before the number goes before the one behind it."""
    left = max(ended, at - 10)
    currency = CURRENCY.search(text[left:at])
    start = left + currency.start() if currency else at
    if currency and unit == "元":
        unit = CURRENCIES[currency[0]]
    before = BEFORE.search(text[left:start])
    if before and before.lastgroup == "上" and not amount.number.bare:
        before = None
    said = before or (APART.search(text, max(ended, at - 20), at) if unit in SHARES else None)
    after = AFTER.match(text, to)
    tag = (
        (said and said.lastgroup)
        or amount.also
        or (after and after.lastgroup)
        or amount.number.sign
        or "exact"
    )
    slack = amount.slack or (
        Decimal(1).scaleb(-amount.number.decimals) / 2 if unit in ("%", "‰") else Decimal(0)
    )
    return Piece(
        left + before.start() if before else start,
        after.end() if after else to,
        amount.number,
        unit,
        tag,
        amount.gap,
        slack,
    )
