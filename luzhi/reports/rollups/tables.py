"""The tree's year as tables: figures × months, committees × months of one figure, and how far the months are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Ratio, figures, ratios
from luzhi.core.showing import Cell, Column, Row
from luzhi.organisation.models import Committee
from luzhi.reports.models import TOLD, TreeState
from luzhi.reports.opening import ROOMS, room_of
from luzhi.reports.rollups.counting import MONTHS, adds_up
from luzhi.reports.rollups.months import MARKS, WORDS
from luzhi.reports.rollups.tree import EMPTY, Branch, Tree

MAIN = (
    *("proposals.received", "proposals.filed", "proposals.answer_rate", "proposals.satisfied_rate"),
    *("suggestions.sent", "suggestions.adopted", "papers.opinion.submitted", "papers.opinion.used"),
    *("bimonthly_forum.held", "survey.held", "inspection.held", "training.held", "heart.activities"),
    *("gifts.money", "clinic.patient_visits", "pairings.visits", "members.serving"),
)
"""What is shown first: the figures that a committee's year is told in."""
GROUPS: dict[str, Text] = {"main": gettext_lazy("Main figures"), **ROOMS, "all": gettext_lazy("All figures")}


@dataclass(frozen=True)
class Table:
    title: Text
    columns: tuple[Column, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Address:
    """The tree page's own address with other choices in it."""

    committee: Committee
    year: int
    root: Committee

    def to(self, committee: Committee | None = None, **more: str) -> str:
        asked: dict[str, Any] = {"year": self.year}
        chosen = committee or self.committee
        if chosen != self.root:
            asked["of"] = chosen.code
        return f"{reverse('reports:tree')}?{urlencode(asked | more)}"


def _columns(first: Text, latest: int, whole: Text) -> tuple[Column, ...]:
    """`latest`: the month that a phone's card shows beside the year."""
    months = (
        Column(f"month-{number}", _("%(number)s月") % {"number": number}, kind="num", phone=number == latest)
        for number in MONTHS
    )
    return (Column("label", first, kind="w-25"), *months, Column("whole", whole, kind="num"))


def latest(state: TreeState | None) -> int:
    """The last month that anybody confirmed; 12 where nobody did."""
    told = [number for number in MONTHS if state and state.confirmed[number - 1]]
    return told[-1] if told else MONTHS[-1]


def by_figure(tree: Tree, group: str, asked: str, address: Address) -> Table:
    """A row a figure; each opens the committees that it is made of."""
    columns = _columns(_("figure"), latest(tree.top.state), _("year"))
    rows = [
        _row(
            columns,
            labelled(entry),
            tree.top.shown(entry),
            address.to(figure=entry.code) if tree.children else "",
        )
        for entry in chosen(group, asked)
        if asked or not tree.top.is_nothing(entry.code)
    ]
    return Table(GROUPS[group], columns, rows)


def chosen(group: str, asked: str) -> list[Figure | Ratio]:
    """The entries of a group; words look through all of them."""
    entries: list[Figure | Ratio] = [*figures, *ratios]
    if asked:
        return [entry for entry in entries if asked.casefold() in f"{entry.label} {entry.code}".casefold()]
    if group == "main":
        named = {entry.code: entry for entry in entries}
        return [named[code] for code in MAIN if code in named]
    return entries if group == "all" else [entry for entry in entries if room_of(entry.code) == group]


def labelled(entry: Figure | Ratio) -> str:
    """With the unit; a star where the months do not add up to the year."""
    if isinstance(entry, Ratio):
        return str(entry.label)
    return f"{entry.label} ({entry.unit})" + ("" if adds_up(entry) else " *")


def by_committee(tree: Tree, entry: Figure | Ratio, address: Address) -> Table:
    """A row a committee: the chosen one by itself, those directly beneath with all under them, and the whole."""
    columns = _columns(_("committee"), latest(tree.top.state), _("year"))
    alone = _("%(committee)s itself") % {"committee": tree.top.committee}
    rows = [_row(columns, alone, tree.own().shown(entry), "")]
    for child in tree.children:
        url = address.to(child.committee, figure=entry.code) if child.has_children else ""
        rows.append(_row(columns, str(child.committee), child.shown(entry), url))
    return Table(labelled(entry), columns, [*rows, _row(columns, _("together"), tree.top.shown(entry), "")])


def _row(columns: Sequence[Column], label: Text, texts: Iterable[Text], url: str) -> Row:
    cells = (Cell(column, text) for column, text in zip(columns, (label, *texts), strict=True))
    return Row(url, tuple(cells))


def standing(tree: Tree) -> Table:
    """How many committees of the tree confirmed each month, corrected it, or are late."""
    columns = _columns(_("monthly reports"), latest(tree.top.state), _("year"))
    state = tree.top.state
    if state is None:
        return Table(_("How far the months are"), columns, [])
    waiting = [
        state.committees - told - late if begun else 0
        for told, late, begun in zip(state.confirmed, state.late, state.own, strict=True)
    ]
    lines = {
        _("confirmed"): state.confirmed,
        _("of them corrected"): state.corrected,
        _("overdue"): state.late,
        _("to be confirmed"): waiting,
    }
    rows = [_row(columns, label, map(str, [*numbers, sum(numbers)]), "") for label, numbers in lines.items()]
    return Table(_("How far the months are"), columns, rows)


SHORT: dict[str, Text] = {
    **WORDS,
    "confirmed": gettext_lazy("told"),
    "corrected": gettext_lazy("told anew"),
    "open": gettext_lazy("awaited"),
    "": EMPTY,
}
"""Twelve of them stand side by side."""


def by_name(tree: Tree, address: Address) -> Table:
    """The committee itself and those directly beneath: each one's own month, and how many beneath it are late."""
    months = _columns(_("committee"), latest(tree.top.state), _("beneath"))
    rows = [_named(tree.top, months, "")]
    rows += [
        _named(child, months, address.to(child.committee) if child.has_children else "")
        for child in tree.children
    ]
    return Table(_("By name"), months, rows)


def _named(branch: Branch, columns: tuple[Column, ...], url: str) -> Row:
    state = branch.state
    words = state.own if state else ["open"] * len(MONTHS)
    months = [
        Cell(column, SHORT[word], MARKS[word]) for column, word in zip(columns[1:-1], words, strict=True)
    ]
    return Row(url, (Cell(columns[0], str(branch.committee)), *months, Cell(columns[-1], _beneath(branch))))


def _beneath(branch: Branch) -> Text:
    """12/36: confirmed months of the committees beneath, of all that there could be."""
    state = branch.state
    if state is None or state.committees == 1:
        return EMPTY
    own = sum(word in TOLD for word in state.own)
    return f"{sum(state.confirmed) - own}/{(state.committees - 1) * len(MONTHS)}"
