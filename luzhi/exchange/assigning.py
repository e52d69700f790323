"""Which column of a header is which of ours: what the user said first, then the surest likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.columns import Column, Heading, normal
from luzhi.exchange.limits import Unreadable

MAPPED: Final = 5  # surer than any likeness: the user said so
GUESS: Final = 1
IGNORED: Final = ""  # --map 备注= leaves a column out


class Unmatched(Unreadable):
    """No header row, a wanted column missing, or a heading that could be two. `missing` names our fields."""

    def __init__(self, message: str, missing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


class Header(NamedTuple):
    rows: tuple[int, ...]
    headings: dict[int, Heading]  # by column index


@dataclass(frozen=True)
class Candidate:
    column: Column
    index: int
    sureness: int
    rank: int  # of the alias: the first is the best


class Wish(NamedTuple):
    """One line of the user's mapping; no column: leave theirs out."""

    theirs: str
    column: Column | None


class Wants(NamedTuple):
    aliases: list[tuple[Column, int, str]]  # column, rank, normalised heading
    wishes: dict[str, Wish]  # by their normalised heading


class Assignment(NamedTuple):
    places: list[Candidate]
    twins: dict[str, list[int]]  # by field: the places that are as good as the one taken
    unused: list[str]  # headings of the mapping that this header does not have


def read_wants(columns: Sequence[Column], mapping: Mapping[str, str]) -> Wants:
    """Raises Unmatched when the mapping names a field that is not there."""
    aliases = [
        (column, rank, normal(text)) for column in columns for rank, text in enumerate(column.headings())
    ]
    known = {alias: column for column, _rank, alias in reversed(aliases)}
    for theirs, ours in mapping.items():
        if ours != IGNORED and normal(ours) not in known:
            message = _("“%(theirs)s” is to become “%(ours)s”, which is no field here. Fields: %(fields)s.")
            fields = ", ".join(column.name for column in columns)
            raise Unmatched(message % {"theirs": theirs, "ours": ours, "fields": fields})
    wishes = {
        normal(theirs): Wish(theirs, known[normal(ours)] if ours != IGNORED else None)
        for theirs, ours in mapping.items()
    }
    return Wants(aliases, wishes)


def assign(header: Header, wants: Wants) -> Assignment:
    """Our columns and their places, surest first; a place has one meaning, a column one place."""
    granted = _granted(header, wants.wishes)
    places = [
        Candidate(wish.column, index, MAPPED, 0) for index, (_k, wish) in granted.items() if wish.column
    ]
    likely = [
        Candidate(column, index, sureness, rank)
        for index, found in header.headings.items()
        if index not in granted
        for column, rank, alias in wants.aliases
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
    return Assignment(sure, twins, [wish.theirs for key, wish in wants.wishes.items() if key not in keys])


def _granted(header: Header, wishes: Mapping[str, Wish]) -> dict[int, tuple[str, Wish]]:
    """By place: the wish that names its heading or its column letter."""
    granted = {}
    for index, found in header.headings.items():
        names = [*found.forms, normal(limits.letter(index))]
        key = next((name for name in names if name in wishes), None)
        if key is not None:
            granted[index] = (key, wishes[key])
    return granted


def _twins(place: Candidate, likely: list[Candidate], taken: set[int]) -> list[int]:
    return [
        other.index
        for other in likely
        if (other.column, other.sureness, other.rank) == (place.column, place.sureness, place.rank)
        and other.index not in taken
    ]


def weight(places: list[Candidate]) -> int:
    """Sure columns weigh most: a title that happens to end like a heading never wins against a header."""
    return sum(
        (3 if place.sureness == GUESS else 10 + place.sureness) + 5 * place.column.required
        for place in places
    )
