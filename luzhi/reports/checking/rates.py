"""Rates (立案率93.6%). The numerator is the figure that is named as the rate is, the denominator the one that the field's
rules put below it.

Where several fit the words, one that fits the number is taken; an error is only said where none does and the words leave no
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.partitions import is_division
from luzhi.reports.checking.phrases import REACH, SENTENCE, Phrase, reach_back, same_sentence, same_unit
from luzhi.reports.checking.ratios import identity, tested

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
    ("有效|回收|收回|反馈", "有效|回收|收回|反馈"),
)
DENOMINATORS = {
    "立案": "提交|收到|征集|提出|共|提案",
    "满意": "反馈|收回|回收|测评|意见表|答复|收到|办理|件|共",
    "办复|答复|回复|办结|办理": "立案|交办|承办|办理|提案|共",
    "面商|面复|见面|走访|沟通|面办|当面": "立案|交办|承办|办理|答复|共",
    "出席|到会|参会|出勤": "应到|应出席|应参|委员|共",
    "采纳|采用|录用": "报送|提出|上报|编报|提交|征集|意见|建议|信息|共",
    "有效|回收|收回|反馈": "发放|发出|印发|寄出|寄发|发送|共",
    "落实|解决|办成": "交办|承办|立案|办理|采纳|提案|共",
}
BOTH = re.compile("满意[和与及、]基本满意")
BOTH_OF = (r"(?<!基本)满意率[为达是]?$", r"(?<!和|与|及|、)基本满意率[为达是]?$")
AHEAD = 7  # figures behind a rate that may explain it
BASE = re.compile(r"提交|收到|征集|应[到出参]|发放|发出|寄发")
MERGED = re.compile("(?:合并|并案)[^,。;]{0,4}后")
NOT_CONTENT = re.compile(r"基本|不满意|较满意")
NOT_DONE = re.compile(r"应[到出参]|未|不予|请假|缺席|尚")


def rates(all_phrases: list[Phrase]) -> Iterator[Identity]:
    for phrase in all_phrases:
        words = RATE.search(phrase.before) if phrase.unit == "%" else None
        if words and (
            found := _added(all_phrases, phrase, words["name"]) or _rate(all_phrases, phrase, words["name"])
        ):
            yield found


def _added(all_phrases: list[Phrase], both: Phrase, name: str) -> Identity | None:
    """满意率97.8%,基本满意率2.2%,满意和基本满意率100%: of the same answers, so they add up but for the last digit."""
    if not BOTH.search(name):
        return None
    near = [
        each for each in reach_back(all_phrases, both, 4, 0) if each.unit == "%" and same_sentence(each, both)
    ]
    one, two = (next((each for each in near if re.search(what, each.before)), None) for what in BOTH_OF)
    if one is None or two is None or one is two:
        return None
    figures = (one.figure, two.figure, both.figure)
    added = one.figure.value + two.figure.value
    return Identity(
        Kind.SUM, f"{plain(one.figure.value)}+{plain(two.figure.value)}{equals(both.figure)}{told(both.figure)}",
        compared(added, both.figure), both.figure.text, f"{plain(added)}%", figures,
    )  # fmt: skip


def _rate(all_phrases: list[Phrase], share: Phrase, name: str) -> Identity | None:
    """Of the figures before it; and of those of the paragraph above or behind it in its sentence, where they fit."""
    rule = next(((names, marks) for names, marks in NUMERATORS if re.search(names, name)), None)
    names, marks = rule or (name[-2:], name[-2:])
    back = [each for each in reach_back(all_phrases, share, 24, 1) if not each.is_ratio and each.unit]
    before = [each for each in back if each.paragraph == share.paragraph]
    ahead = all_phrases[share.index + 1 : share.index + AHEAD]
    near = back + [each for each in ahead if same_sentence(share, each) and not each.is_ratio and each.unit]
    tops = [each for each in near if _is_top(each, marks, "满意" in name)]
    fitting = _fitting(near, tops, share) if "基本" not in name else None
    if fitting is None and "满意" in name:
        fitting = _with_basic(near, tops, share, name)
    earlier = [top for top in tops if top in before]
    both = [(top, pair) for top in earlier for pair in _divided(before, tops) if top.index > pair[0].index]
    if fitting is None and both:  # of the two together, or of something that the text doesn't print
        return next((found for top, pair in both if (found := _over_both(top, pair, share))), None)
    return fitting or _wrong_rate(before, earlier, share, DENOMINATORS.get(names, "$^"))


def _divided(before: list[Phrase], tops: list[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """大会提案950件,平时提案24件: two parts of one division beside each other, whose total is not printed."""
    plain_ones = [each for each in before if each not in tops]
    return [
        (first, second)
        for second, first in pairwise(plain_ones)
        if first.unit == second.unit and same_sentence(first, second) and is_division([first.before, second.before])
        and not any(each.figure.value == first.figure.value + second.figure.value for each in plain_ones)
    ]  # fmt: skip


def _over_both(top: Phrase, pair: tuple[Phrase, Phrase], share: Phrase) -> Identity | None:
    one, two = (each.figure.value for each in pair)
    verdict = (
        compared(top.figure.value / (one + two) * 100, share.figure)
        if top.unit == pair[0].unit and one + two
        else None
    )
    if verdict not in (Verdict.HOLDS, Verdict.ROUNDING):
        return None
    expression = (
        f"{plain(top.figure.value)}/({plain(one)}+{plain(two)}){equals(share.figure)}{told(share.figure)}"
    )
    exact = rounded(top.figure.value / (one + two) * 100, max(share.figure.decimals, 1))
    figures = (top.figure, *(each.figure for each in pair), share.figure)
    return Identity(Kind.RATE, expression, verdict, share.figure.text, f"{plain(exact)}%", figures)


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
    return whole is not top and same_unit(whole, top) and whole.figure.value >= top.figure.value > 0


def _with_basic(near: list[Phrase], tops: list[Phrase], share: Phrase, name: str) -> Identity | None:
    """满意率100% where only 满意 and 基本满意 together are a hundred: another numerator than the rate's name says."""
    basics = [each for each in near if "基本满意" in each.label or "较满意" in each.label]
    for top, basic in ((top, basic) for top in tops for basic in basics if top is not basic):
        for whole in near:
            if (
                whole in (top, basic)
                or not same_unit(whole, top)
                or whole.figure.value < top.figure.value + basic.figure.value
            ):
                continue
            if tested([top, basic], whole, share) in (Verdict.HOLDS, Verdict.ROUNDING):
                verdict = Verdict.HOLDS if "基本" in name else Verdict.OTHER
                return identity(Kind.RATE, [top, basic], whole, share, verdict)
    return None


