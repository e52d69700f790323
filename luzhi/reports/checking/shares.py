"""Shares (占…%). The whole is the total of the part's list, else a figure of the same unit before it, or just behind.

Where several fit the words, one that fits the number is taken; an error is only said where none does and the words leave no
doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from luzhi.reports.checking.identities import Identity, Kind, Verdict
from luzhi.reports.checking.judging import share_behind
from luzhi.reports.checking.phrases import SENTENCE, Phrase, reach_back, same_sentence, same_unit
from luzhi.reports.checking.ratios import identity, tested
from luzhi.reports.checking.several import ALSO, OF_IT, combined, respective
from luzhi.reports.checking.sums import SHOULD

SHARE = re.compile(
    r"(?:分别|各)?占(?:比|到)?(?P<base>[^,。;:%占]{0,16}?)的?(?:比例|比重|份额)?(?:分别)?(?:为|达到?|是)?(?:了)?$"
)
QUORUM = re.compile(r"超过(?P<base>应[到出参][^,。;:%]{0,8})的$")
WITHIN = re.compile(r"(?P<firm>占|为|是)[^,。;占]{0,12}$")
GENERAL = re.compile(
    r"^(?:到|了|其|全部|全体|总|全|所有|上述|交办|办理|承办|立案|提案|建议|委员|信息|件|数|量|人|总量|总数|总额|的)*$"
)
STAGE = re.compile("立案|承办|办理|交办|收回|发放")
SUFFIX = re.compile(r"(?:总人数|总件数|总数|总量|总额|总)$")
WIDER = re.compile(r"全国|全省|全市|全县|全区|世界|全球|人口|gdp|生产总值")
AVERAGE = re.compile(r"平均|人均|户均|每|标准")
WHOLE_SAID = re.compile(r"其中|[在从].{0,24}中|包括")
IN_REACH = 4  # figures
FAR = 200  # characters between a whole and the last of its parts, in another paragraph
NEAR = 40  # characters between a part and its share


def shares(all_phrases: list[Phrase], wholes: dict[int, Phrase]) -> Iterator[Identity]:
    """`wholes`: the total of each part whose list is known, by the part's index."""
    listed = []
    for phrase in all_phrases:
        if phrase.unit != "%" and not phrase.figure.is_fraction:
            continue
        if each := respective(all_phrases, phrase):
            yield from each
        elif told := _inline(all_phrases, phrase) or combined(all_phrases, phrase):
            yield told
        elif found := _share_of(all_phrases, phrase):
            listed.append(found)
    settled = _settled(listed, wholes)
    for part, base, share in listed:
        known = None if WIDER.search(base) else wholes.get(part.index)
        others = [] if known in settled else _others(all_phrases, known, part, base, share)
        if tested_share := _tested_share(all_phrases, known, others, part, base, share):
            yield tested_share


def _settled(listed: list[tuple[Phrase, str, Phrase]], wholes: dict[int, Phrase]) -> set[Phrase]:
    """The totals of which most shares of their list are: then all of them must be."""
    right, all_of = Counter[Phrase](), Counter[Phrase]()
    for part, base, share in listed:
        if (known := wholes.get(part.index)) and not WIDER.search(base):
            all_of[known] += 1
            right[known] += tested([part], known, share) in (Verdict.HOLDS, Verdict.ROUNDING)
    return {known for known, count in right.items() if count > 1 and count * 2 > all_of[known]}


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
    near = [
        each
        for each in reach_back(all_phrases, whole, 6, 0)
        if each.unit == whole.unit and same_sentence(each, share)
    ]
    parts = [each for each in near if each.figure.value <= whole.figure.value]
    for part in parts[:IN_REACH]:
        if tested([part], whole, share) in (Verdict.HOLDS, Verdict.ROUNDING):
            return identity(Kind.SHARE, [part], whole, share, tested([part], whole, share) or Verdict.HOLDS)
    is_alone = parts and parts[0] is near[0] and whole.figure.at - parts[0].figure.to <= NEAR
    is_wrong = is_alone and said["firm"] == "占" and "其中" not in parts[0].sentence_before
    if is_wrong and tested(parts[:1], whole, share) is Verdict.ERROR:
        return identity(Kind.SHARE, parts[:1], whole, share, Verdict.ERROR)
    return None


