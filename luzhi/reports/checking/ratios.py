"""Shares (占…%) and rates (立案率93.6%): the printed per cent beside the figures that it must be made of.

A share's whole is the total of its list, else a figure of the same unit before it. A rate's numerator is the figure that
is named as the rate is, its denominator the one that the field's rules put below it. Where several fit the words, one that
fits the number is taken; an error is only said where none does and the words leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.intervals import Interval
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence

SHARE = re.compile(
    r"(?P<each>分别|各)?占(?:比|到)?(?P<base>[^,。;:%占]{0,16}?)的?(?:比例|比重|份额)?(?:分别)?(?:为|达到?|是)?(?:了)?$"
)
GENERAL = re.compile(
    r"^(?:到|了|其|全部|全体|总|全|所有|上述|交办|办理|承办|立案|提案|建议|委员|信息|件|数|量|人|总量|总数|总额|的)*$"
)
SUFFIX = re.compile(r"(?:总人数|总件数|总数|总量|总额|总)$")
WIDER = re.compile(r"全国|全省|全市|全县|全区|世界|全球|人口|gdp|生产总值")
AVERAGE = re.compile(r"平均|人均|户均|每|标准")
WHOLE_SAID = re.compile(r"其中|[在从].{0,24}中|包括")
RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,7})率(?P<rest>(?:已|均|也|约|仅)?(?:为|达到?了?|是|:|占)?)$")
NUMERATORS = (
    ("基本满意|满意和基本满意|满意与基本满意", "满意"),
    ("满意", "满意"),
    ("立案", "立案"),
    ("办复|答复|回复|办结|办理", "办复|答复|回复|办结|办理完毕|办理完成"),
    ("面商|面复|见面|走访|沟通|面办|当面", "面商|面复|见面|走访|沟通|面办|当面"),
    ("出席|到会|参会|出勤", "实到|出席|到会|参会"),
    ("采纳|采用|录用", "采纳|采用|录用"),
    ("落实|解决|办成", "落实|解决"),
)
DENOMINATORS = {
    "立案": "提交|收到|征集|提出|共|提案",
    "满意": "反馈|收回|回收|测评|意见表|答复|收到|办理|件|共",
    "办复|答复|回复|办结|办理": "立案|交办|承办|办理|提案|共",
    "面商|面复|见面|走访|沟通|面办|当面": "立案|交办|承办|办理|答复|共",
    "出席|到会|参会|出勤": "应到|应出席|应参|委员|共",
    "采纳|采用|录用": "报送|提出|上报|编报|提交|征集|意见|建议|信息|共",
    "落实|解决|办成": "交办|承办|立案|办理|采纳|提案|共",
}
AHEAD = 7  # figures behind a rate that may explain it
NEAR = 40  # characters between a part and its share
NOT_CONTENT = re.compile(r"基本|不满意|较满意")
NOT_DONE = re.compile(r"应[到出参]|未|不予|请假|缺席|尚")


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """In per cent; None where an end is open."""
    if None in (part.low, part.high, whole.low, whole.high) or not whole.low or not whole.high:
        return None
    assert part.low is not None and part.high is not None  # noqa: PT018, S101
    return Interval(
        part.low / whole.high * 100,
        part.high / whole.low * 100,
        part.above or whole.below,
        part.below or whole.above,
    )


def tested(parts: Sequence[Phrase], whole: Phrase, share: Phrase) -> Verdict | None:
    """Parts over whole beside the printed share; None where what is printed is too vague to say."""
    figures = [part.figure for part in parts]
    if all(figure.is_exact and not figure.span.slack for figure in (*figures, whole.figure)):
        return compared(sum((f.value for f in figures), Decimal(0)) / whole.figure.value * 100, share.figure)
    span = quotient(_wide(figures[0].span), _wide(whole.figure.span)) if len(figures) == 1 else None
    if span is None:
        return None
    return Verdict.HOLDS if span.meets(share.figure.span) else Verdict.ERROR


def _wide(span: Interval) -> Interval:
    if span.low is None or span.high is None:
        return span
    return Interval(span.low - span.slack, span.high + span.slack, span.above, span.below)


def identity(kind: Kind, parts: Sequence[Phrase], whole: Phrase, share: Phrase, verdict: Verdict) -> Identity:
    figures = [part.figure for part in parts]
    above = "+".join(plain(figure.value) for figure in figures)
    above = f"({above})" if len(figures) > 1 else above
    exact = sum((figure.value for figure in figures), Decimal(0)) / whole.figure.value * 100
    expected = plain(rounded(exact, max(share.figure.decimals, 1))) + "%"
    expression = f"{above}/{plain(whole.figure.value)}{equals(share.figure)}{told(share.figure)}"
    return Identity(
        kind, expression, verdict, share.figure.text, expected, (*figures, whole.figure, share.figure)
    )


def shares(all_phrases: list[Phrase], wholes: dict[int, Phrase]) -> Iterator[Identity]:
    """`wholes`: the total of each part whose list is known, by the part's index."""
    for phrase in all_phrases:
        if phrase.unit == "%" and (found := _share_of(all_phrases, phrase)):
            part, base, share = found
            if tested_share := _tested_share(all_phrases, wholes, part, base, share):
                yield tested_share


