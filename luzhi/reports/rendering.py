"""A review in words and numbers: what is printed for each figure, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luzhi.core.access import Text
from luzhi.core.periods import Window
from luzhi.reports.body import Block, Chart, Line, blocks, lines
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.periods import name_of
from luzhi.reports.reading import Reading, read
from luzhi.reports.tokens import Level, Token, tokens


@dataclass(frozen=True)
class Shown:
    """One token as it is printed: frozen from the approval on, from the records before."""

    code: str
    label: Text
    window: Window
    level: Level
    unit: str
    value: Decimal | None
    printed: str
    records: int
    public: bool
    frozen: FrozenFigure | None = None


def shown(review: Review) -> dict[str, Shown]:
    """What stands for each token of the text, by token. Raises ValidationError for a faulty text."""
    if review.is_frozen:
        return {frozen.token: _of_frozen(frozen) for frozen in review.figures.all()}
    asks = {token: token.ask(review.cut_off) for token in tokens(review.text)}
    readings = read(review.committee, asks.values())
    return {str(token): _of_reading(readings[ask]) for token, ask in asks.items()}


def _of_frozen(frozen: FrozenFigure) -> Shown:
    return Shown(
        frozen.code,
        frozen.label,
        frozen.window,
        Level(frozen.level),
        frozen.unit,
        frozen.value,
        frozen.printed,
        frozen.records,
        frozen.public,
        frozen,
    )


def _of_reading(reading: Reading) -> Shown:
    ask = reading.ask
    return Shown(
        ask.code,
        reading.label,
        ask.window,
        ask.level,
        reading.unit,
        reading.value,
        reading.printed,
        reading.records,
        reading.public,
    )


def blocks_of(review: Review) -> list[Block]:
    """An approved text is read as it was approved, even if a figure of it is declared no longer."""
    return blocks(review.text, known=not review.is_frozen)


def words_of(line: Line, said: dict[str, Shown]) -> str:
    """The line as printed."""
    return "".join(said[str(s.part)].printed if isinstance(s.part, Token) else s.part for s in line)


def plain_text(review: Review) -> str:
    """Title and lines as printed, without markup; the cells of a table stand in a line."""
    said = shown(review)
    found = ("\t".join(words_of(line, said) for line in lines(block)) for block in blocks_of(review))
    return "\n".join([review.title, *found])


def bars_of(chart: Chart, said: dict[str, Shown]) -> list[tuple[str, Shown]]:
    """The bars with their names: the figure's, its window's, or both, whatever tells them apart."""
    bars = [said[str(token)] for token in chart.bars]
    windows = {bar.window for bar in bars}
    if len(windows) == 1:
        return list(zip(_short([str(bar.label) for bar in bars]), bars, strict=True))
    one_figure = len({bar.code for bar in bars}) == 1
    return [
        (name_of(bar.window) if one_figure else f"{bar.label}（{name_of(bar.window)}）", bar) for bar in bars
    ]


def _short(labels: list[str]) -> list[str]:
    """Without the measure that all of them end with (双月协商座谈会 · 开展次数): the title says it."""
    measures = {label.rpartition(" · ")[2] for label in labels}
    if len(labels) < 2 or len(measures) > 1 or not all(" · " in label for label in labels):
        return labels
    return [label.rpartition(" · ")[0] for label in labels]
