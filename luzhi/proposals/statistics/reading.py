"""Counting for the statistics: every figure of several years in one query a table, and cut by topic, unit or ground.

The conditions are the figures' own (`figures/`), so a number here is the figure's value; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count as CountRows
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import Text, holder, holds, units_of
from luzhi.core.figures import Figure, Scope
from luzhi.core.periods import year as year_window
from luzhi.proposals.counting import HANDLERS, PATHS, of_units
from luzhi.proposals.figures.counts import COUNTS, Count
from luzhi.proposals.models import Ground, Proposal, ProposerKind, Sphere

STAFF: Final = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH, Role.LEADER)
STATISTICS_READERS: Final = (*STAFF, *DEPARTMENT)
statistics_reader = holder(_("the office, leaders and handling units"), *STATISTICS_READERS)


@dataclass(frozen=True)
class Whose:
    """Whose rows are counted: a committee's, or of them only those of some units."""

    committee: UUID
    units: tuple[UUID, ...] = ()

    @classmethod
    def of(cls, user: Any) -> Whose:
        """A department reads its own numbers alone."""
        units = () if holds(user, *STAFF) else tuple(units_of(user, *DEPARTMENT))
        return cls(user.committee_id, units)

    def rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        mine = rows.filter(committee=self.committee)
        return mine.filter(of_units(rows.model, self.units)) if self.units else mine


@dataclass(frozen=True)
class Cut:
    """What a table is cut by: the column that it reads from a row of each table, and what its values are called."""

    code: str
    label: Text
    column: str
    values: tuple[tuple[str, Text], ...] = ()
    of_assignment: bool = False

    def path(self, model: type[Model]) -> str:
        return (HANDLERS if self.of_assignment else PATHS)[model] + self.column


CUTS: Final[dict[str, Cut]] = {
    cut.code: cut
    for cut in (
        Cut("topic", _("class of content"), "topic"),
        Cut("sphere", _("sphere"), "sphere", tuple(Sphere.choices)),
        Cut("kind", _("kind of proposer"), "proposer_kind", tuple(ProposerKind.choices)),
        Cut("ground", _("ground of not filing"), "ground", tuple(Ground.choices)),
        Cut("unit", _("handling unit"), "unit", of_assignment=True),
    )
}

Totals = dict[tuple[str, int], int]
Parts = dict[str, dict[str, int]]


def totals(whose: Whose, years: Collection[int]) -> Totals:
    """(code, year) → rows, of every count; one query a table."""
    found = {(code, year): 0 for code in COUNTS for year in years}
    for model, counts in _by_model(COUNTS.values()).items():
        year = f"{PATHS[model]}session__year"
        rows = whose.rows(model._default_manager.filter(**{f"{year}__in": years}))
        grouped = rows.order_by().values(counted_year=F(year)).annotate(**_columns(counts))
        for row in grouped:
            found |= {(count.code, row["counted_year"]): row[_name(count)] for count in counts}
    return found


def parts(whose: Whose, year: int, cut: Cut, codes: Iterable[str]) -> Parts:
    """Value of the cut → code → rows; one query a table. Values that nothing counts are left out."""
    wanted = tuple(codes)
    found: Parts = {}
    for model, counts in _by_model(COUNTS[code] for code in wanted).items():
        rows = whose.rows(model._default_manager.filter(**{f"{PATHS[model]}session__year": year}))
        grouped = rows.order_by().values(part=F(cut.path(model))).annotate(**_columns(counts))
        for row in grouped:
            line = found.setdefault(str(row["part"] or ""), dict.fromkeys(wanted, 0))
            line |= {count.code: row[_name(count)] for count in counts}
    return {value: line for value, line in found.items() if any(line.values())}


def _by_model(counts: Iterable[Count]) -> dict[type[Model], list[Count]]:
    found: dict[type[Model], list[Count]] = {}
    for count in counts:
        found.setdefault(count.model, []).append(count)
    return found


def _columns(counts: Iterable[Count]) -> dict[str, CountRows]:
    return {_name(count): CountRows("pk", filter=count.condition) for count in counts}


def _name(count: Count) -> str:
    return count.code.partition(".")[2]


def behind(figure: Figure, whose: Whose, year: int, cut: Cut | None, value: str) -> QuerySet[Any]:
    """All rows that a number of the statistics counts, whoever may see them."""
    rows = whose.rows(figure.records(Scope(whose.committee, year_window(year))))
    if cut is None:
        return rows
    path = cut.path(rows.model)
    nothing = cut.of_assignment and not value
    return rows.filter(**{f"{path}__isnull": True} if nothing else {path: value})


def joined(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With what the lines of the list are made of."""
    path = PATHS[rows.model]
    names = [f"{path}session"]
    if rows.model is not Proposal:
        names.append(f"{HANDLERS[rows.model]}unit")
    return rows.select_related(*names)
