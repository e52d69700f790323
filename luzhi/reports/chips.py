"""The text of a review for its page at the desk: each figure a chip that opens its rows, or frozen against live."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.reports.body import Block, Chart, Heading, Line, Quote, Table
from luzhi.reports.charts import picture
from luzhi.reports.drift import drifted
from luzhi.reports.editing.remembering import changed_since
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.opening import figure_url
from luzhi.reports.periods import name_of
from luzhi.reports.rendering import Shown, bars_of, blocks_of, shown
from luzhi.reports.tokens import Token
from luzhi.reports.windows import query


@dataclass(frozen=True)
class Chip:
    """`now` tells of a difference: what the records say now to a frozen figure, or what a draft printed when it was saved."""

    label: Text
    window: str
    printed: str
    url: str
    frozen: bool = False
    now: str = ""


@dataclass(frozen=True)
class Piece:
    """Words, or a chip with its words."""

    words: str
    chip: Chip | None = None
    strong: bool = False


@dataclass(frozen=True)
class Passage:
    """`kind` is the name of the block; a table has `rows` (the first is its head), a chart its `drawing` and rows of
    name and chip."""

    kind: str
    line: list[Piece] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    level: int = 0
    drawing: str = ""


@dataclass(frozen=True)
class Body:
    """A review's text; `faults` instead, where it can't be read."""

    passages: list[Passage] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def text_of(review: Review) -> Body:
    try:
        said, written = shown(review), blocks_of(review)
    except ValidationError as error:
        return Body(faults=error.messages)
    now = drifted(review)
    chips = {token: _chip(review, token, here, now) for token, here in said.items()}
    return Body([_passage(block, chips, said) for block in written], list(chips.values()))


def _passage(block: Block, chips: dict[str, Chip], said: dict[str, Shown]) -> Passage:
    match block:
        case Table():
            return Passage("table", rows=[[_pieces(cell, chips) for cell in row] for row in block.rows])
        case Chart():
            named = zip(bars_of(block, said), block.bars, strict=True)
            rows = [[[Piece(name)], [_piece(chips[str(token)])]] for (name, _bar), token in named]
            return Passage("chart", [Piece(block.title)], rows, drawing=picture(block, said))
        case Heading():
            return Passage("heading", _pieces(block.line, chips), level=block.level)
        case _:
            kind = "quote" if isinstance(block, Quote) else "paragraph"
            return Passage(kind, _pieces(block.line, chips))


def _pieces(line: Line, chips: dict[str, Chip]) -> list[Piece]:
    return [
        _piece(chips[str(span.part)], span.strong)
        if isinstance(span.part, Token)
        else Piece(span.part, strong=span.strong)
        for span in line
    ]


def _piece(chip: Chip, strong: bool = False) -> Piece:
    return Piece(chip.printed, chip, strong)


def _chip(review: Review, token: str, here: Shown, now: dict[FrozenFigure, str]) -> Chip:
    window = name_of(here.window)
    if here.frozen is None:
        before = changed_since(review, token, here.printed)
        told = _("%(value)s when last saved") % {"value": before} if before else ""
        url = figure_url(here.code, query(here.window, here.level))
        return Chip(here.label, window, here.printed, url, now=told)
    told = _("now %(value)s") % {"value": now[here.frozen]} if here.frozen in now else ""
    return Chip(here.label, window, here.printed, here.frozen.get_absolute_url(), frozen=True, now=told)
