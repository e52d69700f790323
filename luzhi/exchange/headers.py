"""Finding the header row of somebody else's sheet, and which of its columns is which of our fields.

The header stands among the first 30 rows, below titles, dates and 「单位：万元」. It may take two rows with merged
group titles. The row that means most of our columns wins; a column whose heading is not known stays out and is named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.assigning import (
    GUESS,
    MAPPED,
    Assignment,
    Candidate,
    Header,
    Unmatched,
    assign,
    read_wants,
    weight,
)
from luzhi.exchange.columns import FOREIGN, SCALE, Column, Heading, heading, unit_of
from luzhi.exchange.sheets import Cell, Row, Sheet, is_blank

MONEY_UNIT: Final = rf"(?:人民币)?((?:{SCALE})?(?:美元|港元|港币|欧元|元))"
UNIT_NOTE: Final = re.compile(
    rf"单位\s*[:：][^:：\d]{{0,8}}?{MONEY_UNIT}|[(（](?:单位)?\s*{MONEY_UNIT}\s*[)）]"
)
LONGEST_HEADING: Final = 100


@dataclass(frozen=True)
class Place:
    """Where one field stands in the sheet."""

    column: Column
    index: int  # from 0
    heading: str  # as the sheet writes it
    factor: Decimal  # what its numbers are multiplied with: 10000 for 万元
    sureness: int

    @property
    def letter(self) -> str:
        return limits.letter(self.index)


@dataclass(frozen=True)
class Matched:
    """The header of a sheet, understood."""

    sheet: Sheet
    header_rows: tuple[int, ...]  # their numbers; data begins after the last one
    places: dict[str, Place]  # by our field's name
    unknown: tuple[str, ...]  # headings that are imported nowhere
    preamble: tuple[Cell, ...]  # what stands above the header: title, date, unit
    score: int
    other_sheets: tuple[str, ...] = ()  # sheets of the workbook that hold something and are not imported

    @property
    def guessed(self) -> tuple[Place, ...]:
        """Columns taken for one of ours by the end of their heading only (折算金额 for 金额): to be shown."""
        return tuple(place for place in self.places.values() if place.sureness == GUESS)


def match(sheet: Sheet, columns: Sequence[Column], mapping: Mapping[str, str] | None = None) -> Matched:
    """Find the header of the sheet. `mapping`: their heading or column letter → our field ("" leaves it out).

    Raises Unmatched with what is missing and the accepted headings.
    """
    wants = read_wants(columns, mapping or {})
    head = list(islice(sheet.rows(), limits.HEADER_WITHIN + 1))
    best, best_score = None, 0
    for header in _headers(head, sheet):
        score = weight(assign(header, wants).places)
        if score > best_score:
            best, best_score = header, score
    if best is None:
        names = "、".join(str(column.label) for column in columns[:8])
        raise Unmatched(
            _("No header row was found among the first %(limit)s rows. Wanted columns: %(columns)s.")
            % {"limit": limits.HEADER_WITHIN, "columns": names},
            [column.name for column in columns if column.required],
        )
    return _matched(sheet, head, best, assign(best, wants), columns)


def match_any(
    sheets: Sequence[Sheet], columns: Sequence[Column], mapping: Mapping[str, str] | None = None
) -> Matched:
    """The sheet of a workbook that means most of the columns; the first one's Unmatched when none does."""
    found: list[Matched] = []
    failures: list[Unmatched] = []
    for sheet in sheets:
        try:
            found.append(match(sheet, columns, mapping))
        except Unmatched as failure:
            failures.append(failure)
    if not found:
        raise failures[0]
    best = max(found, key=lambda matched: matched.score)
    return replace(best, other_sheets=tuple(sheet.name for sheet in sheets if sheet is not best.sheet))


def _headers(head: list[Row], sheet: Sheet) -> Iterable[Header]:
    """Every row that could be a header, alone and as the upper one of two."""
    for position, row in enumerate(head[: limits.HEADER_WITHIN]):
        texts = _texts(row)
        if not texts:
            continue
        yield Header((row.number,), {index: heading(text) for index, text in texts.items()})
        if position + 1 < len(head) and _only_texts(head[position + 1]):
            yield _two_rows(row, head[position + 1], sheet)


