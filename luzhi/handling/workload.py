"""督办: what each unit was given and has answered, as the offices of the field count it (field.md 2.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from luzhi.core.numbers import percent
from luzhi.handling.models import ANSWERING, OPEN, HandlingRole
from luzhi.handling.queues import STANDING, Filter, queues

Key = tuple[str, str]  # state, manner of handling


@dataclass
class Load:
    """One unit's numbers. 会办 of others is counted apart: the main unit answers."""

    unit: UUID | None
    name: str
    counted: Counter[Key] = field(default_factory=Counter)
    late: int = 0

    def of(self, *roles: str, states: tuple[str, ...] = STANDING) -> int:
        return sum(n for (state, role), n in self.counted.items() if role in roles and state in states)

    @property
    def total(self) -> int:
        return self.of(*ANSWERING)

    @property
    def unanswered(self) -> int:
        return self.of(*ANSWERING, states=OPEN)

    @property
    def sole(self) -> int:
        return self.of(HandlingRole.SOLE)

    @property
    def separate(self) -> int:
        return self.of(HandlingRole.SEPARATE)

    @property
    def main(self) -> int:
        return self.of(HandlingRole.MAIN)

    @property
    def joint(self) -> int:
        return self.of(HandlingRole.JOINT)

    @property
    def progress(self) -> str:
        """Answered of all that it answers itself."""
        return percent(self.total - self.unanswered, self.total)


def workload(user: Any, narrowed: Filter) -> list[Load]:
    """Every unit's numbers, those with most unanswered first; two queries a queue whatever the number of units."""
    loads: dict[UUID, Load] = {}
    for queue in queues:
        rows = narrowed(queue.rows(user), queue).order_by()
        grouped = rows.values_list("unit", "unit__name", "state", "role").annotate(number=Count("pk"))
        for unit, name, state, role, number in grouped:
            loads.setdefault(unit, Load(unit, name)).counted[state, role] += number
        late = rows.filter(state__in=OPEN, due_on__lt=timezone.localdate())
        for unit, number in late.values_list("unit").annotate(number=Count("pk")):
            loads[unit].late += number
    return sorted(loads.values(), key=lambda load: (-load.late, -load.unanswered, load.name))


def summed(loads: list[Load], name: str) -> Load:
    """All units together."""
    total = Load(None, name, late=sum(load.late for load in loads))
    for load in loads:
        total.counted.update(load.counted)
    return total
