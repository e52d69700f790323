"""Finding the header row of somebody else's sheet, and which of its columns is which of our fields.

The header stands among the first 30 rows, below titles, dates and 「单位：万元」. It may take two rows with merged
group titles. The row that means most of our columns wins; a column whose heading is not known stays out and is named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.columns import FOREIGN, SCALE, Column, Heading, heading, normal, unit_of
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.sheets import Cell, Row, Sheet, is_blank

MAPPED: Final = 5  # surer than any likeness: the user said so
GUESS: Final = 1
UNIT_NOTE: Final = re.compile(rf"单位[:：]?[^,，;；、]*?((?:{SCALE})?(?:美元|港元|港币|欧元|元))")
IGNORED: Final = ""  # --map 备注= leaves a column out


class Unmatched(Unreadable):
    """No header row, a wanted column missing, or a heading that could be two. `missing` names our fields."""

    def __init__(self, message: str, missing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


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

    @property
    def guessed(self) -> tuple[Place, ...]:
        """Columns taken for one of ours by the end of their heading only (折算金额 for 金额): to be shown."""
        return tuple(place for place in self.places.values() if place.sureness == GUESS)


class _Header(NamedTuple):
    rows: tuple[int, ...]
    headings: dict[int, Heading]  # by column index


class _Candidate(NamedTuple):
    column: Column
    index: int
    sureness: int
    rank: int  # of the alias: the first is the best


class _Wish(NamedTuple):
    """One line of the user's mapping; no column: leave theirs out."""

    theirs: str
    column: Column | None


class _Assignment(NamedTuple):
    places: list[_Candidate]
    twins: dict[str, list[int]]  # by field: the places that are as good as the one taken
    unused: list[str]  # headings of the mapping that this header does not have


def match(sheet: Sheet, columns: Sequence[Column], mapping: Mapping[str, str] | None = None) -> Matched:
    """Find the header of the sheet. `mapping`: their heading or column letter → our field ("" leaves it out).

    Raises Unmatched with what is missing and the accepted headings.
    """
    wishes = _wishes(columns, mapping or {})
    head = list(islice(sheet.rows(), limits.HEADER_WITHIN + 1))
    best, best_score = None, 0
    for header in _headers(head, sheet):
        score = _score(_assign(header, columns, wishes).places)
        if score > best_score:
            best, best_score = header, score
    if best is None:
        names = "、".join(str(column.label) for column in columns[:8])
        raise Unmatched(
            _("No header row was found among the first %(limit)s rows. Wanted columns: %(columns)s.")
            % {"limit": limits.HEADER_WITHIN, "columns": names},
            [column.name for column in columns if column.required],
        )
    return _matched(sheet, head, best, _assign(best, columns, wishes), columns)


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
    return max(found, key=lambda matched: matched.score)


def _wishes(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, _Wish]:
    """The user's mapping by their normalised heading."""
    known = {normal(text): column for column in reversed(columns) for text in column.headings()}
    for theirs, ours in mapping.items():
        if ours != IGNORED and normal(ours) not in known:
            message = _("“%(theirs)s” is to become “%(ours)s”, which is no field here. Fields: %(fields)s.")
            fields = ", ".join(column.name for column in columns)
            raise Unmatched(message % {"theirs": theirs, "ours": ours, "fields": fields})
    return {
        normal(theirs): _Wish(theirs, known[normal(ours)] if ours != IGNORED else None)
        for theirs, ours in mapping.items()
    }


def _headers(head: list[Row], sheet: Sheet) -> Iterable[_Header]:
    """Every row that could be a header, alone and as the upper one of two."""
    for position, row in enumerate(head[: limits.HEADER_WITHIN]):
        texts = _texts(row)
        if not texts:
            continue
        yield _Header((row.number,), {index: heading(text) for index, text in texts.items()})
        if position + 1 < len(head) and _only_texts(head[position + 1]):
            yield _two_rows(row, head[position + 1], sheet)


def _texts(row: Row) -> dict[int, str]:
    return {
        index: cell for index, cell in enumerate(row.cells) if isinstance(cell, str) and not is_blank(cell)
    }


