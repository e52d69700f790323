"""Writing tables as .xlsx, .csv and .json, row by row, so that reading them again gives every text back to the byte.

No text ever becomes a formula: in .xlsx every text is an inline string, in .csv a dangerous one is guarded by an
apostrophe that the reader takes away again. A file that cannot hold something says so; nothing is cut silently.
"""

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, cast
from unicodedata import east_asian_width

import orjson
import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from luzhi.exchange import limits
from luzhi.exchange.guarding import guard

Target = str | Path | IO[bytes]
Value = str | int | float | bool | Decimal | datetime.date | datetime.datetime | None
CELL_TEXT: Final = 32_767  # characters that a cell of Excel holds
SHEET_ROWS: Final = 1_048_576
FIRST_YEAR: Final = 1901  # Excel knows no dates before 1900, and a wrong one in it
SURE_DIGITS: Final = 15  # digits that a number cell keeps
SAMPLE: Final = 100  # rows that decide how wide a column is
WIDEST: Final = 48
ESCAPE: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
NO_CHARACTERS: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")  # no file of any kind holds them
REPLACED: Final = "\ufffd"


class Unwritable(ValueError):  # noqa: N818 (an outcome of writing, said to the reader)
    """The kind of file cannot hold the table; the message says which cell, and what to do."""


class Written(NamedTuple):
    rows: int
    replaced: int  # characters that no file can hold (halves of a character), written as U+FFFD


class TextSheet(Worksheet):
    """A worksheet whose texts come back exactly: the library's escaping fails on _xHHHH_ side by side, and it takes
    a text between <r> and </r> for markup."""

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        if not isinstance(data, str):
            return data
        escaped = CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", ESCAPE.sub("_x005F_", data))
        return f"_x003C_{escaped[1:]}" if escaped.startswith("<r>") else escaped

    def keep_merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells that are written elsewhere (all counted from 0); the library's way writes them again."""
        self.merge.append([top, left, bottom, right])

    def abandon(self) -> None:
        """Close the rows written so far; their folder goes away."""
        self._opt_close()


class Book:
    """A workbook of one sheet, written from top to bottom in constant memory."""

    def __init__(self, target: Target, name: str, folder: str) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": folder,
        }
        self.workbook = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
        sheet = self.workbook.add_worksheet(sheet_name(name), worksheet_class=TextSheet)
        self.sheet = cast(TextSheet, sheet)
        self.replaced = 0
        self._formats: dict[tuple[str, str], Any] = {}

    def style(self, number: str = "", kind: str = "cell") -> Any:
        """The format for a number pattern; `kind`: cell, title, heading or refused."""
        looks: dict[str, dict[str, Any]] = {
            "cell": {"valign": "top"},
            "title": {"bold": True, "font_size": 14},
            "heading": {
                "bold": True,
                "bg_color": "#F2F2F2",
                "bottom": 1,
                "text_wrap": True,
                "valign": "vcenter",
            },
            "refused": {"bg_color": "#F8C9C4", "valign": "top"},
        }
        if (number, kind) not in self._formats:
            pattern = {"num_format": number} if number else {}
            self._formats[number, kind] = self.workbook.add_format(looks[kind] | pattern)
        return self._formats[number, kind]

    def write(self, row: int, column: int, value: Value, kind: str = "cell") -> None:
        """Write one cell (row and column from 0) as what it is. Raises Unwritable for a text that is too long."""
        if value is None or value == "":
            if kind != "cell":
                self.sheet.write_blank(row, column, None, self.style(kind=kind))
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value, self.style(kind=kind))
        elif isinstance(value, datetime.date) and value.year >= FIRST_YEAR:
            pattern = "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime.datetime) else "yyyy-mm-dd"
            self.sheet.write_datetime(
                row, column, cast(datetime.datetime, _local(value)), self.style(pattern, kind)
            )
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            pattern = "#,##0.00" if isinstance(value, Decimal) and value.as_tuple().exponent == -2 else ""
            self.sheet.write_number(row, column, cast(float, value), self.style(pattern, kind))
        else:
            self._write_text(row, column, plain(value), kind)

    def _write_text(self, row: int, column: int, text: str, kind: str) -> None:
        text, replaced = NO_CHARACTERS.subn(REPLACED, text)
        self.replaced += replaced
        if len(text.encode("utf-16-le")) // 2 > CELL_TEXT:
            message = _("Cell %(cell)s would hold more than %(limit)s characters; take .csv or .json.")
            cell = limits.cell_name(row + 1, column)
            raise Unwritable(message % {"cell": cell, "limit": f"{CELL_TEXT:,}"})
        # As text, 0012 keeps its zeros when it is edited; old programs show long texts of that format as ####.
        pattern = "@" if len(text) <= 255 and kind != "heading" else ""
        self.sheet.write_string(row, column, text, self.style(pattern, kind))