def _share_of(all_phrases: list[Phrase], phrase: Phrase) -> tuple[Phrase, str, Phrase] | None:
    """The part whose share it is, and the words for the whole."""
    words = SHARE.search(phrase.before) or QUORUM.search(phrase.before)
    if words and "分别" in words[0]:
        return _of_several(all_phrases, phrase, 0, words["base"])
    if words is None and ALSO.fullmatch(phrase.gap):
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
            return _of_several(all_phrases, each, count, words["base"]) if "分别" in words[0] else None
    return None


def _of_several(
    all_phrases: list[Phrase], first: Phrase, place: int, base: str
) -> tuple[Phrase, str, Phrase] | None:
    count = 1
    while first.index + count < len(all_phrases) and ALSO.fullmatch(all_phrases[first.index + count].gap):
        count += 1
    parts = [
        each
        for each in reach_back(all_phrases, first, 24, 0)
        if same_sentence(each, first) and not each.is_ratio
    ][:count]
    if len(parts) < count or len({part.unit for part in parts}) > 1:
        return None
    return parts[::-1][place], base, all_phrases[first.index + place]


def _others(
    all_phrases: list[Phrase], known: Phrase | None, part: Phrase, base: str, share: Phrase
) -> list[Phrase]:
    """What else the share may be of."""
    candidates = [each for each in _candidates(all_phrases, part, base) if each is not known]
    return candidates or ([] if known else _behind(all_phrases, part, share, base))


def _tested_share(
    all_phrases: list[Phrase],
    known: Phrase | None,
    others: list[Phrase],
    part: Phrase,
    base: str,
    share: Phrase,
) -> Identity | None:
    fitting = ([known] if known else []) + others
    verdicts = [(tested([part], whole, share), whole) for whole in fitting]
    for wanted in (Verdict.HOLDS, Verdict.ROUNDING):
        for verdict, whole in verdicts:
            if verdict is wanted:
                return identity(Kind.SHARE, [part], whole, share, wanted)
    before = [each for each in others if each.index < part.index]
    sure = known or (before[0] if before and SHOULD.search(base) else None)
    if sure is None and GENERAL.match(base):
        sure = _above(part, base, before)
    if sure and tested([part], sure, share) is Verdict.ERROR:
        return identity(Kind.SHARE, [part], sure, share, Verdict.ERROR)
    return None


def _candidates(all_phrases: list[Phrase], part: Phrase, base: str) -> list[Phrase]:
    """What the share may be of: larger figures of the same unit before it."""
    found = [
        each
        for each in reach_back(all_phrases, part)
        if same_unit(each, part) and each.figure.value >= part.figure.value and each.figure.value
    ]
    stage = STAGE.search(base)
    if stage and not WIDER.search(base) and (named := [each for each in found if stage[0] in each.label]):
        return named
    if GENERAL.match(base):
        return found
    if SHOULD.search(base):
        return [each for each in found if SHOULD.search(each.label)]
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


def _above(part: Phrase, base: str, candidates: list[Phrase]) -> Phrase | None:
    """The one whole that stands before it, where the text says that it is one: 其中, 占总数的."""
    said = WHOLE_SAID.search(part.text, candidates[0].figure.at - 1, part.figure.at) if candidates else None
    # What has a share itself stands beside the part rather than above it.
    above = candidates if said else [each for each in candidates if share_behind(each) is None]
    if len({each.figure.value for each in above}) != 1 or not (
        len(above) == len(candidates) or "总数" in base
    ):
        return None
    is_total = "总" in base or "全" in base
    is_near = part.paragraph == above[0].paragraph or part.figure.at - above[0].figure.to < FAR
    return above[0] if (is_total and is_near) or (said and part.paragraph == above[0].paragraph) else None
