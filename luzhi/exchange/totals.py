"""Rows that add up (合计, 小计, 总金额…): never imported, always compared with the rows they claim to sum."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.numbers import parse_amount
from luzhi.exchange.cells import FEN, Refused, converter, shown
from luzhi.exchange.headers import Place
from luzhi.exchange.sheets import BLANK, Cell, Row, is_blank

WORDS: Final = (
    "合计|总计|小计|共计|总共|总和|合共|总金额|总额|总数量|总数|总人数|grandtotal|subtotal|total|sum"
)
LABEL: Final = re.compile(
    rf"(?P<before>[^\d,。;:]{{0,12}}?)(?P<word>{WORDS})(?:金额|人数|件数|数量|款|额|数|资金|捐款|物资|amount)?"
    r"(?:\([^()]{0,20}\))?(?:[:,]|为|人民币|¥)*(?P<rest>|[\d共].{0,80})"
)
AMOUNT: Final = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,10})?(?:亿|千万|百万|万|千)?(?:元|圆)")
LONGEST_LABEL: Final = 120


@dataclass(frozen=True)
class Label:
    """The cell that says what its row is."""

    index: int
    text: str
    part: bool  # 小计: of the rows since the last such row
    rest: str  # what stands behind the word: 「3482232.11元」


@dataclass(frozen=True)
class Check:
    """One total of the sheet beside the sum of the rows it stands for."""

    row: int
    label: str
    field: str
    heading: str
    printed: Decimal | None  # None: it cannot be read as a number
    summed: Decimal

    @property
    def agrees(self) -> bool:
        return self.printed == self.summed

    def __str__(self) -> str:
        says = {"row": self.row, "label": self.label, "heading": self.heading}
        if self.printed is None:
            return _("Row %(row)s (%(label)s) gives no readable total for “%(heading)s”.") % says
        says |= {"printed": f"{self.printed:,}", "summed": f"{self.summed:,}"}
        if self.agrees:
            return _("Row %(row)s (%(label)s): “%(heading)s” adds up to %(printed)s.") % says
        return (
            _(
                "Row %(row)s (%(label)s): the sheet says %(printed)s for “%(heading)s”, its rows add up to %(summed)s."
            )
            % says
        )


def label_of(cells: Sequence[Cell], required: Sequence[int]) -> Label | None:
    """The total's label in a row, or None for a row of data.

    It is the row's first text, or it stands further on in a row that lacks a required value (`required`: the
    columns that no row of data may leave blank).
    """
    filled = [index for index, cell in enumerate(cells) if not is_blank(cell)]
    lacking = any(index >= len(cells) or is_blank(cells[index]) for index in required)
    for position, index in enumerate(filled):
        if position and not lacking:
            break
        found = _label(cells[index])
        if found and (lacking or not found["before"]):
            part = found["word"] in ("小计", "subtotal")
            return Label(index, " ".join(str(cells[index]).split()), part, found["rest"])
    return None


def _label(cell: Cell) -> re.Match[str] | None:
    if not isinstance(cell, str) or len(cell) > LONGEST_LABEL:
        return None
    text = unicodedata.normalize("NFKC", cell).casefold().translate(dict.fromkeys(map(ord, BLANK + "_-")))
    found = LABEL.fullmatch(text)
    return None if found and "累计" in found["before"] else found


class Totals:
    """Running sums of the columns that add up, and the checks made with them."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = [place for place in places if place.column.adds_up]
        self._converters = {place.index: converter(place.column, place.factor) for place in self._places}
        self._all = {place.column.name: Decimal(0) for place in self._places}
        self._part = dict(self._all)
        self._waiting: list[tuple[int, Label]] = []
        self.checks: list[Check] = []

    def add(self, row: Row) -> None:
        """Count a row of data, also one that is refused for another reason: the sheet's total has it too."""
        for place in self._places:
            number = self._number(row.cells, place)
            if number is not None:
                self._all[place.column.name] += number
                self._part[place.column.name] += number

    def announce(self, number: int, label: Label) -> None:
        """A total that stands above the header: compared when all rows are read."""
        if AMOUNT.search(label.rest):
            self._waiting.append((number, label))

    def compare(self, row: Row, label: Label) -> None:
        for place in self._places:
            cell = row.cells[place.index] if place.index < len(row.cells) else ""
            if place.index != label.index and not is_blank(cell):
                self._check(row.number, label, place, self._number(row.cells, place))
                continue
            beside = self._beside(row, label)
            if place is self._only_money() and beside is not None:
                self._check(row.number, label, place, beside)
        self._part = dict.fromkeys(self._part, Decimal(0))

    def finish(self) -> None:
        for number, label in self._waiting:
            amount, place = _amount_in(label.rest), self._only_money()
            if place and amount is not None:
                self._check(number, label, place, amount)
        self._waiting.clear()

    def sums(self) -> dict[str, Decimal]:
        return dict(self._all)

    def _check(self, number: int, label: Label, place: Place, printed: Decimal | None) -> None:
        name = place.column.name
        part, whole = self._part[name], self._all[name]
        # A 合计 may close one section of several: then it agrees with that section.
        summed = part if label.part or (printed == part and printed != whole) else whole
        self.checks.append(Check(number, label.text, name, place.heading, printed, summed))

    def _only_money(self) -> Place | None:
        money = [place for place in self._places if place.column.kind == "money"]
        return money[0] if len(money) == 1 else None

    def _beside(self, row: Row, label: Label) -> Decimal | None:
        """An amount written with its 元 behind the label, in its cell or in the next filled one."""
        texts = [label.rest, *(shown(row.cells[index]) for index in row.filled() if index > label.index)]
        return next((amount for amount in map(_amount_in, texts) if amount is not None), None)

    def _number(self, cells: Sequence[Cell], place: Place) -> Decimal | None:
        if place.index >= len(cells):
            return None
        try:
            value = self._converters[place.index](cells[place.index])
        except Refused:
            return None
        return Decimal(value) if isinstance(value, Decimal | int) else None


def _amount_in(text: str) -> Decimal | None:
    found = AMOUNT.search(unicodedata.normalize("NFKC", text))
    try:
        return parse_amount(found[0]).quantize(FEN) if found else None
    except ValueError:
        return None
