"""Sums in tables: 合计 and 小计 rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luzhi.reports.checking.grids import NO_COUNT, Grid, grids, has_numbers, value
from luzhi.reports.checking.identities import Identity, Kind, Verdict, plain
from luzhi.reports.checking.partitions import is_close, is_slip

TOTAL = re.compile(r"(?:合|总|共|累)\s*计|总数|总额|总和|全市|^总$")
PART = re.compile(r"小\s*计")
AMONG = re.compile(r"^[#*]|其中")
ROWS = 400


@dataclass(frozen=True)
class Body:
    """The rows below the headings. `values`: None for words, 0 for nothing."""

    heads: list[str]
    labels: list[str]
    values: list[list[Decimal | None]]

    @property
    def width(self) -> int:
        return len(self.heads)


def is_in_table(text: str, place: int) -> bool:
    start = text.rfind("\n", max(0, place - 2000), place) + 1
    end = text.find("\n", place, place + 2000)
    return "\t" in text[start or max(0, place - 2000) : end if end >= 0 else place + 2000]


def table_sums(text: str) -> Iterator[Identity]:
    for grid in grids(text):
        if body := _body(grid):
            yield from _columns(body)
            yield from _groups(body)
            yield from _rows(body)


def _body(grid: Grid) -> Body | None:
    """None for what is no table, or one with numbers in rows of another width: their columns are not known."""
    if grid.width < 2 or len(grid.lines) < 3:
        return None
    rows = grid.cells[grid.headings : ROWS]
    if any(len(row) != grid.width and has_numbers(row) for row in rows):
        return None
    rows = [row for row in rows if len(row) == grid.width]
    if len(rows) < 2:
        return None
    heads = [" ".join(grid.titles(column)) for column in range(grid.width)]
    return Body(heads, [row[0] for row in rows], [[value(cell) for cell in row] for row in rows])


def _columns(body: Body) -> Iterator[Identity]:
    """The 合计 row: the rows above it (or below, where it stands first) add up to it, 小计 and 其中 rows apart."""
    totals = [
        place for place, label in enumerate(body.labels) if TOTAL.search(label) and not PART.search(label)
    ]
    if len(totals) != 1:
        return
    above, below = list(range(totals[0])), list(range(totals[0] + 1, len(body.labels)))
    rows = above if len(above) >= len(below) else below
    plain_rows = [
        row for row in rows if not PART.search(body.labels[row]) and not AMONG.search(body.labels[row])
    ]
    has_subsets = any(AMONG.search(body.labels[row]) for row in rows)
    for column in range(1, body.width):
        if not NO_COUNT.search(body.heads[column]):
            parts = [body.values[row][column] for row in plain_rows]
            for found in _sum(parts, body.values[totals[0]][column], body.heads[column]):
                if found.holds or not has_subsets:
                    yield found


def _groups(body: Body) -> Iterator[Identity]:
    """Each 小计 row: the rows since the one before, or up to the next one where 小计 stands first."""
    places = [place for place, label in enumerate(body.labels) if PART.search(label)]
    edges = [place for place, label in enumerate(body.labels) if PART.search(label) or TOTAL.search(label)]
    for place in places:
        start = max((edge + 1 for edge in edges if edge < place), default=0)
        end = min((edge for edge in edges if edge > place), default=len(body.labels))
        for column in range(1, body.width):
            if not NO_COUNT.search(body.heads[column]):
                yield from _group(body, place, column, (range(start, place), range(place + 1, end)))


def _group(body: Body, place: int, column: int, sides: tuple[range, range]) -> Iterator[Identity]:
    """The side that fits; an error only where one side alone comes near."""
    wrong = []
    for side in sides:
        parts = [body.values[row][column] for row in side]
        for found in _sum(parts, body.values[place][column], body.labels[place]):
            if found.holds:
                yield found
                return
            numbers = [part for part in parts if part is not None]
            total = body.values[place][column] or Decimal(0)
            if is_close(numbers, total) or is_slip(numbers, total):
                wrong.append(found)
    if len(wrong) == 1:
        yield wrong[0]


def _rows(body: Body) -> Iterator[Identity]:
    """A 合计 column: the other numbers of the row add up to it."""
    heads = [place for place, head in enumerate(body.heads) if place and TOTAL.search(head)]
    if len(heads) != 1:
        return
    others = [place for place in range(1, body.width) if place != heads[0]]
    if any(NO_COUNT.search(body.heads[place]) for place in others) or len(others) < 2:
        return
    for label, values in zip(body.labels, body.values, strict=True):
        yield from _sum([values[place] for place in others], values[heads[0]], label)


def _sum(parts: list[Decimal | None], total: Decimal | None, label: str) -> Iterator[Identity]:
    numbers = [part for part in parts if part is not None]
    if total is None or len(numbers) != len(parts) or sum(1 for number in numbers if number) < 2:
        return
    added = sum(numbers, Decimal(0))
    verdict = Verdict.HOLDS if added == total else _fault(numbers, total, added)
    expression = "+".join(plain(number) for number in numbers if number) + "=" + plain(total)
    yield Identity(Kind.SUM, expression, verdict, f"{label} {plain(total)}", plain(added))


def _fault(numbers: list[Decimal], total: Decimal, added: Decimal) -> Verdict:
    """Numbers with decimals may have been rounded, each by half of its last digit."""
    step = max(Decimal(1).scaleb(min(0, int(number.as_tuple().exponent))) for number in (*numbers, total))
    allowed = step * (len(numbers) + 1) / 2 if step < 1 else Decimal(0)
    return Verdict.ROUNDING if abs(added - total) <= allowed else Verdict.ERROR
