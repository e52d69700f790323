"""Sessions of the committee: their days and the deadline of the plenary's proposals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from luzhi.audit.models import Entry
from luzhi.organisation.models import Session
from tests.world import World

SESSIONS = "/organisation/sessions/"


def values(world: World, **changed: Any) -> dict[str, Any]:
    term = world.session.term.pk
    return {
        "term": term,
        "number": 2,
        "year": 2018,
        "starts_on": "2018-01-05",
        "ends_on": "2018-01-09",
    } | changed


def test_the_deadline_of_proposals_is_set_by_staff(world: World, sign_in: Any) -> None:
    answer = sign_in(world.ti).post(
        f"{SESSIONS}{world.session.pk}/", values(world, proposals_until="2018-01-08T12:00")
    )
    session = Session.objects.get()
    assert answer.status_code == 302
    assert timezone.localtime(session.proposals_until).isoformat() == "2018-01-08T12:00:00+08:00"
    assert session.ends_on == date(2018, 1, 9)
    assert Entry.objects.about(session).get().changes == {
        "fields": ["starts_on", "ends_on", "proposals_until"]
    }


def test_the_next_session_is_entered(world: World, sign_in: Any) -> None:
    sign_in(world.wen).post(f"{SESSIONS}new/", values(world, number=3, year=2019, starts_on="", ends_on=""))
    assert sorted(Session.objects.values_list("year", flat=True)) == [2018, 2019]
    page = sign_in(world.wen).get(SESSIONS).content.decode()
    assert "十三届三次" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"ends_on": "2018-01-04"}, "ends_on"), ({"number": "x"}, "number"), ({"year": 2018}, "__all__")],
)
def test_a_contradiction_is_refused_in_words(
    world: World, sign_in: Any, changed: dict[str, Any], field: str
) -> None:
    answer = sign_in(world.wen).post(f"{SESSIONS}new/", values(world, number=5) | changed)
    assert answer.status_code == 400
    assert field in answer.context["form"].errors


@pytest.mark.parametrize("short", ["liu", "yan", "cheng", "ling", "bian", "du", "xi"])
def test_nobody_else_edits_sessions(world: World, sign_in: Any, short: str) -> None:
    client = sign_in(world.users[short])
    for address in (SESSIONS, f"{SESSIONS}new/", f"{SESSIONS}{world.session.pk}/"):
        assert client.get(address).status_code == 403
        assert client.post(f"{SESSIONS}{world.session.pk}/", values(world)).status_code == 403
