"""Two years of a city's whole work: at least one record behind every line of every template."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luzhi.activities.models import Activity
from luzhi.activities.registry import kinds
from luzhi.consultations.models import Suggestion, Topic
from luzhi.core.numbers import BEIJING
from luzhi.handling.models import HandlingRole
from luzhi.learning.models import Regulation
from luzhi.opinions.models import Paper
from luzhi.organisation.models import Session, Unit, UnitKind
from luzhi.outreach.models import Pairing, Visit
from luzhi.proposals.figures.breakdowns import TOPICS
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    Occasion,
    Promise,
    Proposal,
    ProposalState,
    ProposerKind,
    Sphere,
    Talk,
)
from luzhi.proposals.topics import USUAL
from tests.filling import filled
from tests.outreach.samples import quoted
from tests.reports.work import held, year_of_work
from tests.world import World

JANUARY = datetime(2018, 1, 10, 9, tzinfo=BEIJING)
S = ProposalState


def whole_year(world: World) -> None:
    year_of_work(world)
    Suggestion.objects.filter(number=1).update(state="adopted")
    Suggestion.objects.filter(number=2).update(state="implemented")
    done = {"bimonthly_forum", "bring_medicine"}
    for kind in kinds:
        if kind.code not in done:
            held(world, kind.code, 12, title=f"{kind.code}的活动", place="市政协")
    Topic.objects.create(committee=world.city, year=2019, title="建设海绵城市", lead=world.committee)
    Regulation.objects.create(committee=world.city, title="委员学习制度", adopted_on=date(2018, 5, 1))
    above = Unit.objects.create(committee=world.city, kind=UnitKind.PARTY_COMMITTEE, name="市委")
    for kind in (UnitKind.LEADING_PARTY_GROUP, UnitKind.ORGAN_PARTY_GROUP, UnitKind.ORGAN_PARTY_COMMITTEE):
        Unit.objects.create(
            committee=world.city, kind=kind, name=kind.label, approved_by=above, set_up_on=date(2018, 4, 1)
        )
    for kind in ("opinion", "information", "speech", "duty_report"):
        filled(
            Paper,
            world.city,
            kind=kind,
            state="used",
            submitted_on=date(2018, 2, 1),
            used_on=date(2018, 3, 1),
        )
    filled(Visit, world.city, pairing=filled(Pairing, world.city), on=date(2018, 3, 1))
    quoted(world, Activity.objects.filter(kind="bring_medicine").latest("held_on"))
    proposals(world)


def proposals(world: World) -> None:
    """Of every class of content, kind of proposer, sphere and outcome."""
    Session.objects.filter(pk=world.session.pk).update(
        proposals_until=datetime(2018, 1, 20, 12, tzinfo=BEIJING)
    )
    kinds_of, spheres = list(ProposerKind), list(Sphere)
    for place in range(len(TOPICS)):
        proposal(
            world,
            place,
            state=S.MERGED if place == 1 else S.CLOSED,
            topic=(*USUAL[:-1], "水利")[place],
            proposer_kind=kinds_of[place % len(kinds_of)],
            sphere=spheres[place % len(spheres)],
            key_on=JANUARY.date() if place == 2 else None,
            excellent_on=JANUARY.date() if place == 3 else None,
            released=place == 4,
            answered_on=date(2018, 4, 1) if place not in (1, 12) else None,
        )
    for place, state in enumerate((S.NOT_FILED, S.CONVERTED, S.LETTER, S.SUBMITTED), 20):
        proposal(world, place, state=state, occasion=Occasion.ORDINARY)
    for place, (kind, opinion) in enumerate(
        (("A", "satisfied"), ("B", "basic"), ("C", "unsatisfied"), ("D", "satisfied"))
    ):
        answered(world, Proposal.objects.get(number=f"{place + 4:04}"), kind, opinion, late=place == 2)


def proposal(world: World, place: int, **values: object) -> Proposal:
    told = {
        "title": f"第{place}件",
        "number": f"{place:04}",
        "proposer": "贺昇",
        "proposer_kind": "member",
        "body": "正文",
        "submitted_at": JANUARY + timedelta(hours=place),
    }
    return Proposal.objects.create(committee=world.city, session=world.session, **told | values)


def answered(world: World, of: Proposal, kind: str, opinion: str, *, late: bool) -> None:
    day = date(2018, 4, 1)
    assignment = filled(
        Assignment,
        world.city,
        proposal=of,
        unit=world.department,
        role=HandlingRole.SOLE,
        state="feedback",
        answered_on=day,
        answer_by=day - timedelta(days=1) if late else day,
    )
    filled(Talk, world.city, assignment=assignment)
    answer = filled(Answer, world.city, assignment=assignment, answer_class=kind, sent_on=day)
    filled(Feedback, world.city, answer=answer, proposal=of, state=opinion)
    filled(Promise, world.city, answer=answer)
