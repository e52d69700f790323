"""A figure is a set of rows and a way to reduce it, so its rows are always one click away.

The value counts all rows in scope; the drill-down shows the same rows as far as the reader may see them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, F, QuerySet, Sum

from luzhi.core.access import Text
from luzhi.core.numbers import Style, percent, printed
from luzhi.core.periods import Window
from luzhi.core.registry import Registry


@dataclass(frozen=True)
class Scope:
    """Whose rows and of which time: a committee alone (市本级) or with those below (全市), and a window."""

    committee: UUID
    window: Window
    below: tuple[UUID, ...] = ()

    @property
    def committees(self) -> tuple[UUID, ...]:
        return (self.committee, *self.below)

    def rows(self, queryset: QuerySet[Any], on: str) -> QuerySet[Any]:
        """The rows of the scope's committees whose date `on` lies in the window, both ends inclusive."""
        return queryset.filter(
            committee__in=self.committees, **{f"{on}__gte": self.window.start, f"{on}__lte": self.window.end}
        )


@dataclass(frozen=True)
class Figure:
    """`records(scope)` are the rows, `total` the summed column (None: rows are counted).

    `on` names the date by which a row falls into a window; `definition` is the counting rule, in the reader's words.
    """

    code: str
    label: Text
    unit: str
    records: Callable[[Scope], QuerySet[Any]]
    definition: Text = ""
    total: str | None = None
    style: Style = Style.EXACT
    public: bool = False
    people: str | None = None  # count distinct values of this column instead of rows

    def reduce(self) -> Aggregate:
        return Count(self.people or "pk", distinct=True)

    def value(self, scope: Scope) -> Decimal:
        rows = self.records(scope)
        if self.total:
            return sum_of(rows, self.total)
        return Decimal(rows.aggregate(total=self.reduce())["total"] or 0)

    def printed(self, value: Decimal) -> str:
        return printed(value, self.unit, self.style)

    def visible_records(self, scope: Scope, user: Any) -> QuerySet[Any]:
        """The drill-down: the same rows ∩ visible_to, each with its share as `figure_value`."""
        rows = self.records(scope)
        seen = rows.model._default_manager.visible_to(user)
        shown: QuerySet[Any] = seen.filter(pk__in=rows.order_by().values("pk"))
        return shown.annotate(figure_value=F(self.total)) if self.total else shown


def sum_of(rows: QuerySet[Any], column: str) -> Decimal:
    """Sum over distinct rows: a join to many may not multiply what is summed."""
    keys = rows.order_by().values("pk")
    model = rows.model._base_manager
    return Decimal(model.filter(pk__in=keys).aggregate(total=Sum(column))["total"] or 0)


@dataclass(frozen=True)
class Ratio:
    """A share of two figures; the denominator is always printed with it."""

    code: str
    label: Text
    numerator: Figure
    denominator: Figure
    definition: Text = ""
    unit: str = "%"
    public: bool = False

    def value(self, scope: Scope) -> Decimal | None:
        """A fraction between 0 and 1, or None where nothing stands below the line."""
        below = self.denominator.value(scope)
        return self.numerator.value(scope) / below if below else None

    def printed_of(self, scope: Scope) -> str:
        return percent(self.numerator.value(scope), self.denominator.value(scope))


figures: Registry[Figure] = Registry("figure")
ratios: Registry[Ratio] = Registry("ratio")
