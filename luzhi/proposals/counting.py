"""How proposals are counted: which rows a figure has, to which year they belong, and whose they are.

A proposal counts in its session's year, by the day of its submission within that year: what was submitted before New
Year for the coming plenary counts on New Year's Day.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import DateField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least, TruncDate

from luzhi.core.figures import Scope
from luzhi.handling.models import DROPPED
from luzhi.proposals.models import Answer, Assignment, Feedback, Promise, Proposal, Talk

PATHS: Final[dict[type[Model], str]] = {
    Proposal: "",
    Assignment: "proposal__",
    Talk: "assignment__proposal__",
    Answer: "assignment__proposal__",
    Feedback: "proposal__",
    Promise: "answer__assignment__proposal__",
}
"""From a row to its proposal."""
HANDLERS: Final[dict[type[Model], str]] = {
    Assignment: "",
    Talk: "assignment__",
    Answer: "assignment__",
    Feedback: "answer__assignment__",
    Promise: "answer__assignment__",
}
"""From a row to the assignment of the unit that it speaks of."""


def _day(year: Any, month: int, day: int) -> Func:
    return Func(year, Value(month), Value(day), function="make_date", output_field=DateField())


def counted_on(path: str) -> Any:
    """The day on which a proposal counts."""
    year = F(f"{path}session__year")
    submitted = TruncDate(f"{path}submitted_at")
    return Least(Greatest(submitted, _day(year, 1, 1)), _day(year, 12, 31))


def in_scope(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Those whose proposal counts in the scope's window."""
    dated = rows.annotate(counted_on=counted_on(PATHS[rows.model]))
    return scope.rows(dated, "counted_on")


def of_units(model: type[Model], units: Collection[UUID]) -> Q:
    """The rows of these units, merged proposals with their main one: what a department reads of the statistics."""
    if model is Proposal:
        given = Assignment.objects.standing().filter(unit__in=units).values("proposal")
        return Q(pk__in=given) | Q(main__in=given)
    path = HANDLERS[model]
    return Q(**{f"{path}unit__in": units}) & ~Q(**{f"{path}state__in": DROPPED})
