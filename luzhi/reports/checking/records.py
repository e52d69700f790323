"""Each figure of a text beside the committee's records: which declared figure it speaks of, of which time, and what they say.

A figure is recognised by its unit and by the words around it: pairs of characters that a label shares with them, rare ones
counting more, those right before the number more than those of the sentence. Where two labels fit alike none is taken.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import translation

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Ratio, figures, ratios
from luzhi.core.periods import Window
from luzhi.organisation.models import Committee
from luzhi.reports.checking.evening import Even
from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import plain, rounded
from luzhi.reports.checking.periods import Periods, published
from luzhi.reports.checking.phrases import Phrase, phrases
from luzhi.reports.checking.units import code_of
from luzhi.reports.checking.wordings import WORDINGS
from luzhi.reports.opening import figure_url
from luzhi.reports.reading import Reading, read
from luzhi.reports.tokens import Ask
from luzhi.reports.windows import query

ENOUGH = 0.45  # of a label's weight must be told
BEHIND = 0.35  # what a word further off in the sentence counts
CLEARLY = 1.15  # times better than the next one
SENTENCE = re.compile(r"[。!?\n]")
LISTED = re.compile(r"[、和及与]")
COMMON = re.compile(r"开展次数|出席人次|出席人数|[ ·、和的]")
AT_ONCE = 400  # figures that are compared at most


@dataclass(frozen=True)
class Label:
    """A declared figure as the words that tell it: one set of pairs for each way to say it."""

    code: str
    unit: str
    ways: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Recorded:
    """`reading` is None where the registry has no such figure."""

    figure: Found
    window: Window
    reading: Reading | None = None

    @property
    def agrees(self) -> bool | None:
        if self.reading is None or self.reading.value is None:
            return None
        share = 100 if self.reading.ask.code in ratios else 1
        return self.figure.span.holds(self.reading.value * share)

    @property
    def exact(self) -> str:
        """What the records say, unrounded; a ratio in per cent."""
        if self.reading is None or self.reading.value is None:
            return ""
        if self.reading.ask.code in ratios:
            return plain(rounded(self.reading.value * 100, 2))
        return plain(self.reading.value)

    @property
    def address(self) -> str:
        """The page of the rows."""
        return (
            figure_url(self.reading.ask.code, query(self.window, self.reading.ask.level))
            if self.reading
            else ""
        )

    @property
    def label(self) -> Text:
        return self.reading.label if self.reading else ""


def compare(
    committee: Committee, even: Even, found: list[Found], window: Window | None = None
) -> list[Recorded]:
    """In the order of the text. The committee must be shown to the transaction."""
    until = published(even.text) or (window.end if window else date.today())  # noqa: DTZ011
    spans = Periods(even, until, window).spans()
    starts = [place for place, _window in spans]
    told = [
        (phrase.figure, recognised(phrase), spans[bisect_right(starts, phrase.figure.at) - 1][1])
        for phrase in phrases(even.text, found[:AT_ONCE])
    ]
    asks = {(code, when): Ask(code, when) for _figure, code, when in told if code}
    readings = read(committee, asks.values())
    return [
        Recorded(figure, when, readings[asks[code, when]] if code else None) for figure, code, when in told
    ]


def recognised(phrase: Phrase) -> str | None:
    """The code of the declared figure that the words speak of."""
    if not phrase.unit:
        return None
    near, far = _context(phrase)
    ranked = sorted(
        ((_score(label, near, far), label.code) for label in labels() if label.unit == phrase.unit),
        reverse=True,
    )
    if not ranked or ranked[0][0] <= 0:
        return None
    if len(ranked) > 1 and ranked[0][0] < ranked[1][0] * CLEARLY:
        return None
    return ranked[0][1]


def _context(phrase: Phrase) -> tuple[frozenset[str], frozenset[str]]:
    """Pairs right before and behind the number, and of its sentence up to there."""
    near = SENTENCE.split(phrase.gap)[-1][-60:] + LISTED.split(phrase.after)[0][:8]
    return _pairs(near), _pairs(phrase.sentence_before)


def _pairs(text: str) -> frozenset[str]:
    letters = re.sub(r"[^\u4e00-\u9fff]", "", COMMON.sub("", text))
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1))


def _score(label: Label, near: frozenset[str], far: frozenset[str]) -> float:
    return max((_told(way, near, far) for way in label.ways), default=0.0)


def _told(way: frozenset[str], near: frozenset[str], far: frozenset[str]) -> float:
    """How much of the label is told, times its weight; 0 below `ENOUGH` or where nothing stands close by."""
    weights = rarity()
    whole = sum(weights[pair] for pair in way)
    close = sum(weights[pair] for pair in way & near)
    told = close + BEHIND * sum(weights[pair] for pair in way & far - near)
    return told * told / whole if close and told >= ENOUGH * whole else 0.0


@cache
def labels() -> tuple[Label, ...]:
    """Of every declared figure and ratio, in the language of the texts whatever the reader's."""
    with translation.override("zh-hans"):
        return tuple(_label(entry) for entry in (*figures, *ratios))


def _label(entry: Figure | Ratio) -> Label:
    said: Iterable[str] = (str(entry.label).split(" · ")[0], *WORDINGS.get(entry.code, ()))
    ways = (_pairs(each) for each in said)
    return Label(entry.code, code_of(entry.unit), tuple(way for way in ways if way))


@cache
def rarity() -> dict[str, float]:
    """The weight of each pair: rare ones among the labels tell more."""
    counted = Counter(pair for label in labels() for pair in frozenset().union(*label.ways))
    return {pair: 1 + math.log(len(labels()) / count) for pair, count in counted.items()}
