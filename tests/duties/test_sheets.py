"""Sheets and calendars are queries over the same rows: each tick opens the row that earned it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luzhi.activities.models import Activity, Participation
from luzhi.core.figures import Scope
from luzhi.core.periods import year
from luzhi.duties.registry import duties, of_group
from luzhi.duties.sheets import calendar, earning, sheets
from luzhi.opinions.models import Paper
from tests.world import World


def held(world: World, kind: str, day: date, **values: Any) -> Activity:
    return Activity.objects.create(
        **{
            "committee": world.city,
            "kind": kind,
            "title": f"{kind} {day}",
            "organiser": world.branch,
            "held_on": day,
            "state": "confirmed",
            **values,
        }
    )


def present(world: World, short: str, kind: str, **values: Any) -> Participation:
    activity = held(world, kind, date(2018, 5, 4), organiser=world.office)
    return Participation.objects.create(
        **{
            "committee": world.city,
            "activity": activity,
            "person": world.persons[short],
            "attendance": "present",
            **values,
        }
    )


def scope(world: World) -> Scope:
    return Scope(world.city.pk, year(2018))


def line(world: World, code: str) -> Any:
    sheet = sheets(of_group("ten-ones"), scope(world), [world.persons["liu"]])[world.persons["liu"].pk]
    return next(each for each in sheet.lines if each.duty.code == code)


def test_the_ten_ones_are_ten() -> None:
    assert [duty.order for duty in of_group("ten-ones")] == list(range(1, 11))


def test_presence_earns_and_the_row_can_be_opened(world: World) -> None:
    row = present(world, "liu", "survey")
    assert line(world, "survey").done
    assert list(earning(duties["survey"], scope(world), world.persons["liu"].pk, world.acting("liu"))) == [
        row
    ]


@pytest.mark.parametrize("attendance", ["due", "leave", "absent"])
def test_only_presence_earns(world: World, attendance: str) -> None:
    present(world, "liu", "survey", attendance=attendance)
    assert line(world, "survey").missing == 1


def test_anothers_presence_earns_nothing(world: World) -> None:
    present(world, "he", "survey")
    assert not line(world, "survey").done


def test_sheets_of_all_members_ask_one_query(world: World) -> None:
    with CaptureQueriesContext(connection) as seen:
        sheets(of_group("ten-ones"), scope(world), world.persons.values())
    assert len(seen) == 1


def states(world: World, code: str, today: date) -> list[str]:
    found = calendar(duties[code], scope(world), [world.branch], today)
    return [slot.state for slot in found[world.branch.pk]]


def test_a_quarter_without_its_assembly_is_missing_or_due(world: World) -> None:
    held(world, "branch_assembly", date(2018, 2, 1))
    assert states(world, "branch_assembly", date(2018, 8, 1)) == ["held", "missing", "due", "later"]


def test_an_assembly_made_up_in_the_next_quarter_is_late(world: World) -> None:
    for day in (date(2018, 4, 2), date(2018, 5, 20)):
        held(world, "branch_assembly", day)
    assert states(world, "branch_assembly", date(2018, 6, 30))[:2] == ["late", "held"]


def test_another_branchs_meeting_does_not_count(world: World) -> None:
    held(world, "branch_assembly", date(2018, 2, 1), organiser=world.other_branch)
    assert states(world, "branch_assembly", date(2018, 12, 31))[0] == "missing"


def test_a_member_opens_the_own_sheet_and_no_other(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    own, other = world.persons["liu"].pk, world.persons["he"].pk
    assert client.get("/duties/mine/?year=2018").status_code == 200
    assert client.get(f"/duties/sheets/{own}/").status_code == 200
    assert client.get(f"/duties/sheets/{other}/").status_code == 404
    assert client.get("/duties/sheets/").status_code == 403


def test_who_is_no_member_is_told_so(world: World, sign_in: Any) -> None:
    assert sign_in(world.bian).get("/duties/mine/").status_code == 403


def test_a_tick_does_not_show_words_that_its_reader_may_not_see(world: World, sign_in: Any) -> None:
    paper = Paper.objects.create(
        committee=world.city,
        kind="opinion",
        title="内部社情",
        author=world.persons["liu"],
        submitted_on=date(2018, 5, 4),
    )
    address = f"/duties/sheets/{world.persons['liu'].pk}/?year=2018"
    assert paper.title in sign_in(world.yan).get(address).content.decode()
    office = sign_in(world.wen).get(address)
    assert (office.status_code, paper.title in office.content.decode()) == (200, False)
