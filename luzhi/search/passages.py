"""What two texts say in the same characters, with the places in both originals.

Compared is the *folded* text: letters and digits only, read evenly (folding.py). Line breaks, blanks and punctuation, which change with every copying, are thus no difference.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from luzhi.search.folding import even

LEAST = 13  # characters in a row that two people rarely write alike by chance
REPEATS = 8  # occurrences of the same characters that are looked at: a text of one repeated line stays quick


@dataclass(frozen=True)
class Folded:
    """`text` is compared; its character k stands at `places[k]` of the original."""

    text: str
    places: array[int]

    @classmethod
    def of(cls, original: str) -> Folded:
        signs = [(place, letter) for place, letter in enumerate(even(original)) if letter.isalnum()]
        return cls("".join([letter for _, letter in signs]), array("I", [place for place, _ in signs]))

    def span(self, start: int, length: int) -> Span:
        return self.places[start], self.places[start + length - 1] + 1


Span = tuple[int, int]  # from, up to (exclusive), in characters of the original


@dataclass(frozen=True)
class Passage:
    """A run that both texts have: where in the first, where in the second, and its folded length."""

    first: Span
    second: Span
    length: int

    def turned(self) -> Passage:
        return Passage(self.second, self.first, self.length)


def letters(text: str) -> str:
    """The folded text alone."""
    return "".join([letter for letter in even(text) if letter.isalnum()])


def grams(folded: str, size: int) -> set[str]:
    return {folded[at : at + size] for at in range(len(folded) - size + 1)}


def passages(first: Folded, second: Folded, formulae: Container[str] = ()) -> list[Passage]:
    """The runs of at least LEAST characters that both have, longest first taken, in the order of the first text.

    No character counts twice on either side. `formulae` are grams of LEAST characters that everybody writes
    (formulae.py): a run of which fewer than LEAST characters are someone's own is none. Symmetric in its arguments.
    """
    if second.text < first.text:
        return sorted((run.turned() for run in passages(second, first, formulae)), key=lambda run: run.first)
    taken: list[Passage] = []
    free = bytearray(b"\1") * len(first.text), bytearray(b"\1") * len(second.text)
    for length, one, two in sorted(runs(first.text, second.text), key=lambda run: (-run[0], *run[1:])):
        for start, size in open_parts(free[0][one : one + length], free[1][two : two + length]):
            if own(first.text[one + start : one + start + size], formulae) >= LEAST:
                here, there = one + start, two + start
                taken.append(Passage(first.span(here, size), second.span(there, size), size))
                free[0][here : here + size] = free[1][there : there + size] = bytes(size)
    return sorted(taken, key=lambda run: run.first)


def runs(first: str, second: str) -> Iterable[tuple[int, int, int]]:
    """(length, place in first, place in second) of the runs met when walking along the second text.

    The walk goes on behind the longest run found at a place, but for the last characters, in which the next may begin:
    so the time grows with the length of the texts and not with its square, whatever repeats in them.
    """
    seats: defaultdict[str, list[int]] = defaultdict(list)
    for one in range(len(first) - LEAST + 1):
        seats[first[one : one + LEAST]].append(one)
    two = 0
    while two <= len(second) - LEAST:
        longest = 0
        for one in seats.get(second[two : two + LEAST], ())[:REPEATS]:
            length = reach(first, one, second, two)
            longest = max(longest, length)
            yield length, one, two
        two += max(1, longest - LEAST + 1)


def reach(first: str, one: int, second: str, two: int) -> int:
    """How many characters from these places are the same: strides that double, then halve."""
    length, stride, most = LEAST, LEAST, min(len(first) - one, len(second) - two)
    while stride:
        end = min(length + stride, most)
        if first[one + length : one + end] == second[two + length : two + end]:
            if end == most:
                return most
            length, stride = end, stride * 2
        else:
            most, stride = end - 1, (end - 1 - length + 1) // 2
    return length


def open_parts(one: bytearray, two: bytearray) -> list[Span]:
    """(start, length) of the parts of a run that are still free on both sides."""
    parts, start = [], 0
    both = bytes(left & right for left, right in zip(one, two, strict=True))
    while (start := both.find(1, start)) >= 0:
        end = both.find(0, start)
        end = len(both) if end < 0 else end
        if end - start >= LEAST:
            parts.append((start, end - start))
        start = end
    return parts


def own(run: str, formulae: Container[str]) -> int:
    """How many characters of the run belong to no formula."""
    common = bytearray(len(run))
    for at in range(len(run) - LEAST + 1):
        if run[at : at + LEAST] in formulae:
            common[at : at + LEAST] = b"\1" * LEAST
    return common.count(0)


def marked(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """The text in pieces, True for those within a span."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        start = max(start, last)
        if start < end:
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
    return [piece for piece in (*pieces, (text[last:], False)) if piece[0]]
