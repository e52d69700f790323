"""Two people at the same moment: exactly one outcome, nothing stuck between, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.proposals.models import Answer, Assignment, Feedback, Promise, Proposal, ProposalState
from luzhi.tenancy.current import tenants
from tests.proposals.handled import department
from tests.proposals.lives import LATER, answered, drafted, filed, handed, opinion, passed, separately, take
from tests.proposals.test_examining_races import DONE, at_once, taking
from tests.proposals.test_examining_races import world as world
from tests.world import World

ROUNDS = 3  # each race is run again: luck shows one order only


@pytest.mark.parametrize("number", range(ROUNDS))
def test_withdrawal_and_signing_have_one_outcome(world: World, number: int) -> None:
    with tenants(world.city.pk):
        row = take(world, drafted(world, handed(world)), "review", "yuan")
        proposal = row.proposal
    signed = {"number": "1号", "signed_by": "袁正", "sent_on": timezone.localdate()}
    said = at_once(
        world,
        taking(world, "sign", row, "yuan", **signed),
        taking(world, "withdraw_filed", proposal, "ti", "申请撤案"),
    )
    with tenants(world.city.pk):
        states = (Assignment.objects.get().state, Proposal.objects.get().state)
        sent = Answer.objects.sent().count()
    assert said.count(DONE) >= 1
    assert (*states, sent) in (
        (HandlingState.ANSWERED, ProposalState.ASSIGNED, 1),
        (HandlingState.CANCELLED, ProposalState.WITHDRAWN, 0),
        (HandlingState.REVIEWED, ProposalState.ASSIGNED, 0),
    )


def test_withdrawal_and_drafting_keep_one_outcome(world: World) -> None:
    with tenants(world.city.pk):
        row = take(world, handed(world), "receive", "cheng")
        proposal = row.proposal
    at_once(
        world,
        taking(world, "draft", row, "cheng", answer_class="A", body="已办。"),
        taking(world, "withdraw_filed", proposal, "ti", "申请撤案"),
    )
    with tenants(world.city.pk):
        open_now = Assignment.objects.get().state == HandlingState.DRAFTED
        withdrawn = Proposal.objects.get().state == ProposalState.WITHDRAWN
    assert open_now != withdrawn


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_proposers_who_answer_at_once_settle_it(world: World, number: int) -> None:
    with tenants(world.city.pk):
        main, other = filed(world), filed(world, world.persons["he"])
        flows["proposal"].take("merge", other, world.acting("ti"), main=main)
        row = passed(world, handed(world, main))
        first, second = opinion(world, row), opinion(world, row, other)
    given: dict[str, Any] = {"manner": "meeting", "words": ""}
    said = at_once(
        world,
        taking(world, "content", first, "liu", **given),
        taking(world, "content", second, "he", **given),
    )
    with tenants(world.city.pk):
        assert (said, Assignment.objects.get().state) == ([DONE, DONE], HandlingState.CLOSED)
        assert Proposal.objects.get(pk=main.pk).state == ProposalState.CLOSED


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_units_that_end_at_once_end_the_proposal(world: World, number: int) -> None:
    with tenants(world.city.pk):
        first, second = separately(world, world.units["department"], department(world, "市财政局"))
        answered(world, first)
        answered(world, second, who="ti")
    said = at_once(world, taking(world, "pass", first, "ti"), taking(world, "pass", second, "ti"))
    with tenants(world.city.pk):
        assert (said, Proposal.objects.get().state) == ([DONE, DONE], ProposalState.ANSWERED)


def test_two_opinions_of_one_proposer_count_once(world: World) -> None:
    with tenants(world.city.pk):
        row = opinion(world, passed(world, handed(world)))
    given: dict[str, Any] = {"manner": "meeting", "words": "缺时间表"}
    said = at_once(
        world, taking(world, "content", row, "liu", **given), taking(world, "discontent", row, "liu", **given)
    )
    with tenants(world.city.pk):
        state, handling = Feedback.objects.get().state, Assignment.objects.get().state
    assert said.count(DONE) == 1
    assert (state, handling) in (("satisfied", "closed"), ("unsatisfied", "received"))


def test_promises_kept_at_once_make_the_answer_an_a(world: World) -> None:
    with tenants(world.city.pk):
        passed(world, handed(world), answer_class="B", promises=[("开工", LATER), ("完工", LATER)])
        first, second = Promise.objects.order_by("pk")
    at_once(
        world,
        taking(world, "keep", first, "cheng", result="已完成"),
        taking(world, "keep", second, "cheng", result="已完成"),
    )
    with tenants(world.city.pk):
        assert Answer.objects.get().class_now == "A"


def test_two_writers_of_one_answer_leave_one_text(world: World) -> None:
    with tenants(world.city.pk):
        row = take(world, handed(world), "receive", "cheng")
    said = at_once(
        world,
        taking(world, "draft", row, "cheng", answer_class="A", body="一"),
        taking(world, "draft", row, "yuan", answer_class="A", body="二"),
    )
    with tenants(world.city.pk):
        assert (said.count(DONE), Answer.objects.count()) == (1, 1)
