"""A session's proposals to count: as published of 湘潭 2020, and some that were handled in every way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from luzhi.core.figures import Scope, figures
from luzhi.core.periods import Window
from luzhi.core.periods import year as year_window
from luzhi.handling.models import HandlingRole, HandlingState
from luzhi.proposals.models import FeedbackState, Proposal, ProposalState, Talk
from tests.proposals.handled import DAY, answered, asked, assigned, department, filed, promised
from tests.proposals.samples import proposal
from tests.world import World

S = ProposalState
MAY = datetime(2018, 5, 3, 4, tzinfo=UTC)


def value(world: World, code: str, window: Window | None = None) -> int:
    return int(figures[f"proposals.{code}"].value(Scope(world.city.pk, window or year_window(2018))))


def examined(world: World, number: int, state: S, **values: Any) -> Proposal:
    return filed(world, f"{number:04}", state=state, submitted_at=MAY, **values)


def many(world: World, start: int, number: int, state: S, **values: Any) -> None:
    """Rows without signatures, at once."""
    first = examined(world, start, state, **values)
    told = {field.attname: getattr(first, field.attname) for field in Proposal._meta.concrete_fields}
    del told["id"]
    Proposal.objects.bulk_create(
        Proposal(**told | {"number": f"{start + more:04}", "topic_serial": start + more})
        for more in range(1, number)
    )


def xiangtan(world: World) -> None:
    """湘潭 2020: 268 received, 226 filed of which 44 merged, 42 otherwise."""
    main = examined(world, 1, S.ASSIGNED)
    many(world, 2, 181, S.FILED)
    many(world, 200, 44, S.MERGED, main=main)
    many(world, 300, 30, S.NOT_FILED, ground="10")
    many(world, 400, 10, S.CONVERTED)
    many(world, 500, 2, S.LETTER)
    many(world, 600, 3, S.WITHDRAWN)
    proposal(world, world.persons["he"], state=S.DRAFT, submitted_at=MAY)
    proposal(world, world.persons["he"], state=S.WITHDRAWN, submitted_at=MAY)


def handled(world: World) -> None:
    """Four proposals: one solved, one promised, one separate between two units and late, one joint; one merged."""
    finance = department(world, "市财政局")
    first = examined(world, 1, S.ASSIGNED, topic="教育")
    one = assigned(world, first)
    asked(world, answered(world, one, "A"), state=FeedbackState.SATISFIED)
    second = examined(world, 2, S.ASSIGNED)
    two = assigned(world, second)
    answer = answered(world, two, "B")
    asked(world, answer, state=FeedbackState.BASIC)
    merged = examined(world, 3, S.MERGED, main=second)
    asked(world, answer, merged, state=FeedbackState.UNSATISFIED)
    promised(world, answer, state="kept")
    promised(world, answer, "明年再设")
    third = examined(world, 4, S.ASSIGNED)
    answered(world, assigned(world, third, role=HandlingRole.SEPARATE), "C", sent_on=date(2018, 6, 10))
    late = answered(world, assigned(world, third, finance, role=HandlingRole.SEPARATE), "C")
    asked(world, late, state=FeedbackState.LAPSED)
    fourth = examined(world, 5, S.ASSIGNED, key_on=DAY)
    main = assigned(world, fourth, role=HandlingRole.MAIN)
    assigned(world, fourth, finance, role=HandlingRole.JOINT)
    assigned(world, fourth, department(world, "市交通局"), state=HandlingState.RETURNED)
    Talk.objects.create(committee=world.city, assignment=main, people="双方", note="谈妥")
    Talk.objects.create(committee=world.city, assignment=main, people="双方", note="再谈")
