"""What each gets, how many there are, and what all get: 60户,每户800元,共计4.8万元; and the other way: 户均3000元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.intervals import Interval
from luzhi.reports.checking.numerals import arabic, chinese
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence

MEASURE = "人|名|位|户|家|个|件|条|期|册|所|村|场|次|篇|套|台|组|批|亩|校|座|份|部"
EACH = re.compile(
    rf"(?<!均)(?:每(?!年|月|周|天|日|季|学[期年]|半|隔|小时|分)(?P<measure>{MEASURE})?|(?P<all>各)(?=捐|发|奖|补|资助|给|投|出|走访|帮扶|结对|联系|推荐|选派|报送|提交|承办|举办|开展|培训|邀请))"
    r"(?P<noun>[^,。;每]{0,16})$"
)
AVERAGE = re.compile(
    rf"(?:(?P<short>{MEASURE})均|平均每(?P<each>{MEASURE})|每(?P<every>{MEASURE})平均)"
    r"(?P<noun>[^,。;均每]{0,8}?)(?:为|达到?|约|仅)?$"
)
BESIDE = re.compile("[^,。;0-9]{0,12},每")  # 37名新生,每人3000元
ALL = re.compile(r"共计|合计|总计|总共|累计|一共|共|总额|总价值|总金额|总投入")
YEARLY = re.compile(r"年均(?P<noun>[^,。;均0-9]{0,10}?)(?:为|达|约)?$")
YEARS = re.compile(r"(?P<years>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})年(?:来|间|里)")
SPOKEN = 400  # characters before, in which the years are told
MONEY = frozenset(("元", "港元", "美元"))
PEOPLE = frozenset("人名位")
OF_A_YEAR = re.compile(r"收入|增收|产值|可支配|gdp|工资|存款|消费|支出|面积|寿命|年龄")
CLOSE = Decimal("0.005")  # of an average: printed as a round number it may be off by so much
NEAR, AHEAD = 10, 4  # figures


def products(all_phrases: list[Phrase]) -> Iterator[Identity]:
    """For one of the counts around it the product must be the total."""
    for phrase in all_phrases:
        words = EACH.search(phrase.before)
        if words and phrase.figure.is_exact and (found := _product(all_phrases, phrase, words)):
            yield found


def _product(all_phrases: list[Phrase], each: Phrase, words: re.Match[str]) -> Identity | None:
    whole = _whole(all_phrases, each)
    if whole is None:
        return _from_the_total(all_phrases, each, words)
    around = reach_back(all_phrases, each, 8, 0) + all_phrases[each.index + 1 : whole.index]
    unit = _counted(all_phrases, each, words)
    counts = [count for count in around if count.unit == unit and count.figure.is_exact]
    for count in counts:
        if count.figure.value * each.figure.value == whole.figure.value:
            return _times(count, each, whole, Verdict.HOLDS)
    for count in counts:
        if whole.figure.span.holds(count.figure.value * each.figure.value):
            return _times(
                count, each, whole, Verdict.HOLDS if not whole.figure.is_exact else Verdict.ROUNDING
            )
    beside = [count for count in counts if count.index == each.index - 1 and BESIDE.match(each.gap)]
    named = [count for count in counts if _same_noun(count, words["noun"])] or beside
    named = named or (counts if _is_alone(counts, whole) else [])
    is_norm = each.unit not in MONEY and unit == "人"  # 每人1件 is a wish, no fact
    if len({count.figure.value for count in named}) == 1 and whole.figure.is_exact and not is_norm:
        return _times(named[0], each, whole, Verdict.ERROR)
    return None


def _from_the_total(all_phrases: list[Phrase], each: Phrase, words: re.Match[str]) -> Identity | None:
    """筹集1000万元奖励100名教师,每名10万元; 4期,每期90人,培训360人次: said only where it fits."""
    unit = _counted(all_phrases, each, words)
    before = [phrase for phrase in reach_back(all_phrases, each, 4, 0) if same_sentence(phrase, each)]
    ahead = [
        phrase for phrase in all_phrases[each.index + 1 : each.index + AHEAD] if same_sentence(each, phrase)
    ]
    for whole in (phrase for phrase in before + ahead if _may_total(phrase, each) and phrase.figure.is_exact):
        for count in (phrase for phrase in before if phrase.unit == unit and phrase.figure.is_exact):
            if count.figure.value * each.figure.value == whole.figure.value and count.figure.value > 1:
                return _times(count, each, whole, Verdict.HOLDS)
    return None


def _is_alone(counts: list[Phrase], whole: Phrase) -> bool:
    return len(counts) == 1 and same_sentence(counts[0], whole)


def _whole(all_phrases: list[Phrase], each: Phrase) -> Phrase | None:
    """The next amount in the same unit, behind a word for all."""
    for phrase in all_phrases[each.index + 1 : each.index + AHEAD]:
        if phrase.paragraph != each.paragraph or not same_sentence(each, phrase):
            return None
        if _may_total(phrase, each):
            return phrase if ALL.search(phrase.before) else None
    return None


def _may_total(whole: Phrase, each: Phrase) -> bool:
    return whole.unit == each.unit or (each.unit == "人" and whole.unit == "人次")


def _counted(all_phrases: list[Phrase], each: Phrase, words: re.Match[str]) -> str:
    """The unit of what there are so many of: 每户; in 4个小组各走访15户 that of the figure before."""
    near = all_phrases[each.index - 1] if words["all"] and each.index else None
    return near.unit if near and not re.search("[,。;]", each.gap) else _unit(words["measure"] or "人")


def _unit(measure: str) -> str:
    return "人" if measure in PEOPLE else measure


def _same_noun(count: Phrase, noun: str) -> bool:
    """贫困学生 and 家庭困难的中小学生: two characters of the noun in the words behind the number."""
    window = re.split("[,。每]", count.text[count.figure.to : count.figure.to + 40])[0]
    noun = re.split("发|颁|捐|资助|补|奖|送|给|各|投", noun)[0]
    return len(noun) >= 2 and noun[-2:] in window


def _times(count: Phrase, each: Phrase, whole: Phrase, verdict: Verdict) -> Identity:
    product = count.figure.value * each.figure.value
    expression = (
        f"{plain(count.figure.value)}*{plain(each.figure.value)}{equals(whole.figure)}{told(whole.figure)}"
    )
    figures = (count.figure, each.figure, whole.figure)
    return Identity(Kind.PRODUCT, expression, verdict, whole.figure.text, plain(product), figures)


def averages(all_phrases: list[Phrase]) -> Iterator[Identity]:
    """帮扶资金540万元,惠及1800户,户均3000元: a total over one of the counts must be the average."""
    for phrase in all_phrases:
        words = AVERAGE.search(phrase.before)
        if words and phrase.unit and not phrase.is_ratio:
            measure = words["short"] or words["each"] or words["every"]
            if found := _average(all_phrases, phrase, _unit(measure), words["noun"]):
                yield found


def yearly(all_phrases: list[Phrase]) -> Iterator[Identity]:
    """五年来…立案950件,年均立案190件: said only where it fits, since the years are often others."""
    for mean in all_phrases:
        words = YEARLY.search(mean.before)
        told = [*YEARS.finditer(mean.text, max(0, mean.figure.at - SPOKEN), mean.figure.at)] if words else []
        years = _years(told[-1]["years"]) if told else None
        if words is None or not years or mean.is_ratio:
            continue
        for whole in reach_back(all_phrases, mean, NEAR, 0):
            if whole.unit == mean.unit and words["noun"][-2:] in whole.before:
                exact = whole.figure.value / years
                if compared(exact, mean.figure) is Verdict.HOLDS:
                    yield _each_year(whole, years, mean, exact)
                break


def _years(written: str) -> Decimal | None:
    number = arabic(written) if written.isascii() else chinese(written)
    return number.value if number else None


def _each_year(whole: Phrase, years: Decimal, mean: Phrase, exact: Decimal) -> Identity:
    expression = f"{plain(whole.figure.value)}/{plain(years)}{equals(mean.figure)}{told(mean.figure)}"
    expected = plain(rounded(exact, max(mean.figure.decimals, 1)))
    return Identity(
        Kind.PRODUCT, expression, Verdict.HOLDS, mean.figure.text, expected, (whole.figure, mean.figure)
    )


def _average(all_phrases: list[Phrase], mean: Phrase, unit: str, noun: str) -> Identity | None:
    ahead = all_phrases[mean.index + 1 : mean.index + AHEAD]
    near = [
        *reach_back(all_phrases, mean, NEAR, 0),
        *(each for each in ahead if same_sentence(mean, each) and "均" not in each.before),
    ]
    wholes = [each for each in near if each.unit == mean.unit and each.figure.value > mean.figure.value]
    heads = [each for each in near if each.unit == unit and each.figure.value > 1]
    for head in heads:
        for whole in wholes:
            if head is not whole and (verdict := _divided(whole, head, mean)):
                return _over(whole, head, mean, verdict)
    before = [each for each in wholes if each.index < mean.index]
    if _is_sure(before, heads, mean, noun):
        return _over(before[0], heads[0], mean, Verdict.ERROR)
    return None


def _divided(whole: Phrase, head: Phrase, mean: Phrase) -> Verdict | None:
    """Holds, rounded, or None."""
    total, count = whole.figure.span, head.figure.span
    if total.low is None or total.high is None or not count.low or count.high is None:
        return None
    span = Interval(
        (total.low - total.slack) / count.high, (total.high + total.slack) / count.low,
        total.above or count.below, total.below or count.above,
    )  # fmt: skip
    if mean.figure.span.meets(span):
        return Verdict.HOLDS
    if not (mean.figure.is_exact and whole.figure.is_exact and head.figure.is_exact):
        return None
    exact = whole.figure.value / head.figure.value
    verdict = compared(exact, mean.figure)
    if verdict is Verdict.ERROR and abs(exact - mean.figure.value) <= exact * CLOSE:
        return Verdict.ROUNDING
    return None if verdict is Verdict.ERROR else verdict


def _is_sure(wholes: list[Phrase], heads: list[Phrase], mean: Phrase, noun: str) -> bool:
    """One total and one count alone stand before it in its sentence, and the average is of nothing else."""
    if len(wholes) != 1 or len(heads) != 1 or OF_A_YEAR.search(mean.before):
        return False
    whole, head = wholes[0], heads[0]
    if not (whole.figure.is_exact and head.figure.is_exact and mean.figure.is_exact):
        return False
    is_before = max(whole.index, head.index) < mean.index
    is_near = same_sentence(min(whole, head, key=lambda each: each.index), mean)
    return is_before and is_near and (not noun or noun in whole.label)


def _over(whole: Phrase, head: Phrase, mean: Phrase, verdict: Verdict) -> Identity:
    exact = whole.figure.value / head.figure.value
    expression = (
        f"{plain(whole.figure.value)}/{plain(head.figure.value)}{equals(mean.figure)}{told(mean.figure)}"
    )
    return Identity(
        Kind.PRODUCT, expression, verdict, mean.figure.text, plain(rounded(exact, max(mean.figure.decimals, 1))),
        (whole.figure, head.figure, mean.figure),
    )  # fmt: skip
