"""Which year's work a page shows: the address says, else the committee's setting, else the calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from luzhi.organisation.models import Session, Setting

FIRST, LAST = 1949, 2100


def work_year(request: HttpRequest) -> int:
    """`?year=`, or the setting `work_year` in force today, or this year."""
    asked = request.GET.get("year", "")
    if asked.isdigit() and FIRST <= int(asked) <= LAST:
        return int(asked)
    today = timezone.localdate()
    rows = Setting.objects.filter(committee=request.committee)  # type: ignore[attr-defined]
    return int(rows.at("work_year", today, today.year))


def years(user: Any, chosen: int) -> list[int]:
    """The years that can be chosen: those of the committee's sessions, and the one shown."""
    return sorted({chosen, *Session.objects.visible_to(user).values_list("year", flat=True)}, reverse=True)
