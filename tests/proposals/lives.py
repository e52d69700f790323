"""Steps of a proposal's handling as its people take them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingRole
from luzhi.members.models import Person
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Assignment, Feedback, Promise, Proposal
from tests.proposals.samples import proposal
from tests.world import World

HANDLING = flows["proposal_assignment"]
SOLE = (("department", HandlingRole.SOLE),)
SIGNED = {"number": "试教函〔2018〕7号", "signed_by": "袁正"}


def filed(world: World, *signers: Person) -> Proposal:
    row = proposal(world, *(signers or (world.persons["liu"],)))
    flows["proposal"].take("file", row, world.acting("ti"))
    return row


def handed(world: World, row: Proposal | None = None) -> Assignment:
    """A filed proposal given to the department, single handling."""
    row = row or filed(world)
    flows["proposal"].take("assign", row, world.acting("ti"), mode="sole", units=[world.units["department"]])
    return row.assignments.get()


def received(world: World) -> Assignment:
    return take(world, handed(world), "receive", "cheng")  # type: ignore[no-any-return]


def jointly(world: World, main: Unit, *others: Unit) -> list[Assignment]:
    row = filed(world)
    flows["proposal"].take("assign", row, world.acting("ti"), mode="main", units=[main], joint=list(others))
    return [row.assignments.get(unit=unit) for unit in (main, *others)]


def separately(world: World, *units: Unit) -> list[Assignment]:
    row = filed(world)
    flows["proposal"].take("assign", row, world.acting("ti"), mode="separate", units=list(units))
    return [row.assignments.get(unit=unit) for unit in units]


def take(world: World, row: Any, step: str, who: str = "ti", **data: Any) -> Any:
    row.refresh_from_db()
    HANDLING.take(step, row, world.acting(who), **data)
    return row


def drafted(world: World, row: Assignment, who: str = "cheng", **data: Any) -> Assignment:
    if row.state == "assigned":
        take(world, row, "receive", who)
    told = {"answer_class": "A", "body": "已增设站点三处。"} | data
    return take(world, row, "draft", who, **told)  # type: ignore[no-any-return]


def answered(world: World, row: Assignment, who: str = "cheng", **data: Any) -> Assignment:
    """Written by one, reviewed and signed by the leader."""
    drafted(world, row, who, **data)
    leader = "yuan" if who == "cheng" else who
    take(world, row, "review", leader)
    return take(world, row, "sign", leader, **SIGNED, sent_on=timezone.localdate())  # type: ignore[no-any-return]


def passed(world: World, row: Assignment, **data: Any) -> Assignment:
    return take(world, answered(world, row, **data), "pass")  # type: ignore[no-any-return]


def opinion(world: World, row: Assignment, of: Proposal | None = None) -> Feedback:
    rows = Feedback.objects.filter(answer__assignment=row, answer__round=row.round)
    return rows.get(proposal=of or row.proposal)


def say(world: World, row: Feedback, step: str, who: str = "liu", words: str = "") -> None:
    flows["feedback"].take(step, row, world.acting(who), manner="meeting", words=words)


def promise(row: Assignment, number: int = 0) -> Promise:
    return Promise.objects.filter(answer__assignment=row).order_by("pk")[number]


LATER = date(2099, 12, 31)
