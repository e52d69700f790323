"""Sums in tables, which reach us as lines whose cells are apart by tabs: 合计 and 小计 rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, islice

from luzhi.reports.checking.identities import Identity, Kind, Verdict, plain

TOTAL = re.compile(r"(?:合|总|共|累)\s*计|总数|总额|总和|全市|^总$")
PART = re.compile(r"小\s*计")
NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
CELL = re.compile(rf"[¥ ]*({NUMBER.pattern})\s*[\u4e00-\u9fff]{{0,3}}")
EMPTY = frozenset(("", "-", "--", "/", "无", "—"))
NO_SUM = re.compile(r"率|占|%|序号|编号|年份|年度|均|电话|排名|名次|同比|日期|时间")
ROWS, COLUMNS = 400, 60


@dataclass(frozen=True)
class Grid:
    """`values`: the number of each cell, 0 of an empty one, None of words."""

    cells: list[list[str]]
    values: list[list[Decimal | None]]


def is_in_table(text: str, place: int) -> bool:
    start = text.rfind("\n", max(0, place - 2000), place) + 1
    end = text.find("\n", place, place + 2000)
    return "\t" in text[start or max(0, place - 2000) : end if end >= 0 else place + 2000]


def table_sums(text: str) -> Iterator[Identity]:
    if "\t" not in text:
        return
    for is_table, lines in groupby(text.split("\n"), lambda line: "\t" in line):
        if is_table and (grid := _grid(list(islice(lines, ROWS)))):
            yield from _columns(grid)
            yield from _rows(grid)


def _grid(lines: list[str]) -> Grid | None:
    cells = [[cell.strip() for cell in line.split("\t", COLUMNS)] for line in lines]
    width = max(len(row) for row in cells)
    rows = [row for row in cells if len(row) == width]
    return (
        Grid(rows, [[value(cell) for cell in row] for row in rows]) if width >= 2 and len(rows) >= 3 else None
    )


def value(cell: str) -> Decimal | None:
    if cell in EMPTY:
        return Decimal(0)
    found = CELL.fullmatch(cell)
    return Decimal(found[1].replace(",", "")) if found else None


def _columns(grid: Grid) -> Iterator[Identity]:
    """Each 合计 row: the rows above it (or below, where it stands first) add up to it, 小计 rows apart."""
    totals = [
        place
        for place, row in enumerate(grid.cells)
        if place and TOTAL.search(row[0]) and not PART.search(row[0])
    ]
    for place in totals if len(totals) == 1 else ():
        above, below = list(range(1, place)), list(range(place + 1, len(grid.cells)))
        rows = above if len(above) >= len(below) else below
        for column in range(1, len(grid.cells[0])):
            if not NO_SUM.search(grid.cells[0][column]):
                plain_rows = [row for row in rows if not PART.search(grid.cells[row][0])]
                parts = [grid.values[row][column] for row in plain_rows]
                yield from _sum(parts, grid.values[place][column], grid.cells[0][column])


def _rows(grid: Grid) -> Iterator[Identity]:
    """A 合计 column: the other numbers of the row add up to it."""
    heads = [place for place, head in enumerate(grid.cells[0]) if place and TOTAL.search(head)]
    if len(heads) != 1:
        return
    others = [place for place, head in enumerate(grid.cells[0]) if place and place != heads[0]]
    if any(NO_SUM.search(grid.cells[0][place]) for place in others) or len(others) < 2:
        return
    for row, values in zip(grid.cells[1:], grid.values[1:], strict=True):
        yield from _sum([values[place] for place in others], values[heads[0]], row[0])


def _sum(parts: list[Decimal | None], total: Decimal | None, label: str) -> Iterator[Identity]:
    numbers = [part for part in parts if part is not None]
    if total is None or len(numbers) != len(parts) or sum(1 for number in numbers if number) < 2:
        return
    added = sum(numbers, Decimal(0))
    verdict = Verdict.HOLDS if added == total else _fault(numbers, total, added)
    expression = "+".join(plain(number) for number in numbers) + "=" + plain(total)
    yield Identity(Kind.SUM, expression, verdict, f"{label} {plain(total)}", plain(added))


def _fault(numbers: list[Decimal], total: Decimal, added: Decimal) -> Verdict:
    """Numbers with decimals may have been rounded, each by half of its last digit."""
    step = max(Decimal(1).scaleb(min(0, int(number.as_tuple().exponent))) for number in (*numbers, total))
    allowed = step * (len(numbers) + 1) / 2 if step < 1 else Decimal(0)
    return Verdict.ROUNDING if abs(added - total) <= allowed else Verdict.ERROR