def _wrong_rate(near: list[Phrase], tops: list[Phrase], share: Phrase, below: str) -> Identity | None:
    """Only where one numerator and one denominator are named, the numerator in the rate's sentence or the one before."""
    wholes = [each for each in near if each not in tops and re.search(below, each.label)]
    pairs = [
        (top, whole)
        for top in tops
        for whole in wholes
        if top.unit == whole.unit and (_may_be_below(top, whole) or _is_base(whole)) and _is_close(top, share)
    ]
    if len({(top.figure.value, whole.figure.value) for top, whole in pairs}) != 1:
        return None
    top, whole = pairs[0]
    if MERGED.search(top.text, whole.figure.to, top.figure.at):
        return None  # 合并后立案250件: of fewer than were received
    wrong = whole.figure.value > 0 and tested([top], whole, share) is Verdict.ERROR
    return identity(Kind.RATE, [top], whole, share, Verdict.ERROR) if wrong else None


def _is_base(phrase: Phrase) -> bool:
    """Named as what a rate is of: then it is misprinted if it is less than its part."""
    return phrase.figure.is_exact and bool(BASE.search(phrase.before))


def _is_close(top: Phrase, share: Phrase) -> bool:
    between = share.text[top.figure.to : share.figure.at]
    return top.paragraph == share.paragraph and len(between) < REACH and len(SENTENCE.findall(between)) <= 1