def _share_of(all_phrases: list[Phrase], phrase: Phrase) -> tuple[Phrase, str, Phrase] | None:
    """The part whose share it is, and the words for the whole."""
    words = SHARE.search(phrase.before)
    if words and words["each"]:
        return _of_several(all_phrases, phrase, 0, words["base"])
    if words is None and re.fullmatch("[、,和及与]{1,2}", phrase.gap):
        return _later_of_several(all_phrases, phrase)
    before = all_phrases[phrase.index - 1] if phrase.index else None
    if words is None:
        is_behind = (
            before and phrase.gap == "(" and phrase.text[phrase.figure.to : phrase.figure.to + 1] == ")"
        )
        return (before, "", phrase) if before and is_behind and before.unit and not before.is_ratio else None
    part = _nearest(all_phrases, phrase)
    return (part, words["base"], phrase) if part else None


def _nearest(all_phrases: list[Phrase], phrase: Phrase) -> Phrase | None:
    """The last plain figure before it in its sentence, on its level or just before its bracket, and close by."""
    for each in reach_back(all_phrases, phrase, 8, 0):
        between = phrase.text[each.figure.to : phrase.figure.at]
        if len(between) > NEAR or "其中" in between or not same_sentence(each, phrase):
            return None
        inside = each.bracket == phrase.bracket
        opened = phrase.bracket >= 0 and each.figure.to <= phrase.bracket <= each.figure.to + 2
        if (inside or opened) and each.unit and each.unit not in ("%", "‰", "个百分点", "倍"):
            return None if AVERAGE.search(each.before) else each
    return None


def _later_of_several(all_phrases: list[Phrase], phrase: Phrase) -> tuple[Phrase, str, Phrase] | None:
    """The second or third in 分别占55%、42%和3%."""
    for count, each in enumerate(reach_back(all_phrases, phrase, 12, 0), 1):
        words = SHARE.search(each.before)
        if each.unit != "%":
            return None
        if words:
            return _of_several(all_phrases, each, count, words["base"]) if words["each"] else None
    return None


def _of_several(
    all_phrases: list[Phrase], first: Phrase, place: int, base: str
) -> tuple[Phrase, str, Phrase] | None:
    count = 1
    while first.index + count < len(all_phrases) and re.fullmatch(
        "[、,和及与]{1,2}", all_phrases[first.index + count].gap
    ):
        count += 1
    parts = [
        each
        for each in reach_back(all_phrases, first, 24, 0)
        if same_sentence(each, first) and not each.is_ratio
    ][:count]
    if len(parts) < count or len({part.unit for part in parts}) > 1:
        return None
    return parts[::-1][place], base, all_phrases[first.index + place]


def _tested_share(
    all_phrases: list[Phrase], wholes: dict[int, Phrase], part: Phrase, base: str, share: Phrase
) -> Identity | None:
    known = None if WIDER.search(base) else wholes.get(part.index)
    candidates = _candidates(all_phrases, part, base)
    if known and known not in candidates:
        candidates.insert(0, known)
    verdicts = [(tested([part], whole, share), whole) for whole in ([known] if known else []) + candidates]
    for wanted in (Verdict.HOLDS, Verdict.ROUNDING):
        for verdict, whole in verdicts:
            if verdict is wanted:
                return identity(Kind.SHARE, [part], whole, share, wanted)
    sure = known or (
        candidates[0] if candidates and GENERAL.match(base) and _is_a_part(part, base, candidates) else None
    )
    if sure and tested([part], sure, share) is Verdict.ERROR:
        return identity(Kind.SHARE, [part], sure, share, Verdict.ERROR)
    return None


