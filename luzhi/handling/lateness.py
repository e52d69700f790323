"""How long there is, in the words of the office: 已逾期3个工作日, 还有5个工作日."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.workdays import UnknownYear, workdays_between

FAR = 366  # days beyond which nobody counts working days


def lateness(due: date | None, today: date | None = None) -> str:
    """In working days; in calendar days where the holiday calendar is not known, or over a weekend; "" without a day."""
    if due is None:
        return ""
    now = today or timezone.localdate()
    days = (due - now).days
    if days == 0:
        return _("due today")
    worked = _workdays(now, due) if abs(days) <= FAR else 0
    if days < 0:
        words = _("%(number)s workdays late") if worked else _("%(number)s days late")
    else:
        words = _("%(number)s workdays left") if worked else _("%(number)s days left")
    return words % {"number": abs(worked or days)}


def _workdays(start: date, end: date) -> int:
    try:
        return workdays_between(start, end)
    except UnknownYear:
        return 0
