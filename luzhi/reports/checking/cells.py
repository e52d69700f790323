"""Figures in tables: a bare number whose unit its column's heading names, 件数 or 金额(万元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luzhi.reports.checking.grammar import Piece
from luzhi.reports.checking.numerals import ARABIC, MAGNITUDE, arabic, magnitude, scaled
from luzhi.reports.checking.units import Sort, unit_at

HEAD = re.compile(r"\((?:单位:)?(?P<bracket>[^()\t]{1,6})\)$|(?P<counted>[件人次册户场篇条份名家])数$")


def cells(text: str) -> Iterator[Piece]:
    """In their order; lines with tabs that follow each other are a table, the first of them its headings."""
    units: list[tuple[Decimal, str] | None] | None = None
    place = 0
    for line in text.split("\n") if "\t" in text else ():
        parts = line.split("\t")
        if len(parts) == 1:
            units = None
        elif units is None:
            units = [_unit(head.strip()) for head in parts]
        else:
            yield from _row(parts, units, place)
        place += len(line) + 1


def _row(parts: list[str], units: list[tuple[Decimal, str] | None], place: int) -> Iterator[Piece]:
    for column, cell in enumerate(parts):
        told = units[column] if column < len(units) else None
        found = ARABIC.fullmatch(cell.strip(" ")) if told and cell else None
        if told and found:
            size, unit = told
            number = scaled(arabic(found[0]), size)
            at = place + cell.index(found[0])
            yield Piece(at, at + len(found[0]), number, unit, "exact", number.step)
        place += len(cell) + 1


def _unit(head: str) -> tuple[Decimal, str] | None:
    """What a heading's numbers count, and in which size."""
    found = HEAD.search(head)
    if not found:
        return None
    word = found["bracket"] or found["counted"]
    large = MAGNITUDE.match(word)
    unit = unit_at(word, large.end() if large else 0)
    if (
        unit is None
        or unit.sort is Sort.TIME
        or (large.end() if large else 0) + len(unit.written) != len(word)
    ):
        return None
    return (magnitude(large[0]) if large else Decimal(1)), unit.code
