"""What is confirmed of a month: its figures as the records say them at that moment, kept as an edition of the report."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.figures import figures
from luzhi.core.numbers import printed
from luzhi.core.periods import Window
from luzhi.reports.models import MonthlyEdition, MonthlyReport
from luzhi.reports.reading import Counted, count
from luzhi.reports.rollups.counting import adds_up
from luzhi.reports.tasks import add_up_from

Figures = dict[str, dict[str, Any]]


def of_month(committee: UUID, month: Window) -> Figures:
    """The figures as an edition keeps them; those that are nothing in every respect are left out."""
    until = Window(date(month.start.year, 1, 1), month.end)
    alone = [each for each in figures if not adds_up(each)]
    wanted = [*((each, month) for each in figures), *((each, until) for each in alone)]
    found = count(committee, (), wanted)
    lines = {each.code: _line(found[each.code, month], found.get((each.code, until))) for each in figures}
    return {code: line for code, line in lines.items() if line["records"] or Decimal(line.get("to_date", 0))}


def _line(month: Counted, until: Counted | None) -> dict[str, Any]:
    """Amounts as they print: equal ones are equal texts."""
    line: dict[str, Any] = {"value": printed(month.value, ""), "records": month.records}
    return line | ({"to_date": printed(until.value, "")} if until else {})


def digest(found: Figures) -> str:
    """What a page shows and what is confirmed afterwards must be the same."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def report_of(committee: UUID, month: Window) -> MonthlyReport:
    """The stored report, or one that is not stored before somebody confirms it."""
    found = MonthlyReport.objects.filter(committee=committee, month=month.start).first()
    return found or MonthlyReport(committee_id=committee, month=month.start)


def stored_report(committee: UUID, month: Window, actor: Any) -> MonthlyReport:
    report, _made = MonthlyReport.objects.get_or_create(
        committee_id=committee, month=month.start, defaults={"entered_by": actor}
    )
    return report


def confirm(report: MonthlyReport, actor: Any, seen: str, reason: str = "") -> None:
    """The flow's effect: the next edition, of exactly what `seen` is the digest of; the tree is told of it."""
    found = of_month(report.committee_id, report.window)
    if digest(found) != seen:
        raise ValidationError(
            _("The records have changed since the page was opened: look at the figures again.")
        )
    if report.edition and found == latest(report).figures:
        raise ValidationError(_("The records say what was confirmed: there is nothing to correct."))
    report.edition += 1
    MonthlyEdition.objects.create(
        committee_id=report.committee_id,
        report=report,
        edition=report.edition,
        figures=found,
        confirmed_at=timezone.now(),
        confirmed_by=actor,
        reason=reason,
    )
    add_up_from.defer(committee=str(report.committee_id), year=report.month.year)


def latest(report: MonthlyReport) -> MonthlyEdition:
    return report.editions.get(edition=report.edition)
