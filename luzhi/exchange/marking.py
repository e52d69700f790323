"""The uploaded sheet given back: every row where it was, refused cells in red with the reason, a last column 原因."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange import limits
from luzhi.exchange.columns import labels
from luzhi.exchange.headers import Matched
from luzhi.exchange.rows import Refusal
from luzhi.exchange.sheets import Cell, Row, Sheet, is_blank
from luzhi.exchange.writing import CELL_TEXT, SAMPLE, Book, Target, Value, Written, new_book, width

REASON: Final = gettext_lazy("Reason")
COMMENTS: Final = 2_000  # more would make the file slow to open; the reasons stand in the last column anyway


def marked_sheet(target: Target, matched: Matched, refusals: Iterable[Refusal]) -> Written:
    """Write the sheet as .xlsx with its refusals. It can be mended and imported again: the reasons are no field.

    Formulas are given back as the values they showed.
    """
    sheet = matched.sheet
    by_row: dict[int, list[Refusal]] = {}
    for refusal in refusals:
        by_row.setdefault(refusal.row, []).append(refusal)
    with new_book(target, sheet.name) as book:
        marker = _Marker(book, sheet, by_row)
        reasons = _reason_column(sheet, matched.header_rows[-1])
        _set_widths(book, sheet, reasons)
        header = range(matched.header_rows[0], matched.header_rows[-1] + 1)
        row_number = 0
        for row in sheet.rows():
            row_number = row.number
            marker.write(row, reasons, heading=row.number in header)
            if row.number == matched.header_rows[-1]:
                book.write(row.number - 1, reasons, str(REASON), "heading")
        for span in sheet.merged:
            book.sheet.keep_merged(span.top - 1, span.left, span.bottom - 1, span.right)
        book.sheet.freeze_panes(matched.header_rows[-1], 0)
        return Written(row_number, book.replaced)


def _reason_column(sheet: Sheet, header_row: int) -> int:
    """Right of everything; a reason column of an earlier round is used again."""
    last = 0
    for row in sheet.rows():
        if row.number == header_row:
            ours = set(labels(REASON))
            earlier = [
                index for index, cell in enumerate(row.cells) if isinstance(cell, str) and cell in ours
            ]
            if earlier:
                return earlier[0]
        last = max(last, len(row.cells))
    return last


def _set_widths(book: Book, sheet: Sheet, reasons: int) -> None:
    widths: dict[int, float] = {reasons: 40.0}
    for row in islice(sheet.rows(), SAMPLE):
        if len(row.filled()) > 1:  # a title over all columns makes none of them wide
            for index, cell in enumerate(row.cells):
                widths[index] = max(widths.get(index, 8.0), width(str(cell)))
    for index, wide in widths.items():
        book.sheet.set_column(index, index, wide)


class _Marker:
    """Writes the rows of one sheet and marks what was refused."""

    def __init__(self, book: Book, sheet: Sheet, by_row: dict[int, list[Refusal]]) -> None:
        self._book = book
        self._sheet = sheet
        self._by_row = by_row
        self._comments = 0

    def write(self, row: Row, reasons: int, *, heading: bool) -> None:
        refusals = self._by_row.get(row.number, [])
        by_cell = {refusal.cell: refusal for refusal in refusals}
        said = [
            f"{refusal.column}：{refusal.reason}" if refusal.column else refusal.reason
            for refusal in refusals
        ]
        for index, cell in enumerate(row.cells):
            if index == reasons:
                continue
            refusal = by_cell.get(limits.cell_name(row.number, index))
            kind = "refused" if refusal else "heading" if heading and not is_blank(cell) else "cell"
            said += self._cell(row.number, index, cell, kind)
            if refusal:
                self._comment(row.number, index, refusal)
        if said:
            self._book.write(row.number - 1, reasons, _fitting("；".join(said)), "refused")

    def _cell(self, number: int, index: int, cell: Cell, kind: str) -> Sequence[str]:
        value = self._sheet.errors.get((number, index), cell) if is_blank(cell) else cell
        if not isinstance(value, str):
            odd = isinstance(value, datetime.time | datetime.timedelta)
            self._book.write(number - 1, index, str(value) if odd else cast(Value, value), kind)
            return []
        text = _fitting(value)
        self._book.write(number - 1, index, text, kind)
        if text == value:
            return []
        cut = _("%(cell)s is longer than a cell of Excel holds and is cut here; your own file has all of it")
        return [cut % {"cell": limits.cell_name(number, index)}]

    def _comment(self, number: int, index: int, refusal: Refusal) -> None:
        self._comments += 1
        if self._comments <= COMMENTS:
            value = f"\n{refusal.value[:200]}" if (number, index) in self._sheet.formulas else ""
            self._book.sheet.write_comment(number - 1, index, refusal.reason + value)


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell of Excel holds."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= CELL_TEXT:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * CELL_TEXT - 4].decode("utf-16-le", "ignore") + "…"
