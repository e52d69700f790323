"""A sheet's rows of data, converted column by column; whatever is no row of data is recognised and named."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.cells import Refused, Value, converter, shown
from luzhi.exchange.columns import Column, normal
from luzhi.exchange.headers import Matched, Place, match_any
from luzhi.exchange.sheets import Cell, Row, Sheet, is_blank
from luzhi.exchange.totals import Check, Totals, label_of

FOOTER: Final = re.compile(
    r"\s*(备\s*注|注|附注|说明|填表说明|制表|填表|填报|审核|复核|经办|负责人|主管|联系人|联系电话|单位盖章|截至|截止|打印|"
    r"notes?|remarks?|prepared by|checked by)[^:：]{0,10}([:：].*|\d?[.、）)].*)?",
    re.DOTALL | re.IGNORECASE,
)
SIGNED_ON: Final = re.compile(
    r"\s*[（(]?\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*[)）]?\s*", re.ASCII
)
LONGEST_FOOTER: Final = 1_000
MOST_HELD: Final = 20


@dataclass(frozen=True)
class Refusal:
    """One cell that is not taken. `column` is the sheet's own heading, `cell` its name (D5), `value` as shown there."""

    row: int
    column: str
    cell: str
    value: str
    reason: str


class Parsed(NamedTuple):
    """One row of data: values by field (a blank one is None, in text columns ""), without the refused ones."""

    row_number: int
    values: dict[str, Value]
    refusals: list[Refusal]


class Note(NamedTuple):
    """A row that is no data: a section's title, a remark, who signed."""

    row: int
    text: str


