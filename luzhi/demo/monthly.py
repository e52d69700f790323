"""The months of 2018 as they were confirmed: on time, late, corrected, and two that nobody has confirmed yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import ExtractMonth

from luzhi.accounts.models import Role, User
from luzhi.core.figures import Figure, figures
from luzhi.core.numbers import printed
from luzhi.core.periods import month as month_window
from luzhi.core.periods import year as year_window
from luzhi.core.workdays import add_workdays
from luzhi.demo.scene import YEAR, moment
from luzhi.organisation.models import Committee, Setting
from luzhi.reports.models import CountedYear, MonthlyEdition, MonthlyReport, MonthState
from luzhi.reports.rollups.confirming import Figures
from luzhi.reports.rollups.counting import MONTHS, NOBODY, Whoever, adds_up, day_of
from luzhi.reports.rollups.due import DUE, USUAL
from luzhi.reports.rollups.running import steps
from luzhi.tenancy.current import tenants

OPEN = {"360323": (11, 12), "360322": (12,)}
"""Months that a county has not confirmed."""
CORRECTED = ("360313", 8, "gifts.money", "一笔助学捐赠的收据迟到，原数少计")
"""A county's month that was confirmed without some of its gifts at first, and why."""


def confirm_months(committees: Iterable[Committee]) -> None:
    """Every month of the year of these committees, four working days after its end."""
    of_demo = {committee.pk: committee for committee in committees}
    planned = steps([YEAR])
    for step in planned:
        if step.counted:
            step.do()
    with tenants(*of_demo):
        Setting.objects.bulk_create(
            Setting(committee=each, name=DUE, value=USUAL, since=date(YEAR, 1, 1))
            for each in of_demo.values()
        )
        found = _figures()
        made = [edition for pk, each in of_demo.items() for edition in _editions(each, found[pk])]
        MonthlyReport.objects.bulk_create({edition.report.pk: edition.report for edition in made}.values())
        MonthlyEdition.objects.bulk_create(made)
    for step in planned:
        if not step.counted:
            step.do()


def _figures() -> dict[UUID, dict[int, Figures]]:
    """By committee and month, as the office would have confirmed them."""
    found: dict[UUID, dict[int, Figures]] = defaultdict(lambda: {number: {} for number in MONTHS})
    for row in CountedYear.objects.filter(year=YEAR):
        for number in MONTHS:
            value, records = row.months[number - 1], row.records[number - 1]
            line: dict[str, Any] = {"value": printed(value, ""), "records": records}
            if not adds_up(figures[row.code]):
                line["to_date"] = printed(value, "")
            if records:
                found[row.committee_id][number][row.code] = line
    for figure in figures:
        if figure.people and day_of(figure):
            _put_to_date(figure, found)
    return found


def _put_to_date(figure: Figure, found: dict[UUID, dict[int, Figures]]) -> None:
    """The different people from New Year to the end of each month."""
    scope = Whoever(NOBODY, year_window(YEAR))
    rows = figure.records(scope).order_by()
    seen: dict[UUID, set[Any]] = defaultdict(set)
    by_month: dict[int, list[tuple[UUID, Any]]] = defaultdict(list)
    who = rows.annotate(rolled_month=ExtractMonth(scope.days[0]), rolled_who=F(str(figure.people)))
    for committee, number, person in who.values_list("committee_id", "rolled_month", "rolled_who"):
        by_month[number].append((committee, person))
    for number in MONTHS:
        for committee, person in by_month[number]:
            seen[committee].add(person)
        for committee, people in seen.items():
            line = found[committee][number].setdefault(figure.code, {"value": "0", "records": 0})
            line["to_date"] = str(len(people))


def _editions(committee: Committee, found: dict[int, Figures]) -> Iterable[MonthlyEdition]:
    clerk = User.objects.filter(appointments__role=Role.RESEARCH, appointments__committee=committee).first()
    for number in MONTHS:
        if number in OPEN.get(committee.code, ()):
            continue
        corrected = (committee.code, number) == CORRECTED[:2]
        report = MonthlyReport(
            committee=committee,
            month=date(YEAR, number, 1),
            state=MonthState.CORRECTED if corrected else MonthState.CONFIRMED,
            edition=2 if corrected else 1,
            entered_by=clerk,
            entered_at=moment(add_workdays(month_window(YEAR, number).end, 4), 10),
        )
        if corrected:
            yield _edition(report, 1, _without(found[number], CORRECTED[2]), clerk)
        yield _edition(report, report.edition, found[number], clerk, CORRECTED[3] if corrected else "")


def _edition(
    report: MonthlyReport, number: int, figures: Figures, clerk: User | None, reason: str = ""
) -> MonthlyEdition:
    return MonthlyEdition(
        committee=report.committee,
        report=report,
        edition=number,
        figures=figures,
        confirmed_at=report.entered_at + timedelta(days=number - 1),
        confirmed_by=clerk,
        reason=reason,
    )


def _without(found: Figures, code: str) -> Figures:
    """One gift fewer."""
    if code not in found:
        return found
    line = found[code]
    left = line["records"] - 1
    fewer = {"value": printed(Decimal(line["value"]) * left / line["records"], ""), "records": left}
    return {**found, code: fewer}
