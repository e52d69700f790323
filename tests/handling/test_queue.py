"""The department's queue: whose rows, in which order, in which part; its export; the numbers of all units."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from luzhi.accounts.models import Role
from luzhi.desk.waiting import tasks
from luzhi.exchange.sheets import read
from luzhi.handling.queues import TABS, approaching, counts
from luzhi.handling.workload import workload
from luzhi.organisation.models import Appointment
from luzhi.proposals.models import Assignment
from tests.proposals.handled import department
from tests.proposals.lives import answered, drafted, filed, handed, jointly, passed, separately, take
from tests.world import PEOPLE, World

QUEUE = "/handling/"


def everything(rows: Any, queue: Any) -> Any:
    return rows


def shown(client: Any, address: str = QUEUE) -> list[Any]:
    return [row for _queue, row in client.get(address).context["page"]]


def test_queue_is_open_to_units_and_overseers_alone(world: World, sign_in: Any) -> None:
    opened = {short for short in PEOPLE if sign_in(world.users[short]).get(QUEUE).status_code == 200}
    assert opened == {"cheng", "yuan", "ti", "yan", "ling"}


def test_queue_shows_own_unit_by_due_day(world: World, sign_in: Any) -> None:
    first, second = handed(world), handed(world)
    Assignment.objects.filter(pk=second.pk).update(due_on=timezone.localdate())
    jointly(world, department(world, "市财政局"), world.units["department"])
    rows = shown(sign_in(world.cheng))
    assert [row.pk for row in rows[:2]] == [second.pk, first.pk]
    assert {row.unit_id for row in rows} == {world.units["department"].pk}


def test_office_sees_all_units(world: World, sign_in: Any) -> None:
    separately(world, world.units["department"], department(world, "市财政局"))
    assert len(shown(sign_in(world.ti))) == 2


@pytest.mark.parametrize(
    ("tab", "number"),
    [
        ("open", 4),
        ("waiting", 1),
        ("working", 1),
        ("review", 1),
        ("sign", 1),
        ("answered", 2),
        ("joint", 0),
        ("closed", 0),
        ("unanswered", 4),
        ("all", 6),
        ("nonsense", 4),
    ],
)
def test_tabs_part_the_queue_by_state(world: World, sign_in: Any, tab: str, number: int) -> None:
    handed(world)
    take(world, handed(world), "receive", "cheng")
    drafted(world, handed(world))
    take(world, drafted(world, handed(world)), "review", "yuan")
    answered(world, handed(world))
    passed(world, handed(world))
    assert len(shown(sign_in(world.cheng), f"{QUEUE}?tab={tab}")) == number


def test_counts_of_tabs_are_the_rows_behind_them(world: World, sign_in: Any) -> None:
    jointly(world, world.units["department"], department(world, "市财政局"))
    passed(world, handed(world))
    counted = counts(world.acting("ti"), everything)
    client = sign_in(world.ti)
    for tab in TABS:
        assert len(shown(client, f"{QUEUE}?tab={tab.code}")) == tab.count(counted)


def test_filters_of_the_address_narrow_the_queue(world: World, sign_in: Any) -> None:
    first, second = separately(world, world.units["department"], department(world, "市财政局"))
    Assignment.objects.filter(pk=first.pk).update(due_on=timezone.localdate() - timedelta(3))
    client = sign_in(world.ti)
    found = {
        query: [row.pk for row in shown(client, f"{QUEUE}?{query}")]
        for query in (
            f"unit={second.unit_id}",
            "late=on",
            "paper=on",
            "role=sole",
            "q=公交",
            "q=没有",
            "unit=x&year=y",
        )
    }
    assert found == {
        f"unit={second.unit_id}": [second.pk],
        "late=on": [first.pk],
        "paper=on": [second.pk],
        "role=sole": [],
        "q=公交": [first.pk, second.pk],
        "q=没有": [],
        "unit=x&year=y": [first.pk, second.pk],
    }


def test_late_rows_say_so_in_words(world: World, sign_in: Any) -> None:
    row = handed(world)
    Assignment.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(30))
    assert "已逾期" in sign_in(world.cheng).get(QUEUE).content.decode()


def test_export_holds_own_rows_alone(world: World, sign_in: Any) -> None:
    main, _joint = jointly(world, department(world, "市财政局"), world.units["department"])
    own = handed(world)
    answer = sign_in(world.cheng).get(f"{QUEUE}export/")
    sheet = read(BytesIO(b"".join(answer.streaming_content)), "x.xlsx")[0]
    rows = [list(row.cells) for row in sheet.rows()][2:]
    assert {row[4] for row in rows} == {"市教育局"}
    assert {row[0] for row in rows} == {own.proposal.reference, main.proposal.reference}


def test_workload_counts_joint_handling_apart(world: World) -> None:
    handed(world)
    passed(world, handed(world))
    jointly(world, department(world, "市财政局"), world.units["department"])
    loads = {load.name: load for load in workload(world.acting("ti"), everything)}
    ours, theirs = loads["市教育局"], loads["市财政局"]
    assert (ours.total, ours.unanswered, ours.sole, ours.main, ours.joint, ours.progress) == (
        2,
        1,
        2,
        0,
        1,
        "50%",
    )
    assert (theirs.total, theirs.main, theirs.joint, theirs.progress) == (1, 1, 0, "0%")


def test_numbers_of_the_workload_open_their_rows(world: World, sign_in: Any) -> None:
    handed(world)
    passed(world, handed(world))
    separately(world, world.units["department"], department(world, "市财政局"))
    client = sign_in(world.ti)
    for line in client.get(f"{QUEUE}units/").context["loads"]:
        for cell in line["cells"]:
            assert not cell["url"] or len(shown(client, cell["url"])) == cell["number"]


def test_units_page_is_the_overseers(world: World, sign_in: Any) -> None:
    opened = {
        short for short in PEOPLE if sign_in(world.users[short]).get(f"{QUEUE}units/").status_code == 200
    }
    assert opened == {"ti", "yan", "ling"}


def test_desk_asks_the_office_only_for_what_waits_for_it(world: World) -> None:
    """A unit's receipt is the unit's; a unit without accounts is served by the office."""
    handed(world)
    on_paper, _other = separately(world, department(world, "市财政局"), department(world, "市档案局"))
    waiting = {task.row.pk for task in tasks(world.acting("ti")) if isinstance(task.row, Assignment)}
    assert waiting == set(
        Assignment.objects.exclude(unit=world.units["department"]).values_list("pk", flat=True)
    )
    assert on_paper.pk in waiting


@pytest.mark.parametrize(("who", "step"), [("cheng", []), ("yuan", ["审核通过"])])
def test_desk_shows_a_draft_to_those_who_review_it(world: World, who: str, step: list[str]) -> None:
    drafted(world, handed(world))
    assert [str(task.step) for task in tasks(world.acting(who)) if isinstance(task.row, Assignment)] == step


@pytest.mark.parametrize(("who", "step"), [("cheng", []), ("yuan", ["签发答复"])])
def test_desk_shows_a_reviewed_answer_to_the_leader(world: World, who: str, step: list[str]) -> None:
    take(world, drafted(world, handed(world)), "review", "yuan")
    assert [str(task.step) for task in tasks(world.acting(who)) if isinstance(task.row, Assignment)] == step


def test_desk_names_the_step_that_can_be_taken(world: World) -> None:
    take(world, handed(world), "receive", "cheng")
    assert [(str(task.step), task.blocked) for task in tasks(world.acting("cheng"))] == [("拟写答复", "")]


def test_approaching_lists_what_is_due_within_days(world: World) -> None:
    row = handed(world)
    assert approaching(world.acting("cheng"), days=3) == []
    Assignment.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + timedelta(3))
    assert [found.pk for _queue, found in approaching(world.acting("cheng"), days=3)] == [row.pk]


def test_pages_ask_the_same_number_of_questions_whatever_the_rows(
    world: World, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    for _number in range(4):
        handed(world)
    client = sign_in(world.ti)
    client.get(QUEUE)
    with django_assert_max_num_queries(22):
        client.get(QUEUE)


def test_department_role_needs_a_unit(world: World, sign_in: Any) -> None:
    data = {"username": "neu", "name": "新领导", "role": Role.DEPARTMENT_LEADER, "since": "2018-01-01"}
    client = sign_in(world.an)
    assert "须指定单位" in client.post("/organisation/appointments/", data).content.decode()
    client.post("/organisation/appointments/", {**data, "unit": str(world.units["department"].pk)})
    assert Appointment.objects.filter(role=Role.DEPARTMENT_LEADER).count() == 2


def test_filed_proposals_without_units_are_in_no_queue(world: World, sign_in: Any) -> None:
    filed(world)
    assert shown(sign_in(world.ti)) == []