def _texts(row: Row) -> dict[int, str]:
    return {
        index: cell
        for index, cell in enumerate(row.cells)
        if isinstance(cell, str) and len(cell) <= LONGEST_HEADING and not is_blank(cell)
    }


def _only_texts(row: Row) -> bool:
    return all(isinstance(cell, str) for cell in row.cells)


def _two_rows(upper: Row, lower: Row, sheet: Sheet) -> Header:
    """Group titles stand over all columns that they are merged over, or over the blanks to their right."""
    above, below = _texts(upper), _texts(lower)
    spread: dict[int, str] = {}
    group = ""
    for index in range(max([*above, *below], default=-1) + 1):
        group = above.get(index, group if index in below else "")
        spread[index] = group
    for span in sheet.merged:
        if span.top == upper.number and span.left in above:
            spread.update(dict.fromkeys(range(span.left, span.right + 1), above[span.left]))
    headings = {}
    for index, group in spread.items():
        if index in below:
            headings[index] = heading(below[index], group)
        elif index in above:
            headings[index] = heading(above[index])
    return Header((upper.number, lower.number), headings)


def _matched(
    sheet: Sheet, head: list[Row], header: Header, assignment: Assignment, columns: Sequence[Column]
) -> Matched:
    found = sorted(assignment.places, key=lambda place: place.index)
    _refuse_unused(assignment.unused)
    _refuse_missing(columns, {place.column.name for place in found})
    for place in found:
        _refuse_twins(header, place, assignment.twins[place.column.name])
    preamble = tuple(
        cell for row in head if row.number < header.rows[0] for cell in row.cells if not is_blank(cell)
    )
    unit = _unit_note(preamble)
    places = {place.column.name: _place(place, header.headings[place.index], unit) for place in found}
    used = {place.index for place in found}
    unknown = tuple(title.text for index, title in sorted(header.headings.items()) if index not in used)
    return Matched(sheet, header.rows, places, unknown, preamble, weight(found))


def _refuse_unused(headings: list[str]) -> None:
    if headings:
        raise Unmatched(_("The sheet has no column “%(heading)s”.") % {"heading": "”, “".join(headings)})


def _refuse_missing(columns: Sequence[Column], found: set[str]) -> None:
    missing = [column for column in columns if column.required and column.name not in found]
    if missing:
        lines = [
            _("The column “%(label)s” is missing; accepted headings: %(headings)s.")
            % {"label": column.label, "headings": "、".join(column.headings()[:8])}
            for column in missing
        ]
        raise Unmatched(" ".join(lines), [column.name for column in missing])


def _refuse_twins(header: Header, place: Candidate, twins: list[int]) -> None:
    """Two columns with one meaning (lists printed side by side): half of the rows would be lost silently."""
    if twins and place.sureness != MAPPED:
        headings = "、".join(
            f"{header.headings[index].text} ({limits.letter(index)})" for index in (place.index, *twins)
        )
        message = _("Several columns could be “%(label)s”: %(headings)s. Say which one is meant.")
        raise Unmatched(message % {"label": place.column.label, "headings": headings})


def _unit_note(preamble: Iterable[Cell]) -> str:
    """万元 of a note 「单位：万元」 above the header; "" when there is none."""
    for text in preamble:
        found = UNIT_NOTE.search(str(text))
        if found:
            return found[1] or found[2]
    return ""


def _place(candidate: Candidate, title: Heading, unit_note: str) -> Place:
    column, factor = candidate.column, title.factor
    if column.kind == "money":
        if title.foreign or (factor is None and FOREIGN.search(unit_note)):
            message = _("The column “%(heading)s” is not in yuan. Convert it to yuan first.")
            raise Unmatched(message % {"heading": title.text})
        factor = factor if factor is not None else unit_of(unit_note)
    used = factor if column.adds_up and factor is not None else Decimal(1)
    return Place(column, candidate.index, title.text, used, candidate.sureness)
