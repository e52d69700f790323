"""What waits for a user: rows of every flow whose main step is his or hers to take now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from luzhi.core.access import Text
from luzhi.core.flow import Flow, flows
from luzhi.core.models import Flowing, joins
from luzhi.handling.behalf import pressing
from luzhi.handling.lateness import lateness
from luzhi.handling.models import Handling

LOOKED_AT = 60  # rows a flow; more than anybody works off in a day


@dataclass(frozen=True)
class Task:
    """One thing to do: the step, the row, by when."""

    step: Text
    row: Flowing
    kind: Text
    due: date | None
    blocked: Text

    @property
    def late(self) -> bool:
        return self.row.is_overdue

    @property
    def left(self) -> str:
        """已逾期3个工作日."""
        return lateness(self.due)


def tasks(user: Any) -> list[Task]:
    """Late ones first, then by due date, then newest; a constant number of queries per flow."""
    found = [task for flow in flows for task in _of(flow, user)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))


def _of(flow: Flow, user: Any) -> list[Task]:
    sources = {source for step in flow.steps if step.main for source in step.source}
    rows = flow.model._default_manager.visible_to(user).filter(state__in=sources)  # type: ignore[attr-defined]
    if issubclass(flow.model, Handling):
        rows = pressing(rows, user)
    tasks = []
    for row in rows.select_related(*joins(flow.model)).order_by(F("due_on").asc(nulls_last=True), "-pk")[
        :LOOKED_AT
    ]:
        mine = [offer for offer in flow.open_to(user, row) if offer.step.main]
        if mine:
            offer = next((each for each in mine if not each.blocked), mine[0])
            tasks.append(Task(offer.step.label, row, flow.label, row.due_on, offer.blocked))
    return tasks
