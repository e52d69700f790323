"""What changed from one figure to another: 由240件增加到276件,增长15%; 330条,比上年的298条增加32条; and amounts a head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.intervals import Interval
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence

UP = r"增加|增长|上升|提高|提升|扩大|多|净增|高出|升"
DOWN = r"减少|下降|降低|压缩|回落|少|缩减|降"
TO = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))[了]?(?:到|至|为)$")
BY = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|率为|幅度?为|幅达|约|近|达|出)?$")
FROM = re.compile(r"(?:由|从)[^,。;]{0,24}$")
THAN = re.compile(r"(?:比|较|与)[^,。;]{0,20}?(?:的|是|为|有)?$")
FORMER = re.compile("[上去](?:年|季|月|期|届|一)")
EACH = re.compile(
    r"(?:每(?P<measure>人|名|位|户|家|个|件|期|册|所|村|场|次|篇|套|台|年|组)?|各(?=捐|发|奖|补|资助|给|投|出))(?P<noun>[^,。;每]{0,16})$"
)
ALL = re.compile(r"共计|合计|总计|总共|累计|一共|共|总额|总价值|总金额|总投入")
STRANGE = re.compile(r"[。!?]")


def differences(all_phrases: list[Phrase]) -> Iterator[Identity]:
    for phrase in all_phrases:
        if pair := _pair(all_phrases, phrase):
            yield from _tested(all_phrases, *pair)


def _pair(all_phrases: list[Phrase], phrase: Phrase) -> tuple[Phrase, Phrase, int] | None:
    """(before, now, index behind which the change stands) where the phrase is the second of the two."""
    first = all_phrases[phrase.index - 1] if phrase.index else None
    if first is None or first.unit != phrase.unit or not phrase.unit or not same_sentence(first, phrase):
        return None
    if TO.search(phrase.before) and (FROM.search(first.before) or THAN.search(first.before)):
        return first, phrase, phrase.index + 1
    is_former = phrase.bracket == first.figure.to and FORMER.match(phrase.before)
    if (is_former or THAN.search(phrase.before)) and _told_next(all_phrases, phrase):
        return phrase, first, phrase.index + 1
    return None


def _told_next(all_phrases: list[Phrase], phrase: Phrase) -> bool:
    following = all_phrases[phrase.index + 1] if phrase.index + 1 < len(all_phrases) else None
    return bool(following and same_sentence(phrase, following) and BY.search(following.before))


def _tested(all_phrases: list[Phrase], old: Phrase, new: Phrase, index: int) -> Iterator[Identity]:
    """The one or two changes that follow the pair: 增加32条,同比增长10.7%."""
    for change in all_phrases[index : index + 2]:
        words = BY.search(change.before)
        if not words or not same_sentence(old, change) or STRANGE.search(change.gap):
            return
        if not (old.figure.is_exact and new.figure.is_exact):
            return
        found = _change(old.figure, new.figure, change, -1 if words["down"] else 1)
        if found is None:
            return
        yield found


def _change(old: Found, new: Found, change: Phrase, sign: int) -> Identity | None:
    unit = change.unit
    if (unit == old.unit and unit not in ("%", "‰")) or (old.unit == "%" and unit == "个百分点"):
        exact, expression, mark = new.value - old.value, _minus(old, new, sign), ""
    elif unit == "%" and old.unit != "%" and old.value:
        exact = (new.value - old.value) / old.value * 100
        expression, mark = f"({_minus(old, new, sign)})/{plain(old.value)}", "%"
    elif unit == "倍" and old.value and old.unit != "%":
        exact = (new.value - old.value) / old.value
        expression, mark = f"({_minus(old, new, sign)})/{plain(old.value)}", ""
    else:
        return None
    exact *= sign
    verdict = _verdict(exact, old, new, change.figure)
    if (
        verdict is Verdict.ERROR
        and unit == "倍"
        and compared(new.value / old.value, change.figure) is not Verdict.ERROR
    ):
        verdict = Verdict.OTHER  # 增长13倍 for what is now 13 times as much
    expected = plain(rounded(exact, max(change.figure.decimals, 1)))
    return Identity(
        Kind.DIFFERENCE, f"{expression}{equals(change.figure)}{told(change.figure)}", verdict, change.figure.text,
        expected + mark, (old, new, change.figure),
    )  # fmt: skip


def _minus(old: Found, new: Found, sign: int) -> str:
    first, second = (new, old) if sign > 0 else (old, new)
    return f"{plain(first.value)}-{plain(second.value)}"


def _verdict(exact: Decimal, old: Found, new: Found, change: Found) -> Verdict:
    """Differences of numbers printed in 万 may be off by what the numbers are rounded by."""
    if change.unit in ("%", "倍"):
        if compared(exact, change) is Verdict.ERROR and (old.span.slack or new.span.slack):
            width = (old.span.slack + new.span.slack) / old.value * (100 if change.unit == "%" else 1) * 2
            return Verdict.ROUNDING if abs(exact - change.value) <= width else Verdict.ERROR
        return compared(exact, change)
    if change.is_exact and exact == change.value:
        return Verdict.HOLDS
    slack = old.span.slack + new.span.slack
    near = change.span.meets(Interval(exact, exact, slack=slack))
    return (Verdict.ROUNDING if change.is_exact else Verdict.HOLDS) if near else Verdict.ERROR


def products(all_phrases: list[Phrase]) -> Iterator[Identity]:
    """每人1500元,共计9万元: for one of the counts before it the product must be the total."""
    for phrase in all_phrases:
        words = EACH.search(phrase.before)
        if (
            words
            and phrase.unit in MONEY
            and phrase.figure.is_exact
            and (found := _product(all_phrases, phrase, words))
        ):
            yield found


MONEY = frozenset(("元", "港元", "美元"))


def _product(all_phrases: list[Phrase], each: Phrase, words: re.Match[str]) -> Identity | None:
    whole = _whole(all_phrases, each)
    if whole is None:
        return None
    counts = [
        count
        for count in reach_back(all_phrases, each, 8, 0)
        if _may_count(count, words["measure"] or "") and count.figure.is_exact
    ]
    for count in counts:
        if count.figure.value * each.figure.value == whole.figure.value:
            return _times(count, each, whole, Verdict.HOLDS)
    for count in counts:
        if whole.figure.span.holds(count.figure.value * each.figure.value):
            return _times(
                count, each, whole, Verdict.HOLDS if not whole.figure.is_exact else Verdict.ROUNDING
            )
    named = [count for count in counts if _same_noun(count, words["noun"])] or (
        counts if _is_alone(counts, each) else []
    )
    if len({count.figure.value for count in named}) == 1 and whole.figure.is_exact:
        return _times(named[0], each, whole, Verdict.ERROR)
    return None


def _is_alone(counts: list[Phrase], each: Phrase) -> bool:
    return len(counts) == 1 and same_sentence(counts[0], each)


def _whole(all_phrases: list[Phrase], each: Phrase) -> Phrase | None:
    """The next amount of the same money, behind a word for all."""
    for phrase in all_phrases[each.index + 1 : each.index + 4]:
        if phrase.paragraph != each.paragraph or not same_sentence(each, phrase):
            return None
        if phrase.unit == each.unit:
            return phrase if ALL.search(phrase.before) else None
    return None


PEOPLE = frozenset("人名位")


def _may_count(count: Phrase, measure: str) -> bool:
    if measure in PEOPLE or not measure:
        return count.unit == "人"
    return count.unit == measure


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
