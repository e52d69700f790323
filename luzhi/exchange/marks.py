"""Places of a sheet that hold no plain value, and how large a sheet unfolds; shared by the two ways of finding out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.limits import Unreadable

Place = tuple[int, int]  # row from 1, column from 0


@dataclass
class Marks:
    """Formulas ("=…") and error values ("#N/A") of one sheet, by place."""

    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)


@dataclass
class Extent:
    """The grid of one sheet, from A1 on, and the characters of its shared texts written out."""

    rows: int
    columns: int
    characters: int
    marks: Marks


@dataclass
class Budget:
    """What all sheets of a workbook may use together."""

    cells: int = limits.CELLS
    characters: int = limits.UNZIPPED_BYTES

    def holds(self, extent: Extent) -> bool:
        return (
            extent.rows <= limits.LAST_ROW
            and extent.columns <= limits.COLUMNS
            and extent.rows * extent.columns <= self.cells
            and extent.characters <= self.characters
        )

    def spend(self, extent: Extent) -> None:
        """Raises Unreadable when the sheet does not fit any more."""
        if extent.rows > limits.LAST_ROW:
            raise limits.too_many_rows()
        if extent.columns > limits.COLUMNS:
            raise limits.too_many_columns()
        self.cells -= extent.rows * extent.columns
        self.characters -= extent.characters
        if self.cells < 0:
            raise Unreadable(
                _("The workbook has more than %(limit)s cells.") % {"limit": f"{limits.CELLS:,}"}
            )
        if self.characters < 0:
            raise limits.too_large_unzipped(limits.UNZIPPED_BYTES)
        if len(extent.marks.formulas) > limits.FORMULAS:
            raise Unreadable(_("The workbook is full of formulas. Paste it as values and import that."))


def column_index(letters: str) -> int:
    """The column, counted from 0, that these letters name: A → 0, AA → 26."""
    index = 0
    for character in letters:
        index = index * 26 + ord(character) - 64
    return index - 1
