"""Shares that are told of several parts at once: 分别占…的62.7%、33.6%和3.7%; 满意和比较满意合计占90.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from luzhi.reports.checking.identities import Identity, Kind, Verdict
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence, same_unit
from luzhi.reports.checking.ratios import identity, tested

EACH_OF = re.compile(r"分别占[^,。;占]{0,12}$")
EACH_IS = re.compile(r"率?分别(?:为|是|达到?)$")
OF_IT = re.compile(r"[^,。;]{0,12}的(?:比例|比重)?(?:为|达)?$")
ALSO = re.compile("[、,和及与]{1,2}")
COMBINED = re.compile(r"(?:合计|共|总共|[两三]项|[二两三]者)(?:合计)?占[^,。;:%]{0,10}$")
AND = re.compile("[和与及、]")
NAME = re.compile(r"^(?:选择|表示|认为|评价为)|[“”\"的是为有]|^.*、")
RIGHT = (Verdict.HOLDS, Verdict.ROUNDING)
MOST = 24  # parts


def respective(all_phrases: list[Phrase], first: Phrase) -> list[Identity]:
    """All shares of a row that begins with this one, where its words tell of each part."""
    if EACH_IS.search(first.before):
        return _of_the_one_before(all_phrases, first)
    whole = all_phrases[first.index - 1] if first.index else None
    if whole is None or not EACH_OF.search(whole.before) or not OF_IT.match(first.gap):
        return []
    return _paired(all_phrases, whole, whole, _row(all_phrases, first))


def _of_the_one_before(all_phrases: list[Phrase], first: Phrase) -> list[Identity]:
    """共收回527份,其中对态度满意的526件,对结果满意的519件,分别达到99.8%和98.5%: said only where all fit."""
    row = _row(all_phrases, first)
    parts = _parts(all_phrases, first, len(row))
    before = reach_back(all_phrases, parts[0], 4, 0) if parts else []
    for whole in (
        each for each in before if same_sentence(each, first) and parts and same_unit(each, parts[0])
    ):
        found = _paired(all_phrases, first, whole, row)
        if found and all(each.verdict in RIGHT for each in found):
            return found
    return []


def _row(all_phrases: list[Phrase], first: Phrase) -> list[Phrase]:
    behind = all_phrases[first.index + 1 : first.index + MOST]
    return [first, *takewhile(lambda each: each.unit == "%" and ALSO.fullmatch(each.gap), behind)]


def _parts(all_phrases: list[Phrase], end: Phrase, count: int) -> list[Phrase]:
    """The figures of one unit just before, as many; none where there are fewer."""
    near = reach_back(all_phrases, end, MOST, 0)
    parts = [each for each in near if same_sentence(each, end) and not each.is_ratio][:count][::-1]
    return parts if len(parts) == count and len({each.unit for each in parts}) == 1 else []


def _paired(all_phrases: list[Phrase], end: Phrase, whole: Phrase, row: Sequence[Phrase]) -> list[Identity]:
    """Each part that stands before `end` with its share."""
    parts = _parts(all_phrases, end, len(row))
    if not parts or not whole.figure.value or not same_unit(parts[0], whole):
        return []
    tests = [(part, share, tested([part], whole, share)) for part, share in zip(parts, row, strict=True)]
    return [identity(Kind.SHARE, [part], whole, share, verdict) for part, share, verdict in tests if verdict]


def combined(all_phrases: list[Phrase], share: Phrase) -> Identity | None:
    """满意和比较满意合计占90.6%: several parts by name, of the same whole as any of them; said only where it fits."""
    words = COMBINED.search(share.before)
    if words is None:
        return None
    before = [each for each in reach_back(all_phrases, share, 12, 0) if same_sentence(each, share)]
    names = AND.split(share.before[: words.start()])
    parts = list(dict.fromkeys(each for name in names if (each := _called(before, name))))
    if len(parts) < max(len(names), 2):
        return None
    added = sum(each.figure.value for each in parts)
    for whole in reach_back(all_phrases, share):
        if same_unit(whole, parts[0]) and whole not in parts and whole.figure.value >= added:
            verdict = tested(parts, whole, share)
            if verdict in RIGHT:
                return identity(Kind.SHARE, parts, whole, share, verdict)
    return None


def _called(before: list[Phrase], name: str) -> Phrase | None:
    """The figure that is called just so: 满意, but not 不满意."""
    return next((each for each in before if NAME.sub("", each.before) == name), None)
