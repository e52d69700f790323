"""Figures in tables: a bare number whose unit its column's or row's heading names, or the line above: 件数, 金额(万元)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from luzhi.reports.checking.grammar import Piece
from luzhi.reports.checking.grids import NO_COUNT, Grid, grids
from luzhi.reports.checking.numerals import ARABIC, MAGNITUDE, arabic, magnitude, scaled
from luzhi.reports.checking.units import Sort, unit_at

HEAD = re.compile(r"\((?:单位:)?(?P<bracket>[^()\t]{1,6})\)$|(?P<counted>[件人次册户场篇条份名家])数$")
OF_ALL = re.compile(r"单位:\s*(?P<bracket>[^()\s、,;:]{1,5})\)?\s*$")
Told = tuple[Decimal, str]


def cells(text: str) -> Iterator[Piece]:
    """In their order."""
    for grid in grids(text):
        yield from _table(grid)


def _table(grid: Grid) -> Iterator[Piece]:
    columns = [_unit(HEAD, grid.titles(column)) for column in range(grid.width)]
    if common := _unit(OF_ALL, [grid.above, *(row[0] for row in grid.cells[: grid.headings])]):
        columns = [
            told or (None if any(NO_COUNT.search(title) for title in grid.titles(column)) else common)
            for column, told in enumerate(columns)
        ]
    for line, place in zip(grid.lines[grid.headings :], grid.places[grid.headings :], strict=True):
        yield from _row(line.split("\t"), columns, place)


def _row(parts: list[str], columns: list[Told | None], place: int) -> Iterator[Piece]:
    of_row = _unit(HEAD, [parts[0].strip()])
    for column, cell in enumerate(parts):
        told = of_row or (columns[column] if column < len(columns) else None)
        found = ARABIC.fullmatch(cell.strip(" ")) if told and cell and (column or not of_row) else None
        if told and found:
            size, unit = told
            number = scaled(arabic(found[0]), size)
            at = place + cell.index(found[0])
            yield Piece(at, at + len(found[0]), number, unit, "exact", number.step)
        place += len(cell) + 1


def _unit(pattern: re.Pattern[str], titles: Iterable[str]) -> Told | None:
    """What the first heading that names a unit says, and in which size."""
    for title in titles:
        found = pattern.search(title)
        if found and (told := _named(next(filter(None, found.groups())))):
            return told
    return None


def _named(word: str) -> Told | None:
    large = MAGNITUDE.match(word)
    end = large.end() if large else 0
    unit = unit_at(word, end)
    if unit is None or unit.sort is Sort.TIME or end + len(unit.written) != len(word):
        return None
    return (magnitude(large[0]) if large else Decimal(1)), unit.code
