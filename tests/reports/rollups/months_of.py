"""A county beneath the world's city with people and work of its own, and months that somebody confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from luzhi.accounts.models import Role, User
from luzhi.core.access import Holding
from luzhi.core.periods import month
from luzhi.members.models import Person
from luzhi.organisation.models import Appointment, Committee, Setting, Unit, UnitKind
from luzhi.outreach.models import Gift, GiftKind
from luzhi.reports.models import MonthlyReport
from luzhi.reports.rollups.confirming import digest, of_month, stored_report
from luzhi.reports.rollups.due import DUE
from luzhi.reports.rollups.flow import month_flow
from luzhi.reports.rollups.running import send_up, steps
from luzhi.tenancy.current import tenants
from tests.reports.work import county, held, patients, present
from tests.world import START, World


def acting(committee: Committee, user: User, role: Role) -> User:
    """As the middleware hands somebody to the committee's pages."""
    user.committee_id = committee.pk
    user.holdings = (Holding(role),)
    return user


def researcher(committee: Committee, name: str = "县研") -> User:
    """The county's research office."""
    made, _new = User.objects.get_or_create(username=f"{name}{committee.code}", defaults={"name": name})
    with tenants(committee.pk):
        Appointment.objects.get_or_create(committee=committee, user=made, role=Role.RESEARCH, since=START)
    return acting(committee, made, Role.RESEARCH)


def working_county(world: World) -> Committee:
    """With an office, a person, a clinic of 120 patients in March and gifts of 500 and 70 in March and May."""
    below = county(world)
    with tenants(below.pk):
        office = Unit.objects.create(committee=below, kind=UnitKind.OFFICE, name="办公室")
        person = Person(committee=below, name="县里人")
        person.set_keys()
        person.save()
        for day in (date(2018, 3, 7), date(2018, 5, 9)):
            (clinic,) = held(
                world, "bring_medicine", committee=below, organiser=office, held_on=day, title=str(day)
            )
            patients(clinic, 60)
            present(clinic, person)
        given(below, "500", date(2018, 3, 1))
        given(below, "70", date(2018, 5, 31))
    return below


def given(committee: Committee, amount: str, day: date) -> Gift:
    return Gift.objects.create(
        committee=committee, kind=GiftKind.MONEY, donor="某企业", given_on=day, amount=Decimal(amount)
    )


def confirm(committee: Committee, number: int, actor: Any, reason: str = "") -> MonthlyReport:
    """Confirm or correct that month of 2018 as it now stands, and add up."""
    window = month(2018, number)
    with tenants(committee.pk):
        report = stored_report(committee.pk, window, actor)
        seen = digest(of_month(committee.pk, window))
        month_flow.take(
            "correct" if report.edition else "confirm", report, actor, reason, seen=seen, reason=reason
        )
    send_up(committee, 2018)
    return report


def owed(committee: Committee, workdays: int = 5) -> None:
    with tenants(committee.pk):
        Setting.objects.create(committee=committee, name=DUE, value=workdays, since=START)


def roll(*years: int) -> int:
    return sum(step.do() for step in steps(years or (2018,)))
