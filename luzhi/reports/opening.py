"""Opening a figure: its card and the rows behind it, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import ForeignKey, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import kinds
from luzhi.core.access import Text
from luzhi.core.figures import Figure, Ratio, Scope, figures, ratios
from luzhi.core.pages import PAGE
from luzhi.core.registry import Registry
from luzhi.core.showing import Cell, Column, Fact, Row, words
from luzhi.organisation.models import Committee
from luzhi.reports.periods import name_and_days
from luzhi.reports.reading import Reading, count, declared, exact, read
from luzhi.reports.rollup import beneath
from luzhi.reports.rollups.beside import confirmed_facts
from luzhi.reports.tokens import Ask, Level
from luzhi.reports.windows import LEVELS, Choice, query

ROOMS: dict[str, Text] = {
    "consultations": _("Consultation and research"),
    "outreach": _("Outreach"),
    "proposals": _("Proposals"),
    "opinions": _("Written work"),
    "members": _("Members"),
    "liaison": _("Liaison"),
    "learning": _("Learning"),
    "party": _("Party life"),
}
T = TypeVar("T")
ROW = (Column("row", _("record")), Column("share", _("adds"), kind="num"))
SHARE = (Column("committee", _("committee")), Column("printed", _("value"), kind="num"))


@dataclass(frozen=True)
class Group:
    """The figures of one room, as rows of a table."""

    label: Text
    rows: list[Row]


@dataclass(frozen=True)
class Card:
    """A figure in one window. `page` is empty for a ratio and for a whole with the committees beneath."""

    reading: Reading
    facts: list[Fact]
    rows: list[Row]
    page: Page[Any] | None
    hidden: int
    shares: list[Row]


LIST = (
    Column("label", _("figure"), kind="w-25"),
    Column("printed", _("value"), kind="num"),
    Column("records", _("number of rows"), kind="num"),
    Column("definition", _("definition"), kind="w-50", phone=False),
)


def catalogue(committee: Committee, choice: Choice) -> list[Group]:
    """The figures that count something, or all whose name or definition holds the words, by room."""
    entries = [entry for entry in (*figures, *ratios) if _fits(entry, choice.words)]
    asks = [Ask(entry.code, choice.window, choice.level) for entry in entries]
    readings = read(committee, asks).items()
    lines = (
        (ask.code, _line(reading, choice)) for ask, reading in readings if reading.records or choice.every
    )
    return [Group(label, rows) for label, rows in by_room(lines)]


def _fits(entry: Figure | Ratio, asked: str) -> bool:
    return asked.casefold() in f"{entry.label} {entry.code} {entry.definition}".casefold()


def room_of(code: str) -> str:
    """A kind's figures stand in the room that declares the kind."""
    kind = code.partition(".")[0]
    registry: Registry[Any] = ratios if code in ratios else figures
    module = kinds.module(kind) if kind in kinds else registry.module(code)
    return module.split(".")[1]


def by_room(lines: Iterable[tuple[str, T]]) -> list[tuple[Text, list[T]]]:
    """What is told of each figure (by its code), under the names of the rooms in the order of the work."""
    found: dict[str, list[T]] = defaultdict(list)
    for code, line in lines:
        found[room_of(code)].append(line)
    order = [*ROOMS, *sorted(found.keys() - ROOMS.keys())]
    return [(ROOMS.get(room, room), found[room]) for room in order if room in found]


def figure_url(code: str, asked: str) -> str:
    """`asked`: a window and a level, as `windows.query` writes them."""
    return f"{reverse('reports:figure', args=[code])}?{asked}"


def _line(reading: Reading, choice: Choice) -> Row:
    values = (reading.label, reading.printed, str(reading.records), reading.definition)
    cells = tuple(Cell(column, value) for column, value in zip(LIST, values, strict=True))
    return Row(figure_url(reading.ask.code, choice.query), cells)


def card(committee: Committee, code: str, choice: Choice, user: Any, page: str | None) -> Card:
    """KeyError for an unknown code."""
    ask = Ask(code, choice.window, choice.level)
    reading = read(committee, [ask])[ask]
    entry, facts = declared(code), _facts(reading, committee, choice)
    if choice.level is Level.BELOW:
        facts += confirmed_facts(committee, entry, choice.window)
    if isinstance(entry, Ratio):
        return Card(reading, facts + _halves(entry, committee, choice), [], None, 0, [])
    if choice.level is Level.BELOW:
        return Card(reading, facts, [], None, 0, shares(committee, entry, choice))
    rows = _rows(entry, Scope(committee.pk, choice.window), user)
    shown = Paginator(rows, PAGE).get_page(page)
    hidden = reading.records - shown.paginator.count
    return Card(reading, facts, [_row(row, entry) for row in shown], shown, hidden, [])


def _facts(reading: Reading, committee: Committee, choice: Choice) -> list[Fact]:
    return [
        Fact(_("Printed form"), reading.printed),
        Fact(_("Exact value"), exact(reading.value, reading.unit)),
        Fact(_("Definition"), reading.definition),
        Fact(_("Window"), name_and_days(choice.window)),
        Fact(_("Scope"), f"{committee} · {LEVELS[choice.level]}"),
        Fact(_("Rows"), str(reading.records)),
    ]


def _halves(ratio: Ratio, committee: Committee, choice: Choice) -> list[Fact]:
    """A ratio is two figures, and each opens."""
    halves = {_("Numerator"): ratio.numerator, _("Denominator"): ratio.denominator}
    asks = [Ask(half.code, choice.window, choice.level) for half in halves.values()]
    readings = read(committee, asks)
    return [
        Fact(name, f"{half.label} {readings[ask].printed}", figure_url(half.code, choice.query))
        for (name, half), ask in zip(halves.items(), asks, strict=True)
    ]


def _rows(figure: Figure, scope: Scope, user: Any) -> QuerySet[Any]:
    """The rows that the user may see, joined with what their names are made of."""
    rows = figure.visible_records(scope, user)
    joined = [
        field.name
        for field in rows.model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name not in ("committee", "entered_by")
    ]
    return rows.select_related(*joined)


def _row(row: Any, figure: Figure) -> Row:
    return Row(row.get_absolute_url(), (Cell(ROW[0], str(row)), Cell(ROW[1], share_of(row, figure))))


def share_of(row: Any, figure: Figure) -> Text:
    """What one of its `visible_records` adds to the figure."""
    return words(row.figure_value) if figure.total else "1"


def shares(committee: Committee, figure: Figure, choice: Choice) -> list[Row]:
    """What the committee itself and each one directly beneath, with those under it, add: figures, never rows."""
    lines = [(committee, _printed_of(figure, choice, committee.pk))]
    with beneath(committee, Level.BELOW):
        for child in committee.children.all():
            under = Committee.objects.beneath(child).values_list("pk", flat=True)
            lines.append((child, _printed_of(figure, choice, child.pk, *under)))
    own = figure_url(figure.code, query(choice.window, Level.OWN))
    return [
        Row(own if one == committee else "", (Cell(SHARE[0], str(one)), Cell(SHARE[1], value)))
        for one, value in lines
    ]


def _printed_of(figure: Figure, choice: Choice, committee: Any, *under: Any) -> str:
    counted = count(committee, under, [(figure, choice.window)])
    return figure.printed(counted[figure.code, choice.window].value)
