"""Numbers that are no figures: dates, list numbers, document numbers, names (四个意识), idioms. Rules, no list of names."""

from __future__ import annotations

import re

from luzhi.reports.checking.evening import HAN
from luzhi.reports.checking.units import STRICT, Sort, Unit

SKIP = re.compile(
    r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])"  # 2019-2-25
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?![0-9.%])(?=月|[^0-9余多万亿元件条人名个次]|$)"
    r"|(?:19|20)[0-9]{2}(?:[-~、至和/](?:19|20)?[0-9]{2}){1,6}(?=年|学年|届)"
    r"|[0-9]{1,4}(?:[-~、至和到][0-9]{1,4}){1,6}(?=年|月|日|号|时|点|岁|周|天|小时|分钟|个月|个工作日|届|级|章|条例|页码)"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"|[0-9]{3,4}-[0-9]{7,8}(?![0-9])"
    r"|[0-9]{1,9}(?:\.[0-9]{1,9}){2,6}"
    r"|[0-9]{1,9}(?:\+(?:[0-9]{1,9}|[a-z])){1,9}"
    r"|[0-9]{1,4}·[0-9]{1,4}"
    r"|[0-9]{1,4}[x*×/](?=[0-9]{1,4}(?:年|月|日|小时))"
    r"|[0-9]{17}[0-9x]"
)
BRACKETED = re.compile(r"[0-9]{1,2}\)")
ORDINAL = re.compile(
    rf"(?:第|(?<![会之以此目日年节期])前|倒数|排名|名列|位列|位居|居|序号|编号|no\.?|[0-9][时点]|(?<![{HAN}])[图表]|附[图表]|附件|专栏) ?$"
)
LISTED = re.compile(
    r"第[0-9一二三四五六七八九十]{1,4}(?:[、和及至~-][0-9一二三四五六七八九十]{1,4}){0,6}[、和及至~-]$"
)
ADDRESS = re.compile(r"(?:[0-9]号|[0-9][栋幢座区]|(?:[村里弄巷]|小区|居委会))$")
ROOM = re.compile(r"(?:[0-9a-z]{1,5}(?:单元|室|楼|层|号|门)|-?[0-9]{3,4}(?![0-9]))")
BUILDING = ("栋", "幢", "座", "组", "片", "区")
LATIN = re.compile(r"[a-z][a-z\-]*$")
POINTING = re.compile(r"(?:这|那|该|上述|以上|每|各|任|某|哪|其余?|另|同|单|唯|逐|百|全|新|老|本)$")
TERM = re.compile(r"[届中]$")
MEETING = re.compile(r"次(?:会议|全会|全体|常委|主席|代表大会|党代会|产业|供水|创业|分配|元|性|次)")
COUNTING = re.compile(
    r"(?:共|有|达|为|计|约|近|超|逾|成立了?|设立了?|设|组建了?|建成了?|新建|建立了?|分为?|选派了?|组织了?|召开了?|开展了?|举办了?|评选出?|表彰了?|走访了?|"
    r"确定了?|提出了?|形成了?|办理了?|收到|立案|完成了?|实施了?|编印|撰写|报送|捐赠|帮扶|培训|邀请|参与|参加|新增|增加了?|减少了?|其中)$"
)
OPENED = re.compile(r"[“‘《「『〈\"]([^”’》」』〉\"“‘《「『〈]*)$")
CLOSED = re.compile(r"([^”’》」』〉\"]*)[”’》」』〉\"]")
TERM_LENGTH = 14
SPEECH = re.compile(r"[,。;!?]")  # where words end


def in_a_name(text: str, start: int, end: int) -> bool:
    """Does it stand in a short quoted term: “四个意识”, “30分钟履职圈”, 《十条措施》? Titles hold no figures either."""
    before = text[max(0, start - TERM_LENGTH) : start]
    opened = OPENED.search(before)
    closed = CLOSED.match(text, end, end + TERM_LENGTH) if opened else None
    if opened is None or closed is None:
        return in_a_title(text, start, end)
    return not SPEECH.search(opened[1] + closed[1])


def in_a_title(text: str, start: int, end: int) -> bool:
    """《关于…的建议》: what a title says is not said by the text."""
    before = text[max(0, start - 60) : start]
    opened = before.rfind("《")
    return opened > before.rfind("》") and "》" in text[end : end + 60]


def is_ordinal(text: str, start: int, *, latin: bool = True) -> bool:
    """第12号, 第1、2栋, 前三名, PM2.5, A4, 〔2019〕5; ×100% is a formula's. Not `latin`: GDP91982亿元 is no name."""
    before = text[max(0, start - 4) : start]
    if before[-1:] in ("、", "和", "及", "至", "~", "-") and LISTED.search(text, max(0, start - 20), start):
        return True
    return bool(ORDINAL.search(before) or (latin and LATIN.search(before))) or (
        before[-1:] in tuple("〕]】#@/_.×") and before[-1:] != ""
    )


def is_address(text: str, start: int, end: int, unit: Unit) -> bool:
    """168号3栋, 3栋2单元, 东塘村3组."""
    return unit.written in BUILDING and bool(
        ADDRESS.search(text, max(0, start - 4), start) or ROOM.match(text, end)
    )


def is_small_name(text: str, start: int, number: str, end: int, unit: Unit) -> bool:
    """Is a Chinese numeral before a unit a way of speaking: 一个, 这三支, 四套班子, 十个一, 三次全会?"""
    if text.startswith("一", end) or number == "一" or unit.sort is Sort.PLACE:
        return True
    if number == "二" and unit.written in ("次", "期", "级", "批", "轮") and not SPEECH.match(text, end):
        return True  # one counts 两次; 二次污染, 二期工程 name the second
    before = text[max(0, start - 6) : start]
    if POINTING.search(before) or (
        unit.code == "次" and (TERM.search(before) or MEETING.match(text, end - 1))
    ):
        return True
    if len(number) > 1:
        return False
    return not (unit.code in STRICT or COUNTING.search(before)) or (
        unit.sort is Sort.LOOSE and not COUNTING.search(before)
    )


def bracketed(text: str, at: int) -> re.Match[str] | None:
    """(1) is a list number."""
    return BRACKETED.match(text, at) if text[at - 1 : at] == "(" else None


def at_line_start(text: str, at: int) -> bool:
    return not text[max(0, at - 2) : at].strip(" ") or text[max(0, at - 2) : at].rstrip(" ")[-1:] in (
        "\n",
        "\t",
    )