class Table:
    """The rows of data of a matched sheet. Walk it once; then `checks`, `notes` and `totals` are complete."""

    def __init__(self, matched: Matched) -> None:
        self.matched = matched
        self.notes: list[Note] = []
        self._totals = Totals(list(matched.places.values()))
        self._places = list(matched.places.values())
        self._required = [place.index for place in self._places if place.column.required]
        self._converters: list[tuple[str, Place, Callable[[Cell], Value]]] = [
            (place.column.name, place, converter(place.column, place.factor)) for place in self._places
        ]
        self._wide = {
            span.top: span.right - span.left + 1 for span in matched.sheet.merged if span.right > span.left
        }
        self._columns = len(matched.places) + len(matched.unknown)

    @property
    def checks(self) -> list[Check]:
        return self._totals.checks

    @property
    def totals(self) -> dict[str, object]:
        """The sums of the columns that add up, by field."""
        return dict(self._totals.sums())

    def refusal(self, row: int, field: str, value: Value, reason: str) -> Refusal:
        """A refusal of the importer's own (a member unknown to the roster) at the place of its field."""
        place = self.matched.places.get(field)
        said = "" if value is None else str(value)
        if place is None:
            return Refusal(row, field, "", said, reason)
        return Refusal(row, place.heading, limits.cell_name(row, place.index), said, reason)

    def __iter__(self) -> Iterator[Parsed]:
        """Raises Unreadable when there are more rows than the limit."""
        self._totals = Totals(self._places)
        self.notes.clear()
        for count, row in enumerate(self._data(), 1):
            if count > limits.ROWS:
                raise limits.too_many_rows()
            self._totals.add(row)
            yield self._parsed(row)
        self._totals.finish()

    def _data(self) -> Iterator[Row]:
        """Only rows of data. Lone cells wait: if nothing fuller follows, they may be the sheet's signature."""
        held: list[Row] = []
        closed = False  # by a total or a blank row
        for row in self.matched.sheet.rows():
            if row.number <= self.matched.header_rows[-1]:
                self._announce(row)
                continue
            filled = row.filled()
            label = label_of(row.cells, self._required) if filled else None
            if label:
                self._totals.compare(row, label)
            closed = closed or not filled or label is not None
            if label or self._is_aside(row, filled):
                continue
            if len(filled) == 1 and self._columns > 2 and len(held) < MOST_HELD:
                held.append(row)
                continue
            yield from held
            held, closed = [], False
            yield row
        yield from self._without_signature(held, closed)

    def _announce(self, row: Row) -> None:
        if row.number < self.matched.header_rows[0]:
            label = label_of(row.cells, ())
            if label:
                self._totals.announce(row.number, label)

    def _is_aside(self, row: Row, filled: list[int]) -> bool:
        """Blank, a header repeated on the next page, a running number alone, a title over many columns, a remark."""
        own = [place for place in self._places if place.index in filled]
        if not own:
            if any(isinstance(row.cells[index], str) for index in filled):
                self._note(row)
            return True
        if len(own) > 1 and all(
            normal_text(row.cells[place.index]) == normal(place.heading) for place in own
        ):
            return True
        lone = len(filled) == 1 and self._wide.get(row.number, 1) * 2 > max(self._columns, 2)
        if lone or (self._lacks_required(row) and _is_footer(row.cells[filled[0]])):
            self._note(row)
            return True
        return False

    def _lacks_required(self, row: Row) -> bool:
        return any(index >= len(row.cells) or is_blank(row.cells[index]) for index in self._required)

    def _without_signature(self, held: list[Row], closed: bool) -> Iterator[Row]:
        """The lone cells at the end. A signature ends with a date, or is apart and too little for a row; else data."""
        signed = bool(held) and _is_date(held[-1].cells[held[-1].filled()[0]])
        for row in held:
            if signed or (closed and self._lacks_required(row)):
                self._note(row)
            else:
                yield row

    def _note(self, row: Row) -> None:
        text = " ".join(shown(row.cells[index]) for index in row.filled())
        self.notes.append(Note(row.number, text[:LONGEST_FOOTER]))

    def _parsed(self, row: Row) -> Parsed:
        values: dict[str, Value] = {}
        refusals: list[Refusal] = []
        width, cells = len(row.cells), row.cells
        sheet = self.matched.sheet
        marked = bool(sheet.formulas or sheet.errors)
        for name, place, convert in self._converters:
            index, column = place.index, place.column
            cell: Cell = cells[index] if index < width else ""
            if marked and (reason := self._mark(row.number, index)):
                shows = sheet.formulas.get((row.number, index)) or sheet.errors[row.number, index]
                refusals.append(self._refusal(row, place, shows, reason))
                continue
            if index in row.above and column.repeats and is_blank(cell):
                cell = row.above[index]
            try:
                value = convert(cell)
            except Refused as refused:
                refusals.append(self._refusal(row, place, shown(cell), str(refused)))
                continue
            if column.required and (value is None or is_blank(cell)):
                refusals.append(self._refusal(row, place, shown(cell), _("Required, but empty")))
            else:
                values[name] = value
        return Parsed(row.number, values, refusals)

    def _mark(self, row: int, index: int) -> str:
        if (row, index) in self.matched.sheet.formulas:
            return _("A formula; paste its value instead")
        if (row, index) in self.matched.sheet.errors:
            return _("The spreadsheet shows an error here")
        return ""

    @staticmethod
    def _refusal(row: Row, place: Place, value: str, reason: str) -> Refusal:
        return Refusal(row.number, place.heading, limits.cell_name(row.number, place.index), value, reason)


def normal_text(cell: Cell) -> str | None:
    return normal(cell) if isinstance(cell, str) and len(cell) < 100 else None


def _is_footer(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(FOOTER.fullmatch(cell))


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, datetime.date) or (isinstance(cell, str) and bool(SIGNED_ON.fullmatch(cell)))


def parse(
    sheets: Sheet | Sequence[Sheet], columns: Sequence[Column], mapping: Mapping[str, str] | None = None
) -> Table:
    """The data of a sheet, or of the best matching sheet of a workbook. Raises Unmatched."""
    return Table(match_any([sheets] if isinstance(sheets, Sheet) else sheets, columns, mapping))
