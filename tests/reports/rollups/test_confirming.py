"""A month is confirmed once, of what its confirmer saw; a correction keeps what stood there before."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connections, transaction

from luzhi.audit.models import Entry
from luzhi.core.periods import month
from luzhi.organisation.models import Setting
from luzhi.reports.models import MonthlyEdition, MonthlyReport
from luzhi.reports.rollups.confirming import digest, of_month, stored_report
from luzhi.reports.rollups.due import DUE, Dues
from luzhi.reports.rollups.flow import month_flow
from luzhi.tenancy.current import tenants
from tests.reports.rollups.months_of import confirm
from tests.reports.work import gift, held, present
from tests.world import World

MARCH = month(2018, 3)


def test_confirmed_figures_are_kept_with_who_and_when(world: World) -> None:
    gift(world, "500.50", given_on=date(2018, 3, 1))
    report = confirm(world.city, 3, world.acting("yan"))
    (edition,) = report.editions.all()
    assert edition.figures == {"gifts.money": {"value": "500.5", "records": 1}, **serving(2)}
    assert (report.state, report.edition, edition.confirmed_by) == ("confirmed", 1, world.yan)


def serving(number: int) -> dict[str, Any]:
    """The world's two members are a stock."""
    line = {"value": str(number), "records": number, "to_date": str(number)}
    return dict.fromkeys(("members.serving", "members.outside_cpc", "members.women"), line)


def test_people_are_kept_from_new_year_on(world: World) -> None:
    for place, day in enumerate((date(2018, 2, 5), date(2018, 3, 5))):
        (activity,) = held(world, "bring_law", held_on=day, title=f"送法{place}")
        present(activity, world.persons["liu"])
    found = of_month(world.city.pk, MARCH)
    assert found["bring_law.persons"] == {"value": "1", "records": 1, "to_date": "1"}
    assert found["bring_law.person_times"] == {"value": "1", "records": 1}


def test_confirmation_is_in_the_audit_chain(world: World) -> None:
    report = confirm(world.city, 3, world.acting("yan"))
    (entry,) = Entry.objects.about(report)
    assert (entry.verb, entry.changes["state"]) == ("month.confirm", ["open", "confirmed"])


def test_late_entry_is_confirmed_as_a_correction_with_its_reason(world: World) -> None:
    gift(world, "500", given_on=date(2018, 3, 1))
    confirm(world.city, 3, world.acting("yan"))
    gift(world, "70", given_on=date(2018, 3, 2), donor="迟报企业")
    report = confirm(world.city, 3, world.acting("ling"), "一笔捐赠迟报")
    first, second = report.editions.all()
    assert [each.figures["gifts.money"]["value"] for each in (first, second)] == ["500", "570"]
    assert (report.state, second.reason) == ("corrected", "一笔捐赠迟报")


def test_edition_can_not_be_changed(world: World) -> None:
    confirm(world.city, 3, world.acting("yan"))
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyEdition.objects.update(figures={})


def test_nothing_changed_is_no_correction(world: World) -> None:
    confirm(world.city, 3, world.acting("yan"))
    with pytest.raises(ValidationError):
        confirm(world.city, 3, world.acting("yan"), "再来一次")


def test_records_that_moved_on_are_not_confirmed_unseen(world: World) -> None:
    seen = digest(of_month(world.city.pk, MARCH))
    gift(world, "70", given_on=date(2018, 3, 2))
    report = stored_report(world.city.pk, MARCH, world.yan)
    with pytest.raises(ValidationError):
        month_flow.take("confirm", report, world.acting("yan"), seen=seen)
    assert not MonthlyEdition.objects.exists()


def test_organisers_do_not_confirm(world: World) -> None:
    with pytest.raises(PermissionDenied):
        confirm(world.city, 3, world.acting("wen"))


def test_month_that_goes_on_is_not_confirmed(world: World, time_machine: Any) -> None:
    time_machine.move_to("2018-03-31T12:00:00+08:00")
    with pytest.raises(ValidationError):
        confirm(world.city, 3, world.acting("yan"))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_confirm_once(committing: None) -> None:
    world = in_own_transaction()
    barrier, refused = Barrier(2), []

    def attempt() -> None:
        try:
            with tenants(world.city.pk):
                seen = digest(of_month(world.city.pk, MARCH))
                barrier.wait(10)
                report = stored_report(world.city.pk, MARCH, world.users["yan"])
                month_flow.take("confirm", report, world.acting("yan"), seen=seen)
        except ValidationError as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with tenants(world.city.pk):
        assert (MonthlyReport.objects.count(), MonthlyEdition.objects.count(), len(refused)) == (1, 1, 1)


def in_own_transaction() -> World:
    with transaction.atomic():
        world = World.make()
        world.acting("yan")
        return world


def test_due_day_follows_the_rule_in_force(world: World) -> None:
    dues = Dues([(date(2018, 1, 1), 5), (date(2018, 6, 1), 3)])
    assert [dues.day(month(2018, number)) for number in (3, 5)] == [date(2018, 4, 9), date(2018, 6, 5)]


def test_months_before_the_rule_are_never_late() -> None:
    dues = Dues([(date(2018, 6, 1), 5)])
    assert [dues.is_late(month(2018, number), date(2019, 1, 1)) for number in (5, 6)] == [False, True]


def test_rule_is_read_as_people_write_it(world: World) -> None:
    Setting.objects.create(committee=world.city, name=DUE, value=3, since=date(2018, 1, 1))
    assert Setting.objects.filter(committee=world.city).at(DUE, date(2018, 5, 1)) == 3
