"""Every figure of a text: 316条, 10余次, 200余万元, 近3万人, 百分之九十五, 3—5个, 三分之二, 一半 (rules: grammar, names, units)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Final

from luzhi.reports.checking.cells import cells
from luzhi.reports.checking.evening import Even
from luzhi.reports.checking.grammar import START, Piece, counted, skipped
from luzhi.reports.checking.intervals import Interval, interval
from luzhi.reports.checking.proportions import special

EXACT: Final = "exact"
SENTENCE_END = re.compile(r"[。!?\n]+[”’」』)]*")
AROUND = 100  # characters of a sentence that are shown on either side


@dataclass(frozen=True, slots=True)
class Found:
    """A figure. `value` is exact and in the unit itself (200余万元: 2000000 元); `start` and `end` are its place."""

    text: str
    value: Decimal
    unit: str
    qualifier: str
    span: Interval
    start: int
    end: int
    at: int  # its place in the even text
    to: int
    decimals: int = 0
    written: str = field(default="", compare=False, repr=False)
    around: tuple[int, int] = (0, 0)

    @property
    def sentence(self) -> str:
        """The sentence that it stands in, at most some hundred characters on either side."""
        return self.written[slice(*self.around)].strip()

    @property
    def low(self) -> Decimal | None:
        return self.span.low

    @property
    def high(self) -> Decimal | None:
        return self.span.high

    @property
    def is_fraction(self) -> bool:
        """三分之二, 1/3: between nothing and one, without a unit."""
        return not self.unit and 0 < self.value < 1

    @property
    def is_exact(self) -> bool:
        return self.qualifier == EXACT


def find(text: str) -> list[Found]:
    """The figures in their order."""
    return find_in(Even(text))


def find_in(even: Even, most: int | None = None) -> list[Found]:
    """At most so many."""
    ends = [found.end() for found in SENTENCE_END.finditer(even.text)]
    return [
        _found(even, piece, ends)
        for piece in islice(merge(cells(even.text), _pieces(even.text), key=attrgetter("at")), most)
    ]


def _found(even: Even, piece: Piece, ends: list[int]) -> Found:
    start, end = even.slice(piece.at, piece.to)
    place = bisect_left(ends, piece.to)
    first = max(ends[place - 1] if place else 0, piece.at - AROUND)
    last = min(ends[place] if place < len(ends) else len(even.text), piece.to + AROUND)
    left, right = even.slice(first, max(last, piece.to))
    return Found(
        even.written[start:end], piece.number.value, piece.unit, piece.qualifier,
        interval(piece.number, piece.qualifier, piece.gap, piece.slack), start, end, piece.at, piece.to,
        piece.number.decimals, even.written, (left, right),
    )  # fmt: skip


def _pieces(text: str) -> Iterator[Piece]:
    cursor = ended = 0
    while found := START.search(text, cursor):
        at = found.start()
        read = skipped(text, at) or special(text, at, ended) or counted(text, at, ended)
        if isinstance(read, Piece):
            yield read
            cursor = ended = read.to
        else:
            cursor = max(read, at + 1)
