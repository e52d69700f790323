"""Bulk work: each row one outcome, nothing of the others touched, and who is offered what."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from luzhi.audit.models import Entry
from luzhi.handling.bulk import MOST, read_ids
from luzhi.handling.models import HandlingState
from luzhi.proposals.models import Answer, Assignment, Proposal, ProposalState
from luzhi.tenancy.ids import new_id
from tests.proposals.handled import assigned, department, filed
from tests.proposals.lives import drafted, received, take
from tests.proposals.samples import proposal
from tests.world import World

BULK = "/proposals/bulk/"
HANDLING = "/proposals/handling/bulk/"


def ids(*rows: Any) -> str:
    return ",".join(str(row.pk) for row in rows)


def outcomes(answer: Any) -> tuple[int, list[str]]:
    """How many were done, and the reasons of the others."""
    return len(answer.context["done"]), [each["reason"] for each in answer.context["refused"]]


def test_each_row_has_one_outcome_and_keeps_its_own_class(world: World, sign_in: Any) -> None:
    liu = world.persons["liu"]
    good = [proposal(world, liu, title=f"第{n}件", topic=topic) for n, topic in enumerate(("甲类", "乙类"))]
    refused = proposal(world, liu, state=ProposalState.NOT_FILED, ground="10")
    answer = sign_in(world.ti).post(BULK, {"step": "file", "rows": ids(*good, refused), "topic": ""})
    assert outcomes(answer) == (2, ["立案：当前状态为“不予立案”，不能办理。"])
    assert sorted(Proposal.objects.filter(state="filed").values_list("topic", "topic_serial")) == [
        ("乙类", 1),
        ("甲类", 1),
    ]
    assert Entry.objects.filter(verb="proposal.file").count() == 2


def test_what_was_refused_can_be_tried_again_as_it_stands(world: World, sign_in: Any) -> None:
    row = filed(world)
    client = sign_in(world.ti)
    first = client.post(BULK, {"step": "assign", "rows": ids(row)})
    assert outcomes(first) == (0, ["未登记承办单位，建议单位也不在单位名录中。"])
    again = client.get(f"{first.context['again_url']}&rows={first.context['again']}")
    assert again.context["ids"] == ids(row)
    Proposal.objects.update(handler=world.department)
    assert outcomes(client.post(BULK, {"step": "assign", "rows": ids(row)})) == (1, [])


def test_each_goes_to_the_unit_that_it_names(world: World, sign_in: Any) -> None:
    health = department(world, "市卫生局")
    rows = [
        filed(world, "0001", handler=world.department),
        filed(world, "0002", suggested_units="市卫生局"),
        filed(world, "0003", suggested_units="市卫生局、市教育局"),
    ]
    answer = sign_in(world.ti).post(BULK, {"step": "assign", "rows": ids(*rows)})
    given = dict(Assignment.objects.values_list("proposal__number", "unit"))
    assert given == {"0001": world.department.pk, "0002": health.pk}
    assert outcomes(answer)[0] == 2


def test_all_go_to_the_unit_that_the_form_names(world: World, sign_in: Any) -> None:
    rows = [filed(world, "0001"), filed(world, "0002", state=ProposalState.ARCHIVED)]
    asked = {"step": "assign", "rows": ids(*rows), "unit": world.department.pk}
    answer = sign_in(world.ti).post(BULK, asked)
    assert outcomes(answer) == (1, ["交办：当前状态为“已归档”，不能办理。"])
    assert Assignment.objects.get().unit == world.department


def test_a_fault_of_the_form_changes_nothing_and_keeps_the_choice(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    answer = sign_in(world.ti).post(
        BULK, {"step": "refuse", "rows": ids(row), "ground": "11", "remark": "写了很久"}
    )
    assert answer.status_code == 400
    assert answer.context["ids"] == ids(row)
    assert "写了很久" in answer.content.decode()
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_all_rows_of_the_filter_are_chosen_by_the_address(world: World, sign_in: Any) -> None:
    liu = world.persons["liu"]
    wanted = [proposal(world, liu, topic="甲类") for _ in range(60)]
    proposal(world, liu, topic="乙类")
    page = sign_in(world.ti).get(f"{BULK}?step=file&all=1&topic=甲类&state=submitted")
    assert page.context["number"] == 60
    assert set(page.context["ids"].split(",")) == {str(row.pk) for row in wanted}


def test_rows_that_one_does_not_see_are_left_out_and_counted(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    hidden = proposal(world, world.persons["liu"], state=ProposalState.DRAFT)
    page = sign_in(world.ti).get(f"{BULK}?step=file&rows={ids(row, hidden)},{new_id()},junk")
    assert (page.context["number"], page.context["missing"]) == (1, 2)


@pytest.mark.parametrize("query", ["", "step=file", "step=file&rows=junk", "step=file&all=1"])
def test_nothing_chosen_leads_back_to_the_list(world: World, sign_in: Any, query: str) -> None:
    answer = sign_in(world.ti).get(f"{BULK}?{query}")
    assert answer.status_code == (302 if query else 404)


def test_too_many_at_one_go_are_not_taken(world: World, sign_in: Any) -> None:
    many = ",".join(str(new_id()) for _ in range(MOST + 1))
    answer = sign_in(world.ti).post(BULK, {"step": "file", "rows": many}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == ["一次最多处理1000件，请先筛选。"]


@pytest.mark.parametrize("step", ["withdraw", "answer", "nonsense", "merge"])
def test_only_declared_steps_are_taken(world: World, sign_in: Any, step: str) -> None:
    row = proposal(world, world.persons["liu"])
    assert sign_in(world.ti).post(BULK, {"step": step, "rows": ids(row)}).status_code == 404


@pytest.mark.parametrize("short", ["liu", "wen", "yan", "cheng", "ling", "bian", "du"])
def test_nobody_else_works_on_many_proposals(world: World, sign_in: Any, short: str) -> None:
    row = proposal(world, world.persons["liu"])
    answer = sign_in(world.users[short]).post(BULK, {"step": "file", "rows": ids(row), "topic": "其他"})
    assert answer.status_code == 403
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_a_unit_receives_its_own_and_nobody_elses(world: World, sign_in: Any) -> None:
    other = department(world, "市卫生局")
    row = filed(world, state=ProposalState.ASSIGNED)
    own, foreign = assigned(world, row), assigned(world, row, other)
    answer = sign_in(world.cheng).post(HANDLING, {"step": "receive", "rows": ids(own, foreign)})
    assert outcomes(answer) == (1, ["签收：仅限承办单位 或 提案委员会。"])
    foreign.refresh_from_db()
    own.refresh_from_db()
    assert (own.state, foreign.state) == (HandlingState.RECEIVED, HandlingState.ASSIGNED)


def test_the_bar_offers_what_the_reader_may_do_in_the_state(world: World, sign_in: Any) -> None:
    filed(world, handler=world.department)
    proposal(world, world.persons["liu"])
    pages = {
        "ti": sign_in(world.ti).get("/proposals/?state=submitted"),
        "all": sign_in(world.ti).get("/proposals/"),
        "cheng": sign_in(world.cheng).get("/proposals/"),
    }
    offered = {name: [each["code"] for each in page.context["steps"]] for name, page in pages.items()}
    assert offered == {
        "ti": ["file", "refuse", "return"],
        "all": ["file", "refuse", "return", "assign", "mark_excellent", "archive"],
        "cheng": [],
    }


def test_queries_grow_by_the_row_alone(
    world: World, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    rows = [proposal(world, world.persons["liu"], topic="其他") for _ in range(20)]
    client = sign_in(world.ti)
    client.get("/proposals/")
    with django_assert_max_num_queries(40 + 20 * 14):
        client.post(BULK, {"step": "file", "rows": ids(*rows), "topic": ""})


def test_ids_are_read_once_each_and_junk_is_left_out() -> None:
    one = new_id()
    assert read_ids(f"{one}, {one},,x,'") == [one]


def test_a_leader_signs_many_with_numbers_in_turn(world: World, sign_in: Any) -> None:
    rows = [drafted(world, received(world)) for _ in range(3)]
    for row in rows[1:]:
        take(world, row, "review", "yuan")
    data = {
        "number": "萍教函〔2018〕#号",
        "first": "5",
        "signed_by": "袁正",
        "sent_on": str(timezone.localdate()),
    }
    page = sign_in(world.yuan).post(HANDLING, {**data, "step": "sign", "rows": ids(*rows)})
    assert outcomes(page)[0] == 2
    numbers = Answer.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["", "萍教函〔2018〕5号", "萍教函〔2018〕6号"]


def test_numbers_in_turn_have_one_place_for_the_serial(world: World, sign_in: Any) -> None:
    row = take(world, drafted(world, received(world)), "review", "yuan")
    data = {"number": "萍教函5号", "first": "5", "signed_by": "袁正", "sent_on": str(timezone.localdate())}
    page = sign_in(world.yuan).post(HANDLING, {**data, "step": "sign", "rows": ids(row)})
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["number"])
