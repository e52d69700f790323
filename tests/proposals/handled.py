"""A proposal with its whole life, made row by row: for what is printed, counted and published."""

from __future__ import annotations

from datetime import date
from typing import Any

from luzhi.handling.models import HandlingRole, HandlingState
from luzhi.members.models import Person
from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    FeedbackState,
    Promise,
    Proposal,
    ProposalState,
)
from tests.proposals.samples import proposal
from tests.world import World

DAY = date(2018, 3, 1)


def filed(world: World, number: str = "0001", *signers: Person, **values: Any) -> Proposal:
    told = {
        "topic": "城乡建设",
        "topic_serial": int(number),
        "examined_on": DAY,
        "state": ProposalState.FILED,
    }
    return proposal(world, *(signers or (world.persons["liu"],)), number=number, **(told | values))


def department(world: World, name: str) -> Unit:
    found, _made = Unit.objects.get_or_create(committee=world.city, kind=UnitKind.DEPARTMENT, name=name)
    return found


def assigned(world: World, of: Proposal, unit: Unit | None = None, **values: Any) -> Assignment:
    told = {"role": HandlingRole.SOLE, "assigned_on": DAY, "answer_by": date(2018, 5, 30)}
    return Assignment.objects.create(
        committee=world.city, proposal=of, unit=unit or world.units["department"], **(told | values)
    )


def answered(world: World, to: Assignment, answer_class: str = "A", **values: Any) -> Answer:
    told = {"body": "已增设站点三处。", "number": "试教函〔2018〕7号", "sent_on": date(2018, 5, 1)}
    told |= {"entered_by": world.users["cheng"]} | values
    day = told["sent_on"]
    to.answered_on, to.state = day, HandlingState.FEEDBACK if day else HandlingState.DRAFTED
    to.save()
    Proposal.objects.filter(pk=to.proposal_id).update(state=ProposalState.ANSWERED, answered_on=day)
    return Answer.objects.create(committee=world.city, assignment=to, answer_class=answer_class, **told)


def asked(world: World, answer: Answer, of: Proposal | None = None, **values: Any) -> Feedback:
    told = {"state": FeedbackState.AWAITED, "due_on": date(2018, 5, 22)} | values
    return Feedback.objects.create(
        committee=world.city, answer=answer, proposal=of or answer.assignment.proposal, **told
    )


def promised(world: World, answer: Answer, text: str = "年内再设两处", **values: Any) -> Promise:
    told = {"promised_for": date(2018, 12, 31)} | values
    return Promise.objects.create(committee=world.city, answer=answer, text=text, **told)
