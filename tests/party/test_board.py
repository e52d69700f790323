from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from luzhi.activities.models import Activity, ActivityState
from luzhi.core.figures import Scope
from luzhi.core.periods import year
from luzhi.organisation.models import Unit, UnitKind
from luzhi.party.access import branches
from luzhi.party.board import Board, boards
from tests.world import World

MAY = date(2018, 5, 20)


def held(world: World, unit: str, kind: str, on: date, state: str = ActivityState.CONFIRMED) -> Activity:
    return Activity.objects.create(
        committee=world.city,
        kind=kind,
        organiser=world.units[unit],
        title="活动",
        held_on=on,
        result="有",
        state=state,
    )


def board_of(world: World, short: str = "shu", today: date = MAY) -> Board:
    user = world.acting(short)
    return boards(branches(user, date(2018, 12, 31)), Scope(world.city.pk, year(2018)), today, user)[0]


def states(board: Board, duty: str) -> list[str]:
    return next([mark.slot.state for mark in line.marks] for line in board.lines if line.duty.code == duty)


def test_a_month_is_held_missing_due_or_still_to_come(world: World) -> None:
    held(world, "branch", "party_day", date(2018, 1, 10))
    held(world, "branch", "party_day", date(2018, 2, 10), ActivityState.PLANNED)
    assert states(board_of(world), "party_day") == ["held"] + ["missing"] * 3 + ["due"] + ["later"] * 7


def test_a_quarterly_duty_takes_three_columns(world: World) -> None:
    line = next(line for line in board_of(world).lines if line.duty.code == "branch_assembly")
    assert [mark.months for mark in line.marks] == [3, 3, 3, 3]


def test_each_duty_fills_twelve_columns(world: World) -> None:
    assert {sum(mark.months for mark in line.marks) for line in board_of(world).lines} == {12}


def test_what_another_branch_held_does_not_count(world: World) -> None:
    held(world, "other_branch", "party_day", date(2018, 1, 10))
    assert states(board_of(world), "party_day")[0] == "missing"


def test_a_held_month_opens_its_activities(world: World, sign_in: Any) -> None:
    made = held(world, "branch", "party_day", date(2018, 1, 10))
    held(world, "branch", "party_day", date(2018, 3, 10))
    mark = next(line for line in board_of(world).lines if line.duty.code == "party_day").marks[0]
    page = sign_in(world.shu).get(mark.url)
    assert [row.url for row in page.context["rows"]] == [made.get_absolute_url()]


def test_a_missing_month_opens_the_entry_for_those_who_record(world: World, sign_in: Any) -> None:
    mark = next(line for line in board_of(world).lines if line.duty.code == "party_day").marks[0]
    form = sign_in(world.shu).get(mark.url).context["form"]
    assert (form["kind"].value(), form["organiser"].value()) == ("party_day", str(world.branch.pk))
    seen_by_leader = next(line for line in board_of(world, "ling").lines if line.duty.code == "party_day")
    assert seen_by_leader.marks[0].url == ""


def test_the_button_records_for_the_own_branch(world: World) -> None:
    asked = parse_qs(urlsplit(board_of(world).record_url).query)
    assert asked == {"organiser": [str(world.branch.pk)]}
    assert board_of(world, "ling").record_url == ""


def test_a_secretary_records_for_no_other_branch(world: World, sign_in: Any) -> None:
    values = {
        "kind": "party_day",
        "title": "活动",
        "organiser": world.other_branch.pk,
        "held_on": "2018-05-01",
    }
    answer = sign_in(world.shu).post("/activities/new/", {**values, "version": 1})
    assert list(answer.context["form"].errors) == ["organiser"]
    assert Activity.objects.count() == 0


def test_a_secretary_sees_the_own_branch_and_overseers_all(world: World) -> None:
    day = date(2018, 12, 31)
    seen = {
        short: [unit.name for unit in branches(world.acting(short), day)] for short in ("shu", "wen", "ling")
    }
    both = ["机关第一党支部", "机关第二党支部"]
    assert seen["shu"] == both[:1]
    assert sorted(seen["wen"]) == sorted(seen["ling"]) == sorted(both)


@pytest.mark.parametrize("short", ["liu", "ti", "yan", "cheng", "du", "ji"])
def test_nobody_else_sees_the_board(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get("/party/").status_code == 403


def test_a_dissolved_branch_has_no_board(world: World) -> None:
    Unit.objects.filter(pk=world.other_branch.pk).update(dissolved_on=date(2017, 12, 31))
    assert len(branches(world.acting("wen"), date(2018, 12, 31))) == 1


def test_the_page_shows_the_year_of_its_address(world: World, sign_in: Any) -> None:
    page = sign_in(world.shu).get("/party/?year=2018")
    assert (page.context["year"], len(page.context["boards"])) == (2018, 1)
    assert "记一次活动" in page.content.decode()


def test_boards_ask_as_often_for_three_branches_as_for_two(
    world: World, sign_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(world.wen)
    client.get("/party/?year=2018")
    with django_assert_max_num_queries(40) as two:
        client.get("/party/?year=2018")
    Unit.objects.create(committee=world.city, kind=UnitKind.PARTY_BRANCH, name="第三党支部")
    with django_assert_num_queries(len(two)):
        client.get("/party/?year=2018")
