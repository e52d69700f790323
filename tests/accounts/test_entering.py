"""First sign-in and a password reset without mail: by a code on paper, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from luzhi.accounts.models import OneTimeCode, User
from tests.world import World

PASSWORD = "Zhen-shi-2018"


def issued(user: User) -> str:
    return OneTimeCode.issue([user])[user.pk]


def test_a_code_opens_its_own_account_once(world: World) -> None:
    code = issued(world.liu)
    assert OneTimeCode.redeem("liu", code) == world.liu
    assert OneTimeCode.redeem("liu", code) is None


def test_a_code_is_read_however_it_was_typed(world: World) -> None:
    assert OneTimeCode.redeem("liu", f" {issued(world.liu).lower().replace('-', ' ')} ") == world.liu


def test_a_code_opens_nobody_elses_account(world: World) -> None:
    assert OneTimeCode.redeem("he", issued(world.liu)) is None


def test_an_expired_code_opens_nothing(world: World) -> None:
    code = issued(world.liu)
    OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert OneTimeCode.redeem("liu", code) is None


def test_a_new_code_ends_the_one_before(world: World) -> None:
    first = issued(world.liu)
    issued(world.liu)
    assert OneTimeCode.redeem("liu", first) is None


def test_the_code_itself_is_not_stored(world: World) -> None:
    code = issued(world.liu).replace("-", "")
    assert code not in OneTimeCode.objects.get().digest


def test_a_code_leads_to_a_new_password_and_the_desk(world: World) -> None:
    client = Client()
    asked = client.post("/account/code/", {"username": "liu", "code": issued(world.liu)}, follow=True)
    assert asked.request["PATH_INFO"] == "/account/password/"
    done = client.post(
        "/account/password/", {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True
    )
    assert done.request["PATH_INFO"] == "/desk/"
    world.liu.refresh_from_db()
    assert world.liu.check_password(PASSWORD)


def test_a_weak_password_is_refused_with_the_rule(world: World) -> None:
    client = Client()
    client.post("/account/code/", {"username": "liu", "code": issued(world.liu)})
    answer = client.post(
        "/account/password/", {"new_password1": "aaaaaaaaaaaa", "new_password2": "aaaaaaaaaaaa"}
    )
    assert "至少三类" in answer.content.decode()


def test_the_password_page_asks_others_for_the_old_one(world: World, client: Client) -> None:
    client.force_login(world.liu, backend=settings.AUTHENTICATION_BACKENDS[1])
    assert client.get("/account/password/")["Location"] == "/password/change/"


@pytest.mark.parametrize(("demo_site", "place"), [(True, "/desk/"), (False, "/inactive/")])
def test_a_demonstration_account_works_on_a_demonstration_site_alone(
    world: World, demo_site: bool, place: str
) -> None:
    User.objects.filter(pk=world.liu.pk).update(is_demo=True)
    marker = settings.HOME.demo_marker
    marker.write_text("2018") if demo_site else marker.unlink(missing_ok=True)
    try:
        answer = Client().post("/login/", {"login": "liu", "password": "Pass-word-liu1"})
    finally:
        marker.unlink(missing_ok=True)
    assert answer["Location"] == place


def test_five_wrong_passwords_lock_the_door(world: World) -> None:
    client = Client()
    for _ in range(5):
        client.post("/login/", {"login": "liu", "password": "wrong"})
    answer = client.post("/login/", {"login": "liu", "password": "Pass-word-liu1"})
    assert answer.status_code == 429
    assert "锁定半小时" in answer.content.decode()


def test_nobody_can_sign_up(world: World) -> None:
    answer = Client().post("/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="x").exists()
    assert answer.status_code == 200


def test_a_forgotten_password_is_reset_by_mail(world: World, mailoutbox: list[Any]) -> None:
    User.objects.filter(pk=world.liu.pk).update(email="liu@example.org")
    Client().post("/password/reset/", {"email": "liu@example.org"})
    link = next(line for line in mailoutbox[0].body.splitlines() if "/password/reset/key/" in line)
    client = Client()
    form = client.get(link.strip().removeprefix("http://testserver"), follow=True).request["PATH_INFO"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    world.liu.refresh_from_db()
    assert world.liu.check_password(PASSWORD)


def test_an_unknown_address_is_told_nothing(world: World, mailoutbox: list[Any]) -> None:
    answer = Client().post("/password/reset/", {"email": "nobody@example.org"})
    assert answer.status_code == 302
