"""How much of a file is read before it is refused; every limit is counted while reading, never believed."""

from typing import Final

from django.utils.translation import gettext as _

FILE_BYTES: Final = 50 * 1024 * 1024
UNZIPPED_BYTES: Final = 500 * 1024 * 1024
MEMBERS: Final = 2_000  # files inside one .xlsx
ROWS: Final = 200_000  # rows of data
COLUMNS: Final = 256
CELLS: Final = 6_000_000  # the parser keeps a full grid of rows × columns in memory
CELL_CHARACTERS: Final = 100_000
FORMULAS: Final = 100_000  # remembered by place, to be refused by name
HEADER_WITHIN: Final = 30  # the header row stands among the first 30 rows
LAST_ROW: Final = ROWS + HEADER_WITHIN


class Unreadable(ValueError):  # noqa: N818 (an outcome of reading, said to the reader)
    """The file as a whole cannot be taken; the message is in the reader's language."""


def too_many_rows() -> Unreadable:
    return Unreadable(
        _("The sheet has more than %(limit)s rows. Split it and import the parts.") % {"limit": f"{ROWS:,}"}
    )


def too_many_columns() -> Unreadable:
    return Unreadable(_("The sheet has more than %(limit)s columns.") % {"limit": COLUMNS})


def too_long_a_cell(cell: str) -> Unreadable:
    message = _("Cell %(cell)s holds more than %(limit)s characters.")
    return Unreadable(message % {"cell": cell, "limit": f"{CELL_CHARACTERS:,}"})


def too_large_unzipped(limit: int) -> Unreadable:
    message = _("Unpacked, the file is larger than %(limit)s MB.")
    return Unreadable(message % {"limit": limit // 1024 // 1024})


def letter(index: int) -> str:
    """The letter of a column counted from 0: 0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, index: int) -> str:
    """The name of a cell: row counted from 1, column from 0: (5, 3) → D5."""
    return f"{letter(index)}{row}"
