"""A review's sentences found again in a text, with whatever stands there in the place of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from luzhi.reports.body import Line, lines
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.rendering import blocks_of
from luzhi.reports.tokens import Part, Token

END = re.compile(r"(?<=[。！？])")
ENOUGH = 6  # letters by which a sentence is known again
PLACE = r"([^。！？\n]{0,60}?)"

Sentence = tuple[Part, ...]


def misprinted(review: Review, text: str) -> Iterator[tuple[FrozenFigure, str]]:
    """The figures in whose place something else stands, and that. Sentences that were reworded are not found."""
    frozen = {figure.token: figure for figure in review.figures.defer("parts")}
    written = chain.from_iterable(map(lines, blocks_of(review)))
    for sentence in chain.from_iterable(map(_sentences, written)):
        figures = [frozen[str(part)] for part in sentence if isinstance(part, Token)]
        for found in _pattern(sentence).finditer(text) if figures and _known_again(sentence) else ():
            for figure, stands in zip(figures, found.groups(), strict=True):
                if stands != figure.printed:
                    yield figure, stands


def _sentences(line: Line) -> Iterator[Sentence]:
    sentence: list[Part] = []
    for span in line:
        first, *others = [span.part] if isinstance(span.part, Token) else END.split(span.part)
        sentence.append(first)
        for other in others:
            yield tuple(sentence)
            sentence = [other]
    yield tuple(sentence)


def _known_again(sentence: Sentence) -> bool:
    return sum(len(part) for part in sentence if isinstance(part, str)) >= ENOUGH


def _pattern(sentence: Sentence) -> re.Pattern[str]:
    """The sentence from its beginning to its end, with anything short in the place of each figure."""
    words = "".join(PLACE if isinstance(part, Token) else re.escape(part) for part in sentence)
    return re.compile(rf"(?<![^。！？\n]){words}(?:(?<=[。！？])|(?=\n)|\Z)")
