"""By when a month is to be confirmed: a working day of the month after, by the committee's dated rule.

A month is owed from the day on which the committee first set the rule, or from the first month that it confirmed:
nobody is late with months from before it began.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Min

from luzhi.core.periods import Window
from luzhi.core.workdays import UnknownYear, add_workdays
from luzhi.organisation.models import Setting
from luzhi.reports.models import TOLD, MonthlyReport, MonthState

DUE: Final = "monthly_due"
USUAL: Final = 5
WORKDAYS: Final = 20


@dataclass
class Dues:
    """What one committee has set: (in force from, working days) in order; and its first confirmed month."""

    rule: list[tuple[date, int]] = field(default_factory=list)
    began: date | None = None

    def day(self, month: Window) -> date:
        """Raises UnknownYear where nobody can know the working days yet."""
        after = month.end + timedelta(days=1)
        in_force = [number for since, number in self.rule if since <= after]
        return _workday(month.end, in_force[-1] if in_force else USUAL)

    def is_late(self, month: Window, today: date) -> bool:
        """Past its day, for a month that is owed and not confirmed."""
        first = min(filter(None, (self.began, self.rule[0][0] if self.rule else None)), default=None)
        if first is None or month.end < first or month.end >= today:
            return False
        try:
            return self.day(month) < today
        except UnknownYear:
            return False

    def word(self, state: str, month: Window, today: date) -> str:
        """confirmed, corrected, late, open, or "" for a month to come; `state` is its report's."""
        if state in TOLD:
            return state
        if month.start > today:
            return ""
        return "late" if self.is_late(month, today) else str(MonthState.OPEN)


@lru_cache(maxsize=512)
def _workday(end: date, number: int) -> date:
    return add_workdays(end, number)


def dues(committees: Collection[UUID]) -> dict[UUID, Dues]:
    """Of every one of the committees, which the database must show; two queries."""
    found = {committee: Dues() for committee in committees}
    rows = Setting.objects.filter(committee__in=committees, name=DUE).order_by("since")
    for committee, since, value in rows.values_list("committee", "since", "value"):
        found[committee].rule.append((since, value))
    reports = MonthlyReport.objects.filter(committee__in=committees, edition__gt=0).order_by()
    for committee, began in reports.values_list("committee").annotate(Min("month")):
        found[committee].began = began
    return found
