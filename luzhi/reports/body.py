"""The text of a review as blocks. Each line is one:

    # a heading     ## of the second level     ### of the third
    > a quotation
    | a | table |   lines one after another; the first is its head
    ! a chart: its title, then the figures that it draws
    anything else is a paragraph; **strong** words may stand in it

Figures stand anywhere as tokens (`tokens.py`). A blank line is air.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.documents.charts import MOST_BARS
from luzhi.reports.reading import declared, is_declared
from luzhi.reports.tokens import Part, Token, parse

SENTENCE_END = re.compile(r"[。！？!?….][”’」』）)\"']*\Z")
HEADING = re.compile(r"(#{1,3}) +")
STRONG = "**"


@dataclass(frozen=True)
class Span:
    """Words or a figure."""

    part: Part
    strong: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    line: Line


@dataclass(frozen=True)
class Quote:
    line: Line


@dataclass(frozen=True)
class Table:
    """Rows of equally many cells; the first row is the head."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A bar for each figure, under a title that says what it shows."""

    title: str
    bars: tuple[Token, ...]


Block = Heading | Paragraph | Quote | Table | Chart


def blocks(text: str, *, known: bool = True) -> list[Block]:
    """The blocks in their order. Raises one ValidationError with every fault, each with its line."""
    parse(text, known=known)  # faults of figures are told with the line of the whole text
    found: list[Block] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            _add(found, line.strip(), known)
        except ValidationError as error:
            faults.append(_("Line %(line)s: %(fault)s") % {"line": number, "fault": error.messages[0]})
    if faults:
        raise ValidationError(faults)
    return found


def _add(found: list[Block], line: str, known: bool) -> None:
    """Append the line's block; a line of a table joins the table before it."""
    if not line.startswith("|"):
        found.append(_block(line, known))
        return
    row = tuple(_cells(line, known))
    if not (found and isinstance(found[-1], Table)):
        found.append(Table((row,)))
    elif len(row) != len(found[-1].rows[0]):
        words = {"cells": len(row), "wanted": len(found[-1].rows[0])}
        raise ValidationError(_("the row has %(cells)s cells, the head of the table %(wanted)s.") % words)
    else:
        found[-1] = Table((*found[-1].rows, row))


def _block(line: str, known: bool) -> Block:
    if heading := HEADING.match(line):
        return Heading(len(heading[1]), spans(line[heading.end() :], known=known))
    if line.startswith("! "):
        return _chart(parse(line[2:], known=known))
    if line.startswith("> "):
        return Quote(spans(line[2:], known=known))
    return Paragraph(spans(line, known=known))


def _chart(parts: tuple[Part, ...]) -> Chart:
    bars = tuple(part for part in parts if isinstance(part, Token))
    title = "".join(part for part in parts if isinstance(part, str)).strip()
    if not title or not 1 <= len(bars) <= MOST_BARS:
        raise ValidationError(_("a chart has a title and 1 to %(most)s figures.") % {"most": MOST_BARS})
    units = {declared(bar.code).unit for bar in bars if is_declared(bar.code)}
    if len(units) > 1:
        words = "、".join(sorted(units))
        raise ValidationError(_("the figures of a chart have one unit, not %(units)s.") % {"units": words})
    return Chart(title, bars)


def _cells(line: str, known: bool) -> Iterator[Line]:
    """The cells between the strokes; the strokes inside a figure's braces are its own."""
    cell: list[str] = []
    for part in parse(line.removeprefix("|").removesuffix("|"), known=known):
        first, *others = [str(part)] if isinstance(part, Token) else part.split("|")
        cell.append(first)
        for other in others:
            yield spans("".join(cell).strip(), known=known)
            cell = [other]
    yield spans("".join(cell).strip(), known=known)


def spans(line: str, *, known: bool = True) -> Line:
    """Words and figures of one line; two asterisks begin and end what is strong, a single pair of them is text."""
    strong, found = False, []
    balanced = line.count(STRONG) % 2 == 0
    for part in parse(line, known=known):
        pieces: list[Part] = list(part.split(STRONG)) if isinstance(part, str) and balanced else [part]
        for place, piece in enumerate(pieces):
            strong ^= place > 0
            if piece != "":
                found.append(Span(piece, strong))
    return tuple(found)


def lines(block: Block) -> list[Line]:
    """Everything that is written in a block, line by line; a chart's figures are one line."""
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    if isinstance(block, Chart):
        return [(Span(block.title), *map(Span, block.bars))]
    return [block.line]


def ends_a_sentence(text: str) -> bool:
    """With its mark, which closing quotation marks and brackets may follow."""
    return SENTENCE_END.search(text.rstrip()) is not None
