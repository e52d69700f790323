"""Proposals of two sessions: single, joint and collective, with gaps in their numbers and every signer's row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from luzhi.demo.attendance import Dealer
from luzhi.demo.marking import handle
from luzhi.demo.scene import TODAY, Scene, moment
from luzhi.demo.texts import Matter, body, titles
from luzhi.organisation.models import Session, Unit, UnitKind
from luzhi.proposals.examining import occasion
from luzhi.proposals.models import EXAMINED, Ground, Proposal, ProposalState, ProposerKind, Signature
from luzhi.proposals.numbering import WIDTH, draft_mark

Plan = dict[int, tuple[int, int, int]]  # by year: proposals before the plenary, during it, after it
CITY_PLAN: Plan = {2018: (46, 178, 38), 2019: (34, 87, 0), 2017: (32, 141, 29)}
KINDS: dict[str, int] = {
    ProposerKind.MEMBER: 52,
    ProposerKind.JOINT: 27,
    ProposerKind.PARTY: 12,
    ProposerKind.SPECIAL_COMMITTEE: 4,
    ProposerKind.SECTOR: 4,
    ProposerKind.GROUP: 1,
}
STATES: dict[str, int] = {
    ProposalState.FILED: 89,
    ProposalState.CONVERTED: 5,
    ProposalState.NOT_FILED: 4,
    ProposalState.WITHDRAWN: 2,
}
UNITS: dict[str, tuple[UnitKind, ...]] = {
    ProposerKind.PARTY: (UnitKind.DEMOCRATIC_PARTY, UnitKind.FEDERATION),
    ProposerKind.SPECIAL_COMMITTEE: (UnitKind.SPECIAL_COMMITTEE,),
    ProposerKind.SECTOR: (UnitKind.SECTOR,),
    ProposerKind.GROUP: (UnitKind.GROUP,),
}
JOINT = (2, 2, 3, 3, 4, 5, 7)
GROUNDS = (Ground.EMPTY, Ground.EMPTY, Ground.PERSONAL, Ground.PROCEEDINGS, Ground.ACADEMIC)
GAP = 0.05  # numbers that were given and stand empty since: two proposals were made one
RELEASED = 0.55
WAITING = 0.15  # the last of the running session are not examined yet


@dataclass
class Desk:
    """Where the committee's proposals come in."""

    scene: Scene
    dealer: Dealer
    lots: Random
    stock: Iterator[tuple[Matter, str]]
    signed: list[Signature] = field(default_factory=list)
    filed: list[tuple[Proposal, str]] = field(default_factory=list)  # with their matters

    def session(self, session: Session, times: list[datetime]) -> list[Proposal]:
        """The proposals of a session that came in at these times, examined but for the last."""
        made = [self.receive(session, at) for at in times]
        waiting = round(len(made) * WAITING) if session.year == TODAY.year else 0
        last = 0
        for place, proposal in enumerate(made):
            if place >= len(made) - waiting:
                proposal.state, proposal.handler = ProposalState.SUBMITTED, None
                self.filed = [pair for pair in self.filed if pair[0] is not proposal]
            last = self.examine(proposal, last)
        return made

    def receive(self, session: Session, at: datetime) -> Proposal:
        matter, title = next(self.stock)
        handler = self.scene.department(matter.department, at.date())
        proposal = Proposal(
            session=session,
            title=title,
            proposer_kind=self._one_of(KINDS),
            topic=matter.topic,
            body=body(self.lots, matter.name, handler.name),
            submitted_at=at,
            occasion=occasion(session, at),
            state=self._one_of(STATES),
            handler=handler,
        )
        self.sign(proposal)
        if proposal.state == ProposalState.FILED:
            self.filed.append((proposal, matter.name))
        return proposal

    def sign(self, proposal: Proposal) -> None:
        """Who proposes: a unit, or members with a row for each."""
        kinds = UNITS.get(proposal.proposer_kind, ())
        units: list[Unit] = [unit for unit in self.scene.units.values() if unit.kind in kinds]
        if units:
            proposal.lead_unit = self.lots.choice(units)
            proposal.proposer = proposal.lead_unit.name
            return
        number = self.lots.choice(JOINT) if proposal.proposer_kind == ProposerKind.JOINT else 1
        dealt = self.dealer.deal("proposal", proposal.submitted_at.date(), number)
        proposal.proposer_kind = ProposerKind.JOINT if number > 1 else ProposerKind.MEMBER
        proposal.lead, proposal.signers = dealt[0].person, number
        proposal.proposer = f"{dealt[0].person.name}等{number}人" if number > 1 else dealt[0].person.name
        proposal.entered_by = self.scene.writer(dealt[0].person, self.lots)
        self.signed += [
            Signature(proposal=proposal, person=each.person, order=order)
            for order, each in enumerate(dealt, 1)
        ]

    def examine(self, proposal: Proposal, last: int) -> int:
        """A number for what is filed, a ground for what is not; returns the last number given."""
        filed = proposal.state == ProposalState.FILED
        if proposal.state in EXAMINED:
            day = proposal.submitted_at.date() + timedelta(days=self.lots.randint(1, 6))
            proposal.examined_on = min(day, TODAY)
        if not filed:
            proposal.handler = None
            proposal.number = draft_mark(proposal.pk)
            proposal.ground = self.lots.choice(GROUNDS) if proposal.state == ProposalState.NOT_FILED else ""
            return last
        number = last + (2 if self.lots.random() < GAP else 1)
        proposal.number = f"{number:0{WIDTH}}"
        proposal.released = self.lots.random() < RELEASED
        return number

    def _one_of(self, shares: dict[str, int]) -> str:
        return self.lots.choices(list(shares), list(shares.values()))[0]


def propose(scene: Scene, dealer: Dealer, plan: Plan = CITY_PLAN) -> None:
    """Write the proposals of the plan's sessions and their signatures."""
    lots = scene.lots("proposals")
    desk = Desk(scene, dealer, lots, titles(lots))
    made = [
        proposal
        for year, numbers in plan.items()
        for proposal in desk.session(scene.sessions[year], _times(scene.sessions[year], numbers, lots))
    ]
    handled = handle(scene, desk.filed)
    scene.add(made, on=lambda proposal: proposal.submitted_at.date(), by_clerk=False)
    scene.add(desk.signed)
    handled.write()


def _times(session: Session, numbers: tuple[int, int, int], lots: Random) -> list[datetime]:
    """When they came in: some in the three months before the plenary, most during it, some later in the year."""
    start = session.starts_on or date(session.year, 1, 1)
    before, during, after = numbers
    days = [start - timedelta(days=lots.randint(3, 66)) for _ in range(before)]
    days += [start + timedelta(days=lots.choice((0, 1, 1, 2, 2, 2))) for _ in range(during)]
    days += [date(session.year, 3, 1) + timedelta(days=lots.randint(0, 200)) for _ in range(after // 2)]
    days += [
        date(session.year, 10, 8) + timedelta(days=lots.randint(0, 70)) for _ in range(after - after // 2)
    ]
    return sorted(moment(day, lots.randint(8, 17), lots.randint(0, 59)) for day in days)
