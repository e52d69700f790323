"""Shares (占…%). The whole is the total of the part's list, else a figure of the same unit before it, or just behind.

Where several fit the words, one that fits the number is taken; an error is only said where none does and the words leave no
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzhi.reports.checking.identities import Identity, Kind, Verdict
from luzhi.reports.checking.phrases import SENTENCE, Phrase, reach_back, same_sentence
from luzhi.reports.checking.ratios import identity, tested
from luzhi.reports.checking.sums import share_behind

SHARE = re.compile(
    r"(?P<each>分别|各)?占(?:比|到)?(?P<base>[^,。;:%占]{0,16}?)的?(?:比例|比重|份额)?(?:分别)?(?:为|达到?|是)?(?:了)?$"
)
WITHIN = re.compile(r"(?P<firm>占|为|是)[^,。;占]{0,12}$")
OF_IT = re.compile(r"[^,。;]{0,12}的(?:比例|比重)?(?:为|达)?$")
GENERAL = re.compile(
    r"^(?:到|了|其|全部|全体|总|全|所有|上述|交办|办理|承办|立案|提案|建议|委员|信息|件|数|量|人|总量|总数|总额|的)*$"
)
SUFFIX = re.compile(r"(?:总人数|总件数|总数|总量|总额|总)$")
WIDER = re.compile(r"全国|全省|全市|全县|全区|世界|全球|人口|gdp|生产总值")
AVERAGE = re.compile(r"平均|人均|户均|每|标准")
WHOLE_SAID = re.compile(r"其中|[在从].{0,24}中|包括")
NEAR = 40  # characters between a part and its share


def shares(all_phrases: list[Phrase], wholes: dict[int, Phrase]) -> Iterator[Identity]:
    """`wholes`: the total of each part whose list is known, by the part's index."""
    for phrase in all_phrases:
        if phrase.unit != "%":
            continue
        if inline := _inline(all_phrases, phrase):
            yield inline
        elif found := _share_of(all_phrases, phrase):
            part, base, share = found
            if tested_share := _tested_share(all_phrases, wholes, part, base, share):
                yield tested_share


def _inline(all_phrases: list[Phrase], share: Phrase) -> Identity | None:
    """30件,占总数120件的25%: the whole stands within."""
    whole = all_phrases[share.index - 1] if share.index else None
    said = WITHIN.search(whole.before) if whole else None
    if (
        whole is None
        or said is None
        or whole.is_ratio
        or not OF_IT.match(share.gap)
        or not whole.figure.value
    ):
        return None
    part = next((each for each in reach_back(all_phrases, whole, 4, 0) if each.unit == whole.unit), None)
    if part is None or not same_sentence(part, share) or whole.figure.at - part.figure.to > NEAR:
        return None
    verdict = tested([part], whole, share) if part.figure.value <= whole.figure.value else None
    is_told = verdict is not None and (verdict is not Verdict.ERROR or said["firm"] == "占")
    return identity(Kind.SHARE, [part], whole, share, verdict) if verdict and is_told else None


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
    behind = [] if known or candidates else _behind(all_phrases, part, share, base)
    fitting = ([known] if known else []) + candidates + behind
    verdicts = [(tested([part], whole, share), whole) for whole in fitting]
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


def _behind(all_phrases: list[Phrase], part: Phrase, share: Phrase, base: str) -> list[Phrase]:
    """占委员总数的83.8%。全市委员总数320人: the whole in the sentence that follows, named as the share names it."""
    noun = SUFFIX.sub("", base)
    return [
        each
        for each in all_phrases[share.index + 1 : share.index + 4]
        if each.unit == part.unit
        and each.figure.value >= part.figure.value
        and len(noun) > 1
        and noun[-2:] in each.before
        and len(SENTENCE.findall(share.text, share.figure.to, each.figure.at)) <= 1
    ]


def _is_a_part(part: Phrase, base: str, candidates: list[Phrase]) -> bool:
    """One whole alone stands before it, and the text says that it is one: 其中, 占总数的."""
    values = {each.figure.value for each in candidates}
    said = WHOLE_SAID.search(part.text, candidates[0].figure.at - 1, part.figure.at) if candidates else None
    if not said and any(share_behind(each) is not None for each in candidates):
        return False  # it has a share itself, and stands beside the part rather than above it
    return (
        len(values) == 1
        and part.paragraph == candidates[0].paragraph
        and bool(said or "总" in base or "全" in base)
    )
