"""A list that does not add up: is it wrong, open, or are its parts no parts of one whole?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from luzhi.reports.checking.identities import Verdict
from luzhi.reports.checking.partitions import OPEN, OVERLAP, OVERLAP_SAID, is_close, is_division, is_slip
from luzhi.reports.checking.phrases import Phrase

CLOSING = re.compile(r"其余|剩余|其他|其它|余下")
SHARED = re.compile(r"单位|部门")
PERCENT_BEHIND = re.compile(r"[^0-9。;]{0,24}?占[^0-9。;,]{0,12}?([0-9]{1,3}(?:\.[0-9]{1,4})?)%")
FEWEST = 2  # parts
TOLD = 60  # characters behind a list, in which its overlaps are told
FAR = 10  # what adds up to so many times the total is no list of its parts


@dataclass(frozen=True)
class Judged:
    """`doubt`: nothing in the text says that the list is open."""

    parts: list[Phrase]
    verdict: Verdict
    doubt: bool = False


def judged(whole: Phrase, parts: list[Phrase], closed: bool) -> Judged | None:
    """A list that does not add up. Parts that overlap are not added: only a division at their head is judged."""
    labels = [part.before or part.after for part in parts]
    if any(OVERLAP.search(label) for label in labels) and not is_division(labels):
        parts = _division_at_the_head(parts, labels)
        near = is_close([part.figure.value for part in parts], whole.figure.value)
        is_apart = all(OVERLAP.search(label) for label in labels[FEWEST:])  # 女委员86名: of either
        return Judged(parts, Verdict.ERROR) if parts and (near or is_apart) else None
    added = sum((part.figure.value for part in parts), Decimal(0))
    too_many = added > whole.figure.value
    if added > whole.figure.value * FAR or _overlap(whole, parts):
        return None
    if OPEN.search(parts[0].gap) or OPEN.match(parts[-1].after):
        return None if too_many else Judged(parts, Verdict.OPEN)
    if _is_whole(whole, parts, labels, closed):
        return Judged(parts, Verdict.ERROR)
    if too_many and "其中" in parts[0].gap and _is_misprinted(whole, parts):
        return Judged(parts, Verdict.ERROR)  # parts are no more than their whole
    if too_many or added * 5 < whole.figure.value:
        return None
    return Judged(parts, Verdict.OPEN, doubt=len(parts) > FEWEST and added * 5 >= whole.figure.value * 4)


def _overlap(whole: Phrase, parts: list[Phrase]) -> bool:
    """Does the text say so (部分提案涉及多个类别), or are they units that lead one matter and assist in another?"""
    return tells_overlap(parts[-1]) or (whole.unit in ("个", "家") and bool(SHARED.search(whole.label)))


def tells_overlap(last: Phrase) -> bool:
    """Is it told behind the last part?"""
    return bool(OVERLAP_SAID.search(last.text, last.figure.to, last.figure.to + TOLD))


def _is_misprinted(whole: Phrase, parts: list[Phrase]) -> bool:
    values = [part.figure.value for part in parts]
    return is_close(values, whole.figure.value) and is_slip(values, whole.figure.value)


def _division_at_the_head(parts: list[Phrase], labels: list[str]) -> list[Phrase]:
    """中共党员119名,非中共人士179名 before 女委员86名."""
    return parts[:FEWEST] if is_division(labels[:FEWEST], whole=True) else []


def _is_whole(whole: Phrase, parts: list[Phrase], labels: list[str], closed: bool) -> bool:
    """Does something say that the list is whole?"""
    values, printed = [part.figure.value for part in parts], whole.figure.value
    if (
        CLOSING.search(re.split("[。;]", parts[-1].gap)[-1])
        or _are_all_shares(parts)
        or (is_division(labels, whole=True) and sum(values, Decimal(0)) * 2 > printed)
    ):
        return True
    if is_division(labels) and (closed or sum(values, Decimal(0)) > printed or is_close(values, printed)):
        return True
    return len(parts) > FEWEST and is_close(values, printed)


def _are_all_shares(parts: list[Phrase]) -> bool:
    """Does each part print its share, and do these make a hundred?"""
    shares = [share for part in parts if (share := share_behind(part)) is not None]
    return len(shares) == len(parts) and abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.6")


def share_behind(part: Phrase) -> Decimal | None:
    """94件,占53.7%."""
    found = PERCENT_BEHIND.match(part.text, part.figure.to, part.figure.to + 60)
    return Decimal(found[1]) if found else None


def all_exact(whole: Phrase, parts: list[Phrase]) -> bool:
    return whole.figure.is_exact and all(part.figure.is_exact for part in parts)
