"""The words around each figure, by which relations are read: its label, what follows it, its brackets, its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from luzhi.reports.checking.finding import Found

CLAUSE = re.compile(r"[,。;:!?()\n\t]")
SENTENCE = re.compile(r"[。!?\n]")
MARK = re.compile(r"[()\n]")
REACH = 80  # characters of a label


@dataclass(frozen=True)
class Phrase:
    """A figure in its place; `bracket` is where the bracket around it opens (-1: none)."""

    figure: Found
    index: int
    text: str
    previous: int  # where the figure before ends
    following: int  # where the next one begins
    bracket: int
    paragraph: int

    @property
    def unit(self) -> str:
        return self.figure.unit

    @property
    def is_ratio(self) -> bool:
        return self.figure.unit in ("%", "‰")

    @cached_property
    def before(self) -> str:
        """What stands before it in its clause."""
        start = max(self.previous, self.figure.at - REACH)
        window = self.text[start : self.figure.at]
        return CLAUSE.split(window)[-1]

    @cached_property
    def gap(self) -> str:
        """All that stands between the figure before and this one."""
        return self.text[max(self.previous, self.figure.at - 4 * REACH) : self.figure.at]

    @cached_property
    def after(self) -> str:
        """What follows it in its clause."""
        window = self.text[self.figure.to : min(self.following, self.figure.to + REACH)]
        cut = CLAUSE.search(window)
        return window[: cut.start()] if cut else window

    @cached_property
    def sentence_before(self) -> str:
        """What stands before it in its sentence, other figures included."""
        window = self.text[max(0, self.figure.at - 2 * REACH) : self.figure.at]
        return SENTENCE.split(window)[-1]

    @property
    def label(self) -> str:
        return self.before + " " + self.after


def phrases(text: str, found: list[Found]) -> list[Phrase]:
    marks = _Marks(text, text.rfind("\n", 0, found[0].at) + 1 if found else 0)
    result = []
    for index, figure in enumerate(found):
        previous = found[index - 1].to if index else 0
        following = found[index + 1].at if index + 1 < len(found) else len(text)
        bracket, paragraph = marks.at(figure.at)
        result.append(Phrase(figure, index, text, previous, following, bracket, paragraph))
    return result


class _Marks:
    """Brackets and paragraphs, walked through once from left to right."""

    def __init__(self, text: str, start: int) -> None:
        self._marks = MARK.finditer(text, start)
        self._next = next(self._marks, None)
        self._open: list[int] = []
        self._paragraph = 0

    def at(self, place: int) -> tuple[int, int]:
        while self._next and self._next.start() < place:
            self._take(self._next)
            self._next = next(self._marks, None)
        return (self._open[-1] if self._open else -1), self._paragraph

    def _take(self, mark: re.Match[str]) -> None:
        if mark[0] == "(":
            self._open.append(mark.start())
        elif mark[0] == ")":
            self._open[-1:] = []
        else:
            self._paragraph += 1
            self._open.clear()


def same_unit(first: Phrase, second: Phrase) -> bool:
    """提案 are counted in 件, the opinion forms (征询意见表) about them in 份."""
    return first.unit == second.unit or {first.unit, second.unit} == {"份", "件"}


def same_sentence(first: Phrase, second: Phrase) -> bool:
    """No sentence ends between them (first before second)."""
    return second.figure.at - first.figure.to < 8 * REACH and not SENTENCE.search(
        first.text, first.figure.to, second.figure.at
    )


def reach_back(
    all_phrases: list[Phrase], phrase: Phrase, count: int = 40, paragraphs: int = 2
) -> list[Phrase]:
    """The figures before it, nearest first, of its own and the paragraphs just above."""
    near = all_phrases[max(0, phrase.index - count) : phrase.index]
    return [each for each in reversed(near) if phrase.paragraph - each.paragraph <= paragraphs]
