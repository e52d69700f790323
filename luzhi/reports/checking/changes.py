"""What changed from one figure to another: 由240件增加到276件,增长15%; 330条,比上年的298条增加32条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.intervals import Interval
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence

UP = r"增加|上调|上浮|增长|上升|提高|提升|扩大|(?<!很)多|净增|高出|升|(?<!新)增"
DOWN = r"减少|下调|下浮|下降|降低|压缩|压减|回落|少|缩减|缩短|降|(?<!削)减"
HIGHER = re.compile("^(?:(?P<up>高)|(?P<down>低))[出于]?约?$")
TO = re.compile(
    rf"(?:(?:{UP}|{DOWN})[了]?(?:到|至|为)|达到|(?:调整|精简|压减|压缩|扩大|扩展|发展|增|减|升|降|缩)(?:到|至|为))(?:[^,。;]{{0,10}}的)?$"
)
BY = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|率为|幅度?为|幅达|约|近|达|出)?$")
FROM = re.compile(r"(?:由|从)[^,。;]{0,24}$")
THAN = re.compile(r"(?:比|较|与)[^,。;]{0,20}?(?:的|是|为|有)?$")
IN_BRACKET = re.compile(r"(?:比|较)[^,。;()]{0,12}\($")
FORMER = re.compile("[上去](?:年|季|月|期|届|一)")
LAST_YEAR = re.compile(r"[上去](?:年|一?届)(?:同期)?(?:为|是|收到|提交)?")
ANOTHER = re.compile(r"(?<![同环])(?:比|较|与)(?![上去同前增重])")
YEAR = re.compile(r"((?:19|20)[0-9]{2})年度?|(?P<past>[上去]年)|(?P<now>[今本]年)")
OF_IT = re.compile(r"^[了,]?(?:是|为|相当于)[^,。;]{1,12}的$")
YEARLY = re.compile(r"年均|平均每年")
STRANGE = re.compile(r"[。!?]")


def differences(all_phrases: list[Phrase]) -> Iterator[Identity]:
    changed = -1  # the figure that a pair was compared by
    for phrase in all_phrases:
        if pair := _pair(all_phrases, phrase):
            changed = pair[2]
            yield from _tested(all_phrases, *pair)
        elif phrase.index == changed:
            continue
        elif found := _grown(all_phrases, phrase) or _told_behind(
            all_phrases[phrase.index : phrase.index + 3]
        ):
            yield found


def _pair(all_phrases: list[Phrase], phrase: Phrase) -> tuple[Phrase, Phrase, int] | None:
    """(before, now, index behind which the change stands) where the phrase is the second of the two."""
    first = all_phrases[phrase.index - 1] if phrase.index else None
    if first is None or first.unit != phrase.unit or not phrase.unit or not same_sentence(first, phrase):
        return None
    is_told = FROM.search(first.before) or THAN.search(first.before) or phrase.gap == phrase.before
    if TO.search(phrase.before) and is_told:
        return first, phrase, phrase.index + 1
    if BY.search(phrase.before):
        return None
    if (THAN.search(phrase.before) or IN_BRACKET.search(phrase.gap)) and _is_higher(all_phrases, phrase):
        return phrase, first, phrase.index + 1
    if _are_years(first, phrase) and _told_next(all_phrases, phrase):
        return first, phrase, phrase.index + 1
    is_former = FORMER.match(phrase.before) and (
        phrase.bracket == first.figure.to or LAST_YEAR.fullmatch(phrase.before)
    )
    if (is_former or THAN.search(phrase.before)) and _told_next(all_phrases, phrase):
        return phrase, first, phrase.index + 1
    return None


def _is_higher(all_phrases: list[Phrase], phrase: Phrase) -> bool:
    """22.51%,比全国(17.3%)高5.21个百分点."""
    following = all_phrases[phrase.index + 1] if phrase.index + 1 < len(all_phrases) else None
    return bool(following and following.unit == "个百分点" and HIGHER.search(following.before))


def _are_years(first: Phrase, second: Phrase) -> bool:
    """2021年收到提案320件,2022年收到提案352件: the same words of one year and of the next."""
    one, two = YEAR.search(first.before), YEAR.search(second.before)
    if not one or not two:
        return False
    follow = int(two[1]) - int(one[1]) == 1 if one[1] and two[1] else bool(one["past"] and two["now"])
    said = second.before[two.end() :]
    return follow and said in ("", "为", "达", "达到", "是", first.before[one.end() :])


def _grown(all_phrases: list[Phrase], by: Phrase) -> Identity | None:
    """310件,同比增加25件,增长8.8%: the change over what it was before, which is not printed."""
    rate = all_phrases[by.index + 1] if by.index + 1 < len(all_phrases) else None
    words, same = BY.search(by.before), BY.search(rate.before) if rate and rate.unit == "%" else None
    before = [
        each
        for each in reach_back(all_phrases, by, 6, 0)
        if each.unit == by.unit and each.bracket == by.bracket
    ]
    if not (words and rate and same and before and same_sentence(before[0], rate)) or by.is_ratio:
        return None
    sign = -1 if words["down"] else 1
    grown = [_growth(now, by, rate, sign) for now in before if same_sentence(now, by)]
    for found in grown:
        if found and found.verdict is not Verdict.ERROR:
            return found
    is_sure = rate.before == same[0] and bool(words["down"]) == bool(
        same["down"]
    )  # else compared with another time
    return grown[0] if is_sure and "其中" not in before[0].sentence_before else None


def _growth(now: Phrase, by: Phrase, rate: Phrase, sign: int) -> Identity | None:
    old = now.figure.value - sign * by.figure.value
    if not (now.figure.is_exact and by.figure.is_exact) or old <= 0:
        return None
    exact = by.figure.value / old * 100
    below = f"{plain(now.figure.value)}{'-' if sign > 0 else '+'}{plain(by.figure.value)}"
    return Identity(
        Kind.DIFFERENCE, f"{plain(by.figure.value)}/({below}){equals(rate.figure)}{told(rate.figure)}",
        compared(exact, rate.figure), rate.figure.text, plain(rounded(exact, max(rate.figure.decimals, 1))) + "%",
        (now.figure, by.figure, rate.figure),
    )  # fmt: skip


def _told_behind(three: list[Phrase]) -> Identity | None:
    """358条,同比增长14.7%(上年312条): what it was before stands behind, in brackets."""
    if len(three) < 3:
        return None
    now, change, old = three
    words = BY.search(change.before)
    is_behind = old.bracket == change.figure.to and FORMER.match(old.before) and old.unit == now.unit
    if not (words and is_behind and same_sentence(now, change)):
        return None
    if not (now.figure.is_exact and old.figure.is_exact):
        return None
    return _change(old.figure, now.figure, change, -1 if words["down"] else 1)


def _told_next(all_phrases: list[Phrase], phrase: Phrase) -> bool:
    following = all_phrases[phrase.index + 1] if phrase.index + 1 < len(all_phrases) else None
    return bool(following and same_sentence(phrase, following) and BY.search(following.before))


def _tested(all_phrases: list[Phrase], old: Phrase, new: Phrase, index: int) -> Iterator[Identity]:
    """The one or two changes that follow the pair: 增加32条,同比增长10.7%."""
    for change in all_phrases[index : index + 3]:
        if change.unit == "倍" and old.figure.value and OF_IT.search(change.before):
            yield _multiple(old.figure, new.figure, change.figure)
            continue
        words = BY.search(change.before) or (
            HIGHER.search(change.before) if change.unit == "个百分点" else None
        )
        if (
            not words
            or not same_sentence(old, change)
            or STRANGE.search(change.gap)
            or ANOTHER.search(change.before)
            or YEARLY.search(change.before)
        ):
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
    expected = plain(rounded(exact, max(change.figure.decimals, 1)))
    return Identity(
        Kind.DIFFERENCE, f"{expression}{equals(change.figure)}{told(change.figure)}", verdict, change.figure.text,
        expected + mark, (old, new, change.figure),
    )  # fmt: skip


def _multiple(old: Found, new: Found, times: Found) -> Identity:
    """由9家增至31家,是2016年的3.4倍."""
    exact = new.value / old.value
    return Identity(
        Kind.RATE, f"{plain(new.value)}/{plain(old.value)}{equals(times)}{told(times)}", compared(exact, times), times.text,
        plain(rounded(exact, max(times.decimals, 1))), (old, new, times),
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