def _only_texts(row: Row) -> bool:
    return all(isinstance(cell, str) for cell in row.cells)


def _two_rows(upper: Row, lower: Row, sheet: Sheet) -> _Header:
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
    return _Header((upper.number, lower.number), headings)


def _assign(header: _Header, columns: Sequence[Column], wishes: Mapping[str, _Wish]) -> _Assignment:
    """Our columns and their places, surest first; a place has one meaning, a column one place."""
    granted = _granted(header, wishes)
    places = [
        _Candidate(wish.column, index, MAPPED, 0) for index, (_k, wish) in granted.items() if wish.column
    ]
    likely = [
        _Candidate(column, index, sureness, rank)
        for index, found in header.headings.items()
        if index not in granted
        for column in columns
        for rank, alias in enumerate(map(normal, column.headings()))
        if (sureness := found.likeness(alias))
    ]
    likely.sort(key=lambda candidate: (-candidate.sureness, candidate.rank, candidate.index))
    taken, filled = set(granted), {place.column.name for place in places}
    for candidate in likely:
        if candidate.index not in taken and candidate.column.name not in filled:
            places.append(candidate)
            taken.add(candidate.index)
            filled.add(candidate.column.name)
    twins = {place.column.name: _twins(place, likely, taken) for place in places}
    sure = [place for place in places if place.sureness != GUESS or not twins[place.column.name]]
    keys = {key for key, _wish in granted.values()}
    return _Assignment(sure, twins, [wish.theirs for key, wish in wishes.items() if key not in keys])


def _granted(header: _Header, wishes: Mapping[str, _Wish]) -> dict[int, tuple[str, _Wish]]:
    """By place: the wish that names its heading or its column letter."""
    granted = {}
    for index, found in header.headings.items():
        names = [form for _sureness, form in found.forms] + [normal(limits.letter(index))]
        key = next((name for name in names if name in wishes), None)
        if key is not None:
            granted[index] = (key, wishes[key])
    return granted


def _twins(place: _Candidate, likely: list[_Candidate], taken: set[int]) -> list[int]:
    return [
        other.index
        for other in likely
        if (other.column, other.sureness, other.rank) == (place.column, place.sureness, place.rank)
        and other.index not in taken
    ]


def _score(places: list[_Candidate]) -> int:
    """Sure columns weigh most: a title that happens to end like a heading never wins against a header."""
    return sum(
        (3 if place.sureness == GUESS else 10 + place.sureness) + 5 * place.column.required
        for place in places
    )


def _matched(
    sheet: Sheet, head: list[Row], header: _Header, assignment: _Assignment, columns: Sequence[Column]
) -> Matched:
    _refuse_unused(assignment.unused)
    _refuse_missing(columns, {place.column.name for place in assignment.places})
    for place in assignment.places:
        _refuse_twins(header, place, assignment.twins[place.column.name])
    preamble = tuple(
        cell for row in head if row.number < header.rows[0] for cell in row.cells if not is_blank(cell)
    )
    unit = _unit_note(preamble)
    places = {
        place.column.name: _place(place, header.headings[place.index], unit) for place in assignment.places
    }
    used = {place.index for place in assignment.places}
    unknown = tuple(found.text for index, found in sorted(header.headings.items()) if index not in used)
    return Matched(sheet, header.rows, places, unknown, preamble, _score(assignment.places))


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


def _refuse_twins(header: _Header, place: _Candidate, twins: list[int]) -> None:
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
            return found[1]
    return ""


def _place(candidate: _Candidate, title: Heading, unit_note: str) -> Place:
    column, factor = candidate.column, title.factor
    if column.kind == "money":
        if title.foreign or (factor is None and FOREIGN.search(unit_note)):
            message = _("The column “%(heading)s” is not in yuan. Convert it to yuan first.")
            raise Unmatched(message % {"heading": title.text})
        factor = factor if factor is not None else unit_of(unit_note)
    used = factor if column.adds_up and factor is not None else Decimal(1)
    return Place(column, candidate.index, title.text, used, candidate.sureness)
