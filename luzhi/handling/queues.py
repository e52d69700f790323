"""The one queue of a department: what every mechanism hands to units, by due date, with counts and workload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import Text, Who, holds, units_of
from luzhi.core.registry import Registry
from luzhi.core.showing import Column
from luzhi.handling.models import ANSWERING, DROPPED, OPEN, Handling, HandlingRole, HandlingState

OVERSEERS: Final = (Role.PROPOSALS, Role.RESEARCH, Role.LEADER)
"""Who sees what all units do."""
READERS: Final = (*DEPARTMENT, *OVERSEERS)
S, R = HandlingState, HandlingRole


@dataclass(frozen=True)
class Action:
    """A button of the queue's page: a page of the mechanism, for whoever may go there."""

    label: Text
    url: str  # name of the route
    by: Who


@dataclass(frozen=True)
class Queue:
    """One mechanism's share. `title` and `number` are paths from a row; `exported` its columns as a file.

    `fill(committee)` gives rows the deadlines that were not known before, and says how many got one.
    """

    code: str
    label: Text
    model: type[Handling]
    title: str
    number: str
    exported: tuple[Column, ...]
    fill: Callable[[UUID], int]
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()

    def rows(self, user: Any) -> QuerySet[Any]:
        """A department's own units; whoever oversees, all that he or she may see."""
        visible: QuerySet[Any] = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return visible if holds(user, *OVERSEERS) else visible.filter(unit__in=units_of(user, *DEPARTMENT))

    def value(self, row: Any, path: str) -> str:
        return str(Column(path, "").value(row))


queues: Registry[Queue] = Registry("queue")


@dataclass(frozen=True)
class Tab:
    """A part of the queue by state and manner of handling; `shown` none: reached by a number of the workload only."""

    code: str
    label: Text
    states: tuple[str, ...]
    roles: tuple[str, ...] = tuple(R)
    shown: bool = True

    @property
    def rows(self) -> Q:
        return Q(state__in=self.states, role__in=self.roles)

    def count(self, counted: Counter[tuple[str, str]]) -> int:
        return sum(
            number for (state, role), number in counted.items() if state in self.states and role in self.roles
        )


STANDING: Final = tuple(state for state in S if state not in DROPPED)
TABS: Final = (
    Tab("open", _("All open"), OPEN),
    Tab("waiting", _("To be received"), (S.ASSIGNED,)),
    Tab("working", _("Under way"), (S.RECEIVED, S.OBJECTED)),
    Tab("review", _("To be reviewed"), (S.DRAFTED,)),
    Tab("sign", _("To be signed"), (S.REVIEWED,)),
    Tab("answered", _("Sent"), (S.ANSWERED, S.FEEDBACK)),
    Tab("joint", _("As joint unit"), STANDING, (R.JOINT,)),
    Tab("closed", _("Settled"), (S.CLOSED, S.OPINION)),
    Tab("dropped", _("Returned or cancelled"), DROPPED),
    Tab("all", _("Handled in all"), STANDING, ANSWERING, shown=False),
    Tab("unanswered", _("Not answered"), OPEN, ANSWERING, shown=False),
)


def tab_of(code: str) -> Tab:
    return next((tab for tab in TABS if tab.code == code), TABS[0])


Filter = Callable[[QuerySet[Any], Queue], QuerySet[Any]]


def counts(user: Any, narrowed: Filter) -> Counter[tuple[str, str]]:
    """Rows by (state, manner of handling) over all queues."""
    found: Counter[tuple[str, str]] = Counter()
    for queue in queues:
        rows = narrowed(queue.rows(user), queue).order_by()
        for state, role, number in rows.values_list("state", "role").annotate(number=Count("pk")):
            found[state, role] += number
    return found


@dataclass(frozen=True)
class Page:
    """Rows of all queues by due date as a paginator takes them: a count, and slices that are read when shown."""

    keys: Any

    def count(self) -> int:
        return int(self.keys.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[tuple[Queue, Any]]:
        keys = list(self.keys[part])
        wanted: dict[str, list[UUID]] = {}
        for pk, _due, code in keys:
            wanted.setdefault(code, []).append(pk)
        found: dict[UUID, tuple[Queue, Any]] = {}
        for code, ids in wanted.items():
            queue = queues[code]
            rows = queue.model._default_manager.filter(pk__in=ids).select_related(*queue.related)
            found |= {row.pk: (queue, row) for row in rows.prefetch_related(*queue.prefetched)}
        return [found[pk] for pk, _due, _code in keys]


def listed(user: Any, narrowed: Filter) -> Page:
    """All rows that the filter leaves, the earliest due first, those without a day last."""
    parts = [
        narrowed(queue.rows(user), queue)
        .order_by()
        .annotate(queue=Value(queue.code, CharField()))
        .values_list("pk", "due_on", "queue")
        for queue in queues
    ]
    first, *others = parts
    joined = first.union(*others, all=True) if others else first
    return Page(joined.order_by("due_on", "pk"))


def exported(user: Any, narrowed: Filter) -> Iterator[tuple[Queue, Any]]:
    for queue in queues:
        rows = narrowed(queue.rows(user), queue).select_related(*queue.related)
        for row in rows.prefetch_related(*queue.prefetched).iterator(chunk_size=500):
            yield queue, row


def approaching(user: Any, days: int = 7) -> list[tuple[Queue, Any]]:
    """What a department must have done within so many days, late ones first."""
    last = timezone.localdate() + timedelta(days=days)
    page = listed(user, lambda rows, queue: rows.filter(state__in=OPEN, due_on__lte=last))
    return page[0:50]
