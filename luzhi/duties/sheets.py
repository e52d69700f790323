"""Duty sheets: for each owner and duty, what counts, what is owed, and the rows that earned it. All derived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, QuerySet, Sum, Value

from luzhi.core.figures import Scope
from luzhi.core.models import joins
from luzhi.core.periods import Window
from luzhi.duties.registry import Duty


@dataclass(frozen=True)
class Line:
    """One duty of one owner in a window: `number` counted against the duty's minimum."""

    duty: Duty
    number: Decimal
    exempt: bool = False

    @property
    def done(self) -> bool:
        return self.exempt or self.number >= self.duty.minimum

    @property
    def missing(self) -> Decimal:
        return Decimal(0) if self.done else self.duty.minimum - self.number


@dataclass(frozen=True)
class Sheet:
    owner: UUID
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)

    @property
    def complete(self) -> bool:
        return self.done == len(self.lines)


def totals(duties: Iterable[Duty], scope: Scope) -> dict[tuple[str, UUID], Decimal]:
    """What each owner has of each duty, by (duty code, owner): one query for all duties and owners."""
    parts = [
        duty.counts(scope)
        .order_by()
        .values("owner")
        .annotate(total=Sum("counted"), duty=Value(duty.code, CharField()))
        .values_list("duty", "owner", "total")
        for duty in duties
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    return {(code, owner): total for code, owner, total in rows}


def sheets(duties: Iterable[Duty], scope: Scope, owners: Iterable[Any]) -> dict[UUID, Sheet]:
    """The sheets of all owners (objects with `pk`)."""
    duties = list(duties)
    counted = totals(duties, scope)

    def line(duty: Duty, owner: Any) -> Line:
        number = counted.get((duty.code, owner.pk), Decimal(0))
        return Line(duty, number, exempt=bool(duty.exempt and duty.exempt(owner)))

    return {owner.pk: Sheet(owner.pk, tuple(line(duty, owner) for duty in duties)) for owner in owners}


def earning(duty: Duty, scope: Scope, owner: UUID, user: Any) -> QuerySet[Any]:
    """The rows that earned the tick, as far as `user` may see them: the number counts them all, the words don't leak."""
    rows = duty.counts(scope).filter(owner=owner).order_by("on")
    seen = rows.model._default_manager.visible_to(user)
    return rows.filter(pk__in=seen.order_by().values("pk")).select_related(*joins(rows.model))


@dataclass(frozen=True)
class Slot:
    """One period of a cadence on a calendar. `state`: held, late (held after it), due, missing."""

    window: Window
    held: int
    state: str


def calendar(duty: Duty, scope: Scope, owners: Iterable[Any], today: date) -> dict[UUID, list[Slot]]:
    """Each owner's periods in the window with what was held in them; one query."""
    held: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    rows = duty.counts(scope).order_by().values_list("owner", "on").annotate(times=Count("pk"))
    for owner, on, times in rows:
        held[owner][on] += times
    windows = duty.cadence.slots(scope.window)
    return {owner.pk: _slots(duty, windows, held[owner.pk], today) for owner in owners}


def _slots(duty: Duty, windows: list[Window], held: dict[date, int], today: date) -> list[Slot]:
    """A period without enough is late when the next one holds more than it owes itself, else due or missing."""
    times = [sum(number for day, number in held.items() if window.contains(day)) for window in windows]
    spare = [max(number - int(duty.minimum), 0) for number in times[1:]] + [0]
    return [
        Slot(window, number, _state(duty, window, number, after, today))
        for window, number, after in zip(windows, times, spare, strict=True)
    ]


def _state(duty: Duty, window: Window, times: int, spare_after: int, today: date) -> str:
    if times >= duty.minimum:
        return "held"
    if times + spare_after >= duty.minimum:
        return "late"
    if window.end >= today:
        return "due" if window.start <= today else "later"
    return "missing"
