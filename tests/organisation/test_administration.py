"""The three administrators: each has a page of his or her own, and none can be two of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luzhi.accounts.models import OneTimeCode, User
from luzhi.audit.models import Entry, record
from luzhi.organisation.models import Appointment, Setting
from tests.world import PEOPLE, World

PAGES = {"an": "/organisation/appointments/", "xi": "/organisation/rules/", "ji": "/organisation/audit/"}
NEW = {"username": "new", "name": "新人", "role": "organiser", "unit": "", "since": "2018-01-01"}


@pytest.mark.parametrize("page", PAGES.values())
def test_a_page_is_open_to_its_administrator_alone(page: str, world: World, sign_in: Any) -> None:
    opened = [short for short in PEOPLE if sign_in(world.users[short]).get(page).status_code == 200]
    assert opened == [short for short, own in PAGES.items() if own == page]


def appoint(client: Client, **data: str) -> Any:
    return client.post("/organisation/appointments/", {**NEW, **data})


def test_a_new_account_comes_with_a_code_that_opens_it(world: World, sign_in: Any) -> None:
    page = appoint(sign_in(world.an)).content.decode()
    code = page.split("<strong>")[1].split("</strong>")[0]
    assert OneTimeCode.redeem("new", code) == User.objects.get(username="new")


def test_an_appointment_is_in_the_audit(world: World, sign_in: Any) -> None:
    appoint(sign_in(world.an))
    assert Entry.objects.latest("seq").verb == "appointment.create"


@pytest.mark.parametrize("role", ["system_admin", "audit_admin"])
def test_nobody_is_two_administrators(world: World, sign_in: Any, role: str) -> None:
    other = "xi" if role == "audit_admin" else "ji"
    answer = appoint(sign_in(world.an), username=other, role=role)
    assert "三员" in answer.content.decode()
    assert Appointment.objects.filter(user=world.users[other]).count() == 1


def test_nobody_appoints_himself(world: World, sign_in: Any) -> None:
    appoint(sign_in(world.an), username="an", role="organiser")
    assert Appointment.objects.filter(user=world.an).count() == 1


def test_the_same_role_is_not_given_twice(world: World, sign_in: Any) -> None:
    appoint(sign_in(world.an), username="wen", role="organiser")
    assert Appointment.objects.filter(user=world.wen).count() == 1


def test_an_ended_appointment_holds_nothing(world: World, sign_in: Any) -> None:
    held = Appointment.objects.get(user=world.wen)
    sign_in(world.an).post(f"/organisation/appointments/{held.pk}/end/")
    assert sign_in(world.wen).get("/desk/").status_code == 403


def test_a_slip_lets_somebody_in_again(world: World, sign_in: Any) -> None:
    held = Appointment.objects.get(user=world.liu)
    page = sign_in(world.an).post(f"/organisation/appointments/{held.pk}/slip/").content.decode()
    assert OneTimeCode.redeem("liu", page.split("<strong>")[1].split("</strong>")[0]) == world.liu


def test_a_rule_keeps_its_former_value(world: World, sign_in: Any) -> None:
    client = sign_in(world.xi)
    for value, since in (("15", "2018-01-01"), ("20", "2019-01-01")):
        client.post("/organisation/rules/", {"name": "study_day", "value": value, "since": since})
    rows = Setting.objects.filter(name="study_day").order_by("since")
    assert list(rows.values_list("value", flat=True)) == [15, 20]


def test_a_rule_that_is_no_value_is_refused(world: World, sign_in: Any) -> None:
    answer = sign_in(world.xi).post(
        "/organisation/rules/", {"name": "study_day", "value": "每月15日", "since": "2018-01-01"}
    )
    assert answer.status_code == 200
    assert not Setting.objects.filter(name="study_day").exists()


def test_the_chain_is_checked_on_its_page(world: World, sign_in: Any) -> None:
    record(world.wen, "unit.create", world.office)
    assert "审计链完整" in sign_in(world.ji).get("/organisation/audit/?check").content.decode()
