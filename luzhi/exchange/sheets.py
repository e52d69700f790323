"""Reading .xlsx, .xls, .csv and tab-separated files as sheets of rows, within limits of our own.

What a file is, its first bytes say, not its name: offices pass on .xlsx named .xls and text named .xls.
"""

import datetime
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple

from django.utils.translation import gettext as _
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from luzhi.exchange import inspection, limits, oldexcel, packages
from luzhi.exchange.delimited import DelimitedText
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.marks import Marks, Place

__all__ = ["Cell", "Row", "Sheet", "Span", "Unreadable", "read"]

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
ZIP_MAGIC: Final = b"PK\x03\x04"
TEXT_NAMES: Final = (".csv", ".tsv", ".txt", ".xls", ".xlsx")
BLANK: Final = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\ufeff"  # what an empty-looking cell may hold


def is_blank(cell: Cell | None) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANK))


class Span(NamedTuple):
    """A merged range, both ends inclusive: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Row(NamedTuple):
    """One row. `above` holds, by column, the value of a merged cell that began in an earlier row."""

    number: int  # as in the file, from 1
    cells: Sequence[Cell]
    above: dict[int, Cell]

    def filled(self) -> list[int]:
        """The columns that hold something of this row's own."""
        return [index for index, cell in enumerate(self.cells) if not is_blank(cell)]


@dataclass
class Sheet:
    """A sheet; `rows()` may be walked several times. An empty cell is ""; numbers, dates and texts keep their type."""

    name: str
    source: Callable[[], Iterator[Sequence[Cell]]]
    merged: tuple[Span, ...] = ()
    marks: Marks = field(default_factory=Marks)

    @property
    def formulas(self) -> dict[Place, str]:
        return self.marks.formulas

    @property
    def errors(self) -> dict[Place, str]:
        return self.marks.errors

    def rows(self) -> Iterator[Row]:
        begin: dict[int, list[Span]] = {}
        for span in self.merged:
            if span.bottom > span.top:
                begin.setdefault(span.top, []).append(span)
        open_spans: dict[int, tuple[int, Cell]] = {}
        for number, cells in enumerate(self.source(), 1):
            open_spans = {left: below for left, below in open_spans.items() if below[0] >= number}
            yield Row(number, cells, {left: value for left, (_bottom, value) in open_spans.items()})
            for span in begin.get(number, ()):
                own = (number, span.left) not in self.formulas and span.left < len(cells)
                if own and not is_blank(cells[span.left]):
                    open_spans[span.left] = (span.bottom, cells[span.left])


def read(source: str | Path | IO[bytes], filename: str) -> list[Sheet]:
    """The visible sheets that hold something, in order (at least one).

    Raises Unreadable, in the reader's language: no spreadsheet, damaged, protected, empty or beyond a limit.
    """
    data = _take(source)
    if data.startswith(ZIP_MAGIC):
        sheets = _read_package(data)
    elif data.startswith(oldexcel.MAGIC):
        sheets = _read_workbook(
            lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), oldexcel.inspect(data)
        )
    else:
        sheets = _read_text(data, filename)
    sheets = [sheet for sheet in sheets if _holds_something(sheet)]
    if not sheets:
        raise Unreadable(_("The file is empty."))
    return sheets


def _holds_something(sheet: Sheet) -> bool:
    """Also walks every cell once, so that one that is too long is refused before the first row is used."""
    filled = False
    for row in sheet.rows():
        for index, cell in enumerate(row.cells):
            if isinstance(cell, str) and len(cell) > limits.CELL_CHARACTERS:
                raise limits.too_long_a_cell(limits.cell_name(row.number, index))
            filled = filled or not is_blank(cell)
    return filled


def _take(source: str | Path | IO[bytes]) -> bytes:
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            return _take(stream)
    source.seek(0)
    data = source.read(limits.FILE_BYTES + 1)
    if len(data) > limits.FILE_BYTES:
        message = _("The file is larger than %(limit)s MB. Split it and import the parts.")
        raise Unreadable(message % {"limit": limits.FILE_BYTES // 1024 // 1024})
    return data


def _read_text(data: bytes, filename: str) -> list[Sheet]:
    if not filename.lower().endswith(TEXT_NAMES):
        raise Unreadable(_("This is no spreadsheet. Give an .xlsx, .xls or .csv file."))
    return [Sheet(Path(filename).stem, DelimitedText(data).rows)]


def _read_package(data: bytes) -> list[Sheet]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        packages.repack(data, file)
        file.flush()
        marks = inspection.inspect(file)
        return _read_workbook(lambda: CalamineWorkbook.from_path(file.name), marks)


def _read_workbook(opened: Callable[[], CalamineWorkbook], marks: list[Marks]) -> list[Sheet]:
    """All values are in memory when this returns: a fault in the last sheet is known before the first is used."""
    try:
        workbook = opened()
        if len(workbook.sheets_metadata) != len(marks):
            raise packages.damaged()
        return [
            _sheet(workbook.get_sheet_by_index(index), marks[index])
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except Unreadable:
        raise
    except BaseException as error:
        # A panic of the parser is no Exception; a stop signal is none of ours.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise packages.damaged() from error


def _sheet(sheet: CalamineSheet, marks: Marks) -> Sheet:
    pad = [""] * (sheet.start or (0, 0))[
        1
    ]  # the parser gives empty rows before the first cell, but not columns

    def source() -> Iterator[Sequence[Cell]]:
        for cells in sheet.iter_rows():
            yield [*pad, *cells] if pad else cells

    merged = tuple(
        Span(top + 1, begin, bottom + 1, end)
        for (top, begin), (bottom, end) in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, source, merged, marks)
