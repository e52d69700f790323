"""Tables, which reach us as lines whose cells are apart by tabs: where they stand, and what heads their columns.

Several heading rows may stand above each other (件数 over 主办 and 会办); the other places of joined cells are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
CELL = re.compile(rf"[¥ ]*({NUMBER.pattern})\s*[\u4e00-\u9fff]{{0,3}}")
EMPTY = frozenset(("", "-", "--", "/", "无", "—"))
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")
NO_COUNT = re.compile(r"率|占|%|序号|编号|年份|年度|均|电话|排名|名次|同比|日期|时间|备注")
"""Headings of columns whose numbers are no counts: they have no unit and are not added up."""

HEADINGS, COLUMNS = 4, 60


@dataclass
class Grid:
    """`places`: where each line begins; `above`: the line before the table."""

    above: str
    lines: list[str]
    places: list[int]

    @cached_property
    def cells(self) -> list[list[str]]:
        """Of all lines, as wide as they are."""
        return [[cell.strip() for cell in line.split("\t", COLUMNS)] for line in self.lines]

    @cached_property
    def width(self) -> int:
        return max(len(row) for row in self.cells)

    @cached_property
    def headings(self) -> int:
        """How many rows stand above the numbers: the first, and those below it that hold none, or years alone."""
        count = 1
        while count < min(HEADINGS, len(self.cells)) and not _has_number(self.cells[count]):
            count += 1
        return count if count < len(self.cells) else 1

    def titles(self, column: int) -> list[str]:
        """What heads a column, from the number upwards; a joined heading heads all its columns."""
        found = []
        for place in range(self.headings - 1, -1, -1):
            row = self.cells[place]
            named = row[column] if column < len(row) else ""
            if not named and place < self.headings - 1:
                named = next((cell for cell in reversed(row[:column]) if cell), "")
            if named:
                found.append(named)
        return found


def grids(text: str) -> Iterator[Grid]:
    """Lines with tabs that follow each other."""
    place, above = 0, ""
    grid: Grid | None = None
    for line in text.split("\n") if "\t" in text else ():
        if "\t" in line:
            grid = grid or Grid(above, [], [])
            grid.lines.append(line)
            grid.places.append(place)
        else:
            if grid:
                yield grid
            grid, above = None, line
        place += len(line) + 1
    if grid:
        yield grid


def value(cell: str) -> Decimal | None:
    """The number of a cell, 0 of an empty one, None of words."""
    if cell in EMPTY:
        return Decimal(0)
    found = CELL.fullmatch(cell)
    return Decimal(found[1].replace(",", "")) if found else None


def has_numbers(row: list[str]) -> bool:
    return any(CELL.fullmatch(cell) for cell in row[1:])


def _has_number(row: list[str]) -> bool:
    numbers = [cell for cell in row[1:] if CELL.fullmatch(cell)]
    return bool(numbers) and not all(YEAR.fullmatch(cell) for cell in numbers)