@contextmanager
def new_book(target: Target, name: str) -> Iterator[Book]:
    """A book to fill; nothing is left behind, in the target or elsewhere, when filling it fails."""
    with tempfile.TemporaryDirectory() as folder:
        book = Book(target, name, folder)
        try:
            yield book
        except BaseException:
            book.sheet.abandon()
            raise
        book.workbook.close()


def sheet_name(name: str) -> str:
    """A name that Excel accepts: 31 characters, none of []:*?/\\, no apostrophe at the ends."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip("' ")[:31].strip("' ") or "Sheet1"


def write_xlsx(
    target: Target, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str = ""
) -> Written:
    """A workbook: the title (if any) and the headings stay in sight, numbers and dates are typed.

    Raises Unwritable when a text or the number of rows is more than a sheet holds.
    """
    source = iter(rows)
    sample = list(islice(source, SAMPLE))
    top = 1 if title else 0
    number = top
    with new_book(target, title or _("Table")) as book:
        _set_widths(book, headings, sample)
        if title:
            book.write(0, 0, title, "title")
        for column, text in enumerate(headings):
            book.write(top, column, text, "heading")
        book.sheet.freeze_panes(top + 1, 0)
        for number, values in enumerate(chain(sample, source), top + 1):
            if number >= SHEET_ROWS:
                raise Unwritable(
                    _("A sheet holds no more than %(limit)s rows; take .csv.") % {"limit": f"{SHEET_ROWS:,}"}
                )
            for column, value in enumerate(values):
                book.write(number, column, value)
        if number > top:
            book.sheet.autofilter(top, 0, number, max(len(headings) - 1, 0))
        return Written(number - top, book.replaced)


def _set_widths(book: Book, headings: Sequence[str], sample: Sequence[Sequence[Value]]) -> None:
    for column, text in enumerate(headings):
        cells = [text, *(plain(values[column]) for values in sample if column < len(values))]
        book.sheet.set_column(column, column, max(map(width, cells)))


def width(text: str) -> float:
    """How wide a column this text wants, in narrow characters."""
    lines = text[:500].splitlines() or [""]
    return min(WIDEST, 2 + max(sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in lines))


def _local(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    return value


def _is_exact(value: int | float | Decimal) -> bool:
    number = Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= SURE_DIGITS


def plain(value: Value) -> str:
    """A value as text in .csv and .json: 2018-03-05, 2019-01-12 16:04:48 (the site's time), 1200.50, TRUE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return str(_local(value.replace(microsecond=0)))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@contextmanager
def _opened(target: Target) -> Iterator[IO[bytes]]:
    if isinstance(target, str | Path):
        with Path(target).open("wb") as stream:
            yield stream
    else:
        yield target


def write_csv(target: Target, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Written:
    """RFC 4180 in UTF-8 with its mark (Excel needs it), every field in quotation marks, dangerous texts guarded."""
    replaced = 0
    count = -1  # the headings are no row
    line = io.StringIO()
    writer = csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    with _opened(target) as stream:
        stream.write(b"\xef\xbb\xbf")
        for values in chain([headings], rows):
            count += 1
            writer.writerow([guard(value) if isinstance(value, str) else plain(value) for value in values])
            text, wrong = re.subn("[\0\ud800-\udfff]", REPLACED, line.getvalue())
            replaced += wrong
            stream.write(text.encode())
            line.seek(0)
            line.truncate()
    return Written(count, replaced)


def write_json(target: Target, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> Written:
    """A list of objects, one a line, in UTF-8. Exact decimals are strings, dates as in .csv, blanks null."""
    count = replaced = 0
    with _opened(target) as stream:
        stream.write(b"[")
        for count, values in enumerate(rows, 1):
            record = {}
            for name, value in zip(names, values, strict=True):
                kept = value if value is None or isinstance(value, str | int | float) else plain(value)
                if isinstance(kept, str):
                    kept, wrong = re.subn("[\ud800-\udfff]", REPLACED, kept)
                    replaced += wrong
                record[name] = kept
            stream.write(
                (b",\n" if count > 1 else b"\n")
                + orjson.dumps(record, option=orjson.OPT_PASSTHROUGH_SUBCLASS)
            )
        stream.write(b"\n]\n")
    return Written(count, replaced)