def _candidates(all_phrases: list[Phrase], part: Phrase, base: str) -> list[Phrase]:
    """What the share may be of: larger figures of the same unit before it."""
    found = [
        each
        for each in reach_back(all_phrases, part)
        if each.unit == part.unit and each.figure.value >= part.figure.value and each.figure.value
    ]
    if GENERAL.match(base):
        return found
    noun = SUFFIX.sub("", base)
    return (
        []
        if WIDER.search(base)
        else [each for each in found if noun[:2] in each.label and noun[-2:] in each.label]
    )


def _is_a_part(part: Phrase, base: str, candidates: list[Phrase]) -> bool:
    """One whole alone stands before it, and the text says that it is one: 其中, 占总数的."""
    values = {each.figure.value for each in candidates}
    said = WHOLE_SAID.search(part.text, candidates[0].figure.at - 1, part.figure.at) if candidates else None
    return (
        len(values) == 1
        and part.paragraph == candidates[0].paragraph
        and bool(said or "总" in base or "全" in base)
    )


def rates(all_phrases: list[Phrase]) -> Iterator[Identity]:
    for phrase in all_phrases:
        if (
            phrase.unit == "%"
            and (words := RATE.search(phrase.before))
            and (found := _rate(all_phrases, phrase, words["name"]))
        ):
            yield found


def _rate(all_phrases: list[Phrase], share: Phrase, name: str) -> Identity | None:
    """Of the figures before it, and of those that follow in its sentence where they fit."""
    rule = next(((names, marks) for names, marks in NUMERATORS if re.search(names, name)), None)
    names, marks = rule or (name[-2:], name[-2:])
    before = [each for each in reach_back(all_phrases, share, 24, 0) if not each.is_ratio and each.unit]
    ahead = all_phrases[share.index + 1 : share.index + AHEAD]
    near = before + [each for each in ahead if same_sentence(share, each) and not each.is_ratio and each.unit]
    tops = [each for each in near if _is_top(each, marks, "满意" in name)]
    fitting = _fitting(near, tops, share) if "基本" not in name else None
    if fitting is None and "满意" in name:
        fitting = _with_basic(near, tops, share, name)
    earlier = [top for top in tops if top.index < share.index]
    return fitting or _wrong_rate(before, earlier, share, DENOMINATORS.get(names, "$^"))


def _is_top(phrase: Phrase, marks: str, content: bool) -> bool:
    if NOT_DONE.search(phrase.before) or (content and NOT_CONTENT.search(phrase.before)):
        return False
    return bool(re.search(marks, phrase.label))


def _fitting(near: list[Phrase], tops: list[Phrase], share: Phrase) -> Identity | None:
    pairs = [(top, whole) for top in tops for whole in near if _may_be_below(top, whole)]
    for wanted in (Verdict.HOLDS, Verdict.ROUNDING):
        for top, whole in pairs:
            if tested([top], whole, share) is wanted:
                return identity(Kind.RATE, [top], whole, share, wanted)
    return None


def _may_be_below(top: Phrase, whole: Phrase) -> bool:
    return whole is not top and whole.unit == top.unit and whole.figure.value >= top.figure.value > 0


def _with_basic(near: list[Phrase], tops: list[Phrase], share: Phrase, name: str) -> Identity | None:
    """满意率100% where only 满意 and 基本满意 together are a hundred: another numerator than the rate's name says."""
    basics = [each for each in near if "基本满意" in each.label or "较满意" in each.label]
    for top, basic in ((top, basic) for top in tops for basic in basics if top is not basic):
        for whole in near:
            if (
                whole in (top, basic)
                or whole.unit != top.unit
                or whole.figure.value < top.figure.value + basic.figure.value
            ):
                continue
            if tested([top, basic], whole, share) in (Verdict.HOLDS, Verdict.ROUNDING):
                verdict = Verdict.HOLDS if "基本" in name else Verdict.OTHER
                return identity(Kind.RATE, [top, basic], whole, share, verdict)
    return None


def _wrong_rate(near: list[Phrase], tops: list[Phrase], share: Phrase, below: str) -> Identity | None:
    """Only where one numerator and one denominator are named, the numerator in the rate's own sentence."""
    wholes = [each for each in near if each not in tops and re.search(below, each.label)]
    pairs = [
        (top, whole)
        for top in tops
        for whole in wholes
        if whole.unit == top.unit and same_sentence(top, share)
    ]
    if len({(top.figure.value, whole.figure.value) for top, whole in pairs}) != 1:
        return None
    top, whole = pairs[0]
    wrong = whole.figure.value > 0 and tested([top], whole, share) is Verdict.ERROR
    return identity(Kind.RATE, [top], whole, share, Verdict.ERROR) if wrong else None
