"""A unit's part of a proposal: who may take which step, what follows for the proposal."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.proposals.models import Answer, Assignment, Feedback, Proposal, ProposalState
from tests.proposals.handled import department
from tests.proposals.lives import (
    HANDLING,
    LATER,
    answered,
    drafted,
    filed,
    handed,
    jointly,
    opinion,
    passed,
    promise,
    say,
    separately,
    take,
)
from tests.world import PEOPLE, World

TODAY = timezone.localdate
STATES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "receive": ("assigned", {}, {"cheng", "yuan", "ti"}),
    "object": ("assigned", {"objection": "不属本单位职责"}, {"cheng", "yuan", "ti"}),
    "grant_objection": ("objected", {}, {"ti"}),
    "refuse_objection": ("objected", {}, {"ti"}),
    "draft": ("received", {"answer_class": "A", "body": "已办。"}, {"cheng", "yuan", "ti"}),
    "review": ("drafted", {}, {"yuan", "ti"}),
    "send_back": ("drafted", {}, {"cheng", "yuan", "ti"}),
    "sign": (
        "reviewed",
        {"number": "1号", "signed_by": "袁正", "sent_on": timezone.localdate()},
        {"yuan", "ti"},
    ),
    "pass": ("answered", {}, {"ti"}),
    "reject": ("answered", {}, {"ti"}),
    "cancel": ("received", {}, {"ti"}),
}


def brought(world: World, state: str) -> Assignment:
    """An assignment of the department in that state, its answer written by cheng."""
    row = handed(world)
    way = {
        "received": lambda: take(world, row, "receive", "cheng"),
        "objected": lambda: take(world, row, "object", "cheng", objection="不属本单位职责"),
        "drafted": lambda: drafted(world, row),
        "reviewed": lambda: take(world, drafted(world, row), "review", "yuan"),
        "answered": lambda: answered(world, row),
    }
    if state in way:
        way[state]()
    return row


@pytest.mark.parametrize("step", STATES)
def test_steps_are_open_to_their_people_alone(world: World, step: str) -> None:
    state, _data, allowed = STATES[step]
    row = brought(world, state)
    offered = {
        short
        for short in PEOPLE
        if any(offer.step.code == step for offer in HANDLING.open_to(world.acting(short), row))
    }
    assert offered == allowed


@pytest.mark.parametrize("step", STATES)
def test_steps_refuse_everybody_else(world: World, step: str) -> None:
    state, data, _allowed = STATES[step]
    row = brought(world, state)
    with pytest.raises(PermissionDenied):
        HANDLING.take(step, row, world.acting("he"), **data)


def test_writer_does_not_review_the_own_answer(world: World) -> None:
    row = drafted(world, handed(world))
    with pytest.raises(PermissionDenied):
        take(world, row, "review", "cheng")


def test_handler_does_not_sign(world: World) -> None:
    row = take(world, drafted(world, handed(world)), "review", "yuan")
    with pytest.raises(PermissionDenied):
        take(world, row, "sign", "cheng", number="1号", signed_by="程办", sent_on=TODAY())


def test_office_takes_every_step_for_a_unit_on_paper(world: World) -> None:
    row = filed(world)
    unit = department(world, "市档案局")
    flows["proposal"].take("assign", row, world.acting("ti"), mode="sole", units=[unit])
    assignment = answered(world, row.assignments.get(), who="ti")
    assert assignment.state == HandlingState.ANSWERED


def test_a_whole_life_ends_settled(world: World) -> None:
    row = passed(world, handed(world))
    assert Proposal.objects.get(pk=row.proposal_id).state == ProposalState.ANSWERED
    say(world, opinion(world, row), "content")
    row.refresh_from_db()
    assert (row.state, row.closed_on) == (HandlingState.CLOSED, TODAY())
    assert Proposal.objects.get(pk=row.proposal_id).state == ProposalState.CLOSED


def test_every_first_proposer_of_a_merger_is_asked(world: World) -> None:
    main, other = filed(world), filed(world, world.persons["he"])
    flows["proposal"].take("merge", other, world.acting("ti"), main=main)
    row = passed(world, handed(world, main))
    assert set(Feedback.objects.values_list("proposal", flat=True)) == {main.pk, other.pk}
    say(world, opinion(world, row), "content")
    row.refresh_from_db()
    assert row.state == HandlingState.FEEDBACK
    say(world, opinion(world, row, other), "content", who="he")
    row.refresh_from_db()
    assert row.state == HandlingState.CLOSED


@pytest.mark.parametrize("step", ["partly", "discontent"])
def test_discontent_leads_to_one_second_handling(world: World, step: str) -> None:
    row = passed(world, handed(world))
    say(world, opinion(world, row), step, words="没有时间表")
    row.refresh_from_db()
    assert (row.state, row.round, row.again_on) == (HandlingState.RECEIVED, 2, TODAY())
    assert Proposal.objects.get(pk=row.proposal_id).state == ProposalState.ASSIGNED
    passed(world, row, body="补充时间表。")
    say(world, opinion(world, row), "discontent", words="仍不满意")
    row.refresh_from_db()
    assert (row.state, row.round) == (HandlingState.CLOSED, 2)


def test_first_answer_stays_in_force_until_the_second_is_signed(world: World) -> None:
    row = passed(world, handed(world))
    say(world, opinion(world, row), "partly", words="没有时间表")
    drafted(world, row, body="补充时间表。")
    in_force = Answer.objects.filter(assignment=row, is_current=True)
    assert in_force.get().round == 1
    take(world, row, "review", "yuan")
    take(world, row, "sign", "yuan", number="2号", signed_by="袁正", sent_on=TODAY())
    assert in_force.get().round == 2


def test_the_proposers_words_are_kept_with_the_opinion(world: World) -> None:
    row = opinion(world, passed(world, handed(world)))
    say(world, row, "partly", words="没有时间表")
    assert (row.remark, row.manner, row.given_on) == ("没有时间表", "meeting", TODAY())


def test_rejected_answer_is_written_anew_in_its_round(world: World) -> None:
    row = take(world, answered(world, handed(world)), "reject")
    assert (row.state, row.round, row.answered_on) == (HandlingState.RECEIVED, 1, None)
    assert row.begun()["body"] == "已增设站点三处。"
    answered(world, row, body="改写。")
    assert Answer.objects.filter(assignment=row).count() == 1


def test_rejection_of_a_second_answer_keeps_the_day_of_the_first(world: World) -> None:
    row = passed(world, handed(world))
    day = row.answered_on
    say(world, opinion(world, row), "partly", words="没有时间表")
    take(world, answered(world, row), "reject")
    assert (row.answered_on, row.in_time) == (day, True)


def test_withdrawn_proposal_ends_what_is_under_way(world: World) -> None:
    row = handed(world)
    flows["proposal"].take("withdraw_filed", row.proposal, world.acting("ti"))
    row.refresh_from_db()
    assert row.state == HandlingState.CANCELLED
    with pytest.raises(ValidationError):
        take(world, row, "draft", "cheng", answer_class="A", body="已办。")


def test_class_with_promises_names_one(world: World) -> None:
    row = take(world, handed(world), "receive", "cheng")
    with pytest.raises(ValidationError):
        take(world, row, "draft", "cheng", answer_class="B", body="拟办。")
    drafted(world, row, answer_class="B", body="拟办。", promises=[("年内开工", LATER)])
    assert promise(row).due_on == LATER


def test_kept_promises_make_a_b_an_a(world: World) -> None:
    pair = [("年内开工", LATER), ("明年完工", LATER)]
    row = passed(world, handed(world), answer_class="B", promises=pair)
    for number in (0, 1):
        answer = Answer.objects.get(assignment=row)
        assert answer.class_now == "B"
        flows["promise"].take("keep", promise(row, number), world.acting("cheng"), result="已完成")
    answer = Answer.objects.get(assignment=row)
    assert (answer.class_now, answer.solved_on) == ("A", TODAY())


def test_ended_promise_leaves_the_class(world: World) -> None:
    row = passed(world, handed(world), answer_class="B", promises=[("年内开工", LATER)])
    flows["promise"].take("end", promise(row), world.acting("ti"), result="规划调整")
    assert Answer.objects.get(assignment=row).class_now == "B"


def test_promise_of_an_unsent_answer_binds_nobody(world: World) -> None:
    row = drafted(world, handed(world), answer_class="B", promises=[("年内开工", LATER)])
    with pytest.raises(ValidationError):
        flows["promise"].take("keep", promise(row), world.acting("cheng"), result="已完成")


def test_separate_units_answer_each_and_close_together(world: World) -> None:
    first, second = separately(world, world.units["department"], department(world, "市财政局"))
    passed(world, first)
    assert Proposal.objects.get(pk=first.proposal_id).state == ProposalState.ASSIGNED
    passed(world, second, who="ti")
    assert Proposal.objects.get(pk=first.proposal_id).state == ProposalState.ANSWERED
    say(world, opinion(world, first), "content")
    assert Proposal.objects.get(pk=first.proposal_id).state == ProposalState.ANSWERED
    say(world, opinion(world, second), "content")
    assert Proposal.objects.get(pk=first.proposal_id).state == ProposalState.CLOSED


def test_joint_unit_sends_its_opinion_and_owes_no_answer(world: World) -> None:
    main, joint = jointly(world, world.units["department"], department(world, "市财政局"))
    take(world, joint, "receive")
    with pytest.raises(ValidationError):
        take(world, joint, "draft", answer_class="A", body="已办。")
    take(world, joint, "send_opinion", opinion="已列入预算。")
    assert (joint.state, joint.in_time) == (HandlingState.OPINION, True)
    say(world, opinion(world, passed(world, main)), "content")
    assert Proposal.objects.get(pk=main.proposal_id).state == ProposalState.CLOSED
