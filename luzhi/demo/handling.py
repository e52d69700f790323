"""What became of the filed proposals: handed over, answered, rated by their proposers, followed where they promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from luzhi.core.workdays import add_workdays
from luzhi.demo.material import words
from luzhi.demo.scene import TODAY, Scene
from luzhi.handling.models import HandlingRole, HandlingState
from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    FeedbackState,
    Manner,
    Promise,
    PromiseState,
    Proposal,
    ProposalState,
    Rating,
    Side,
    Talk,
)

ROLES = {HandlingRole.SOLE: 58, HandlingRole.MAIN: 30, HandlingRole.SEPARATE: 12}
CLASSES = {"A": 56, "B": 36, "C": 8}
OPINIONS = {FeedbackState.SATISFIED: 93, FeedbackState.BASIC: 6, FeedbackState.UNSATISFIED: 1}
MANNERS = {Manner.MEETING: 5, Manner.FORUM: 3, Manner.TELEPHONE: 4, Manner.MAIL: 1}
ANSWER_DAYS = 90
LATE = 0.03
TALKED = 0.94
RATED = 0.3
UNDER_WAY = (  # how far the last ones of the year have come
    HandlingState.ASSIGNED,
    HandlingState.RECEIVED,
    HandlingState.DRAFTED,
    HandlingState.REVIEWED,
    HandlingState.ANSWERED,
    HandlingState.FEEDBACK,
)
OPEN_FROM = date(2018, 10, 8)  # what was handed over since then is not answered yet


@dataclass
class Desks:
    """The departments' side of one committee."""

    scene: Scene
    lots: Random
    rows: dict[type[Any], list[Any]] = field(default_factory=dict)
    stages: Iterator[HandlingState] = field(default_factory=lambda: cycle(UNDER_WAY))
    merged: dict[Proposal, list[Proposal]] = field(default_factory=dict)  # by their main proposal

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def write(self) -> None:
        """After the proposals themselves."""
        for model, day in DAYS.items():
            self.scene.add(self.rows.get(model, ()), on=day)

    def one_of(self, shares: dict[Any, int]) -> Any:
        return self.lots.choices(list(shares), list(shares.values()))[0]

    def text(self, *path: str, **facts: Any) -> str:
        """A sentence of the word list by lot, with its facts filled in."""
        found: Any = words("answers")
        for name in path:
            found = found[name]
        chosen = self.lots.choice(found) if isinstance(found, list) else found
        numbers = {"n": self.lots.randint(6, 60), "k": self.lots.randint(2, 5)}
        return str(chosen).format(**numbers, **facts)

    def hand_over(self, proposal: Proposal, matter: str) -> None:
        """Give the proposal to its units; what they did follows from the day."""
        session = proposal.session
        day = max(
            (session.ends_on or TODAY) + timedelta(days=26), proposal.submitted_at.date() + timedelta(9)
        )
        if day > TODAY or proposal.handler is None:
            return
        proposal.assigned_on, proposal.state = day, ProposalState.ASSIGNED
        role = self.one_of(ROLES)
        given = [self.assignment(proposal, proposal.handler, role, day)]
        others = [unit for unit in self.departments(day) if unit != proposal.handler]
        for unit in self.lots.sample(others, min(len(others), self.lots.choice((1, 1, 2)))):
            if role != HandlingRole.SOLE:
                beside = HandlingRole.JOINT if role == HandlingRole.MAIN else role
                given.append(self.assignment(proposal, unit, beside, day))
        for assignment in given:
            self.handle(assignment, matter, settled=day < OPEN_FROM)
        if day < OPEN_FROM:
            proposal.state = ProposalState.ARCHIVED if session.year < 2018 else ProposalState.CLOSED
            proposal.answered_on = max(each.answered_on for each in given if each.answered_on)
            proposal.closed_on = max(each.closed_on for each in given if each.closed_on)
        elif all(each.state == HandlingState.FEEDBACK for each in given if each.answers):
            proposal.state = ProposalState.ANSWERED
            proposal.answered_on = max(each.answered_on for each in given if each.answered_on)

    def departments(self, day: date) -> list[Unit]:
        units = self.scene.of_kind(UnitKind.DEPARTMENT)
        return [unit for unit in units if unit.dissolved_on is None or unit.dissolved_on > day]

    def assignment(self, proposal: Proposal, unit: Unit, role: HandlingRole, day: date) -> Assignment:
        answer_by = day + timedelta(days=30 if role == HandlingRole.JOINT else ANSWER_DAYS)
        made = Assignment(
            proposal=proposal,
            unit=unit,
            role=role,
            assigned_on=day,
            object_by=day + timedelta(days=10),
            talk_by=None if role == HandlingRole.JOINT else add_workdays(day, 15),
            answer_by=answer_by,
            due_on=answer_by,
        )
        self.add(made)
        return made

    def handle(self, assignment: Assignment, matter: str, *, settled: bool) -> None:
        day = assignment.assigned_on
        step = HandlingState.CLOSED if settled else next(self.stages)
        if step == HandlingState.ASSIGNED:
            assignment.due_on = assignment.object_by
            return
        assignment.received_on = day + timedelta(days=self.lots.randint(1, 5))
        assignment.state = HandlingState.RECEIVED
        if assignment.role == HandlingRole.JOINT:
            if settled:
                assignment.opinion = self.text("joint", "text", m=matter)
                assignment.opinion_on = day + timedelta(days=self.lots.randint(9, 29))
                assignment.state, assignment.due_on = HandlingState.OPINION, None
            return
        if self.lots.random() < TALKED:
            self.talk(assignment)
        if step != HandlingState.RECEIVED:
            assignment.state = step
            self.answer(assignment, matter, settled=settled)

    def talk(self, assignment: Assignment) -> None:
        day = assignment.assigned_on + timedelta(days=self.lots.randint(6, 20))
        people = f"{assignment.proposal.proposer}，{assignment.unit}业务科室"
        self.add(
            Talk(
                assignment=assignment,
                held_on=day,
                manner=self.one_of(MANNERS),
                people=people,
                note=self.text("talk", "note"),
            )
        )

    def answer(self, assignment: Assignment, matter: str, *, settled: bool) -> None:
        late = self.lots.random() < LATE
        sent = assignment.assigned_on + timedelta(
            days=self.lots.randint(91, 110) if late else self.lots.randint(41, 88)
        )
        is_sent = assignment.state in (HandlingState.ANSWERED, HandlingState.FEEDBACK, HandlingState.CLOSED)
        written = self.written(assignment, matter, 1)
        if assignment.state != HandlingState.DRAFTED:
            written.reviewed_by = "办公室"
        if is_sent:
            self.send(assignment, written, min(sent, TODAY))
        if assignment.state == HandlingState.FEEDBACK:
            self.ask(written, assignment, FeedbackState.AWAITED)
        if settled:
            self.hear(assignment, written, matter)

    def written(self, assignment: Assignment, matter: str, round_: int) -> Answer:
        klass = self.one_of(CLASSES)
        unit, title = assignment.unit.name, assignment.proposal.title
        parts = (
            self.text("opening", title=f"“{title}”"),
            self.text("work", m=matter, d=unit),
            self.text("class", klass, "text", m=matter),
            self.text("closing", m=matter),
        )
        answer = self.add(
            Answer(assignment=assignment, round=round_, answer_class=klass, body="\n".join(parts))
        )
        if klass == "B":
            self.promise(answer, matter)
        return answer  # type: ignore[no-any-return]

    def send(self, assignment: Assignment, answer: Answer, day: date) -> None:
        serial = self.lots.randint(3, 180)
        answer.number, answer.sent_on = f"{assignment.unit.name[:3]}字〔{day.year}〕{serial}号", day
        answer.signed_by = "分管负责人"
        assignment.answered_on = assignment.answered_on or day

    def promise(self, answer: Answer, matter: str) -> None:
        """A promise of a B answer: most are kept within the year, a few are still followed, one or another ended."""
        assigned = answer.assignment.assigned_on
        until = assigned + timedelta(days=self.lots.randint(150, 300))
        promise = Promise(
            answer=answer,
            text=self.text("class", "B", "promises", m=matter),
            promised_for=until,
            due_on=until,
        )
        self.add(promise)
        if until > TODAY or answer.assignment.state != HandlingState.CLOSED:
            return
        promise.closed_on = until - timedelta(days=self.lots.randint(1, 25))
        if self.lots.random() < 0.06:
            promise.state, promise.result = PromiseState.ENDED, self.text("class", "B", "ended")
        else:
            promise.state, promise.result = PromiseState.KEPT, self.text("class", "B", "kept")
            answer.solved_on = promise.closed_on

    def ask(self, answer: Answer, assignment: Assignment, state: FeedbackState) -> Feedback:
        """Each first proposer of a merger is asked; the main one's opinion decides here."""
        for proposal in self.merged.get(assignment.proposal, ()):
            content = state if state == FeedbackState.AWAITED else FeedbackState.SATISFIED
            self._opinion(answer, proposal, content)
        return self._opinion(answer, assignment.proposal, state)

    def _opinion(self, answer: Answer, proposal: Proposal, state: FeedbackState) -> Feedback:
        made = Feedback(answer=answer, proposal=proposal, state=state)
        made.due_on = add_workdays(answer.sent_on or TODAY, 15)
        self.add(made)
        if state != FeedbackState.AWAITED:
            made.given_on = min(TODAY, (answer.sent_on or TODAY) + timedelta(days=self.lots.randint(2, 18)))
            made.manner, made.due_on = self.one_of(MANNERS), None
            made.remark = self.text("feedback", state.value)
        return made

    def hear(self, assignment: Assignment, answer: Answer, matter: str) -> None:
        """The proposer's opinion; who is not content gets a second answer and is content with that."""
        given = self.ask(answer, assignment, self.one_of(OPINIONS))
        last, day = answer, given.given_on or TODAY
        if given.state != FeedbackState.SATISFIED:
            answer.is_current, assignment.round = False, 2
            last = self.written(assignment, matter, 2)
            self.send(assignment, last, min(TODAY, day + timedelta(days=self.lots.randint(14, 40))))
            last.reviewed_by = "办公室"
            day = self.ask(last, assignment, FeedbackState.SATISFIED).given_on or TODAY
        assignment.closed_on, assignment.due_on = day, None
        if self.lots.random() < RATED:
            for side in Side:
                self.add(Rating(assignment=assignment, side=side, points=self.lots.randint(72, 98)))


DAYS: dict[type[Any], Callable[[Any], date | None]] = {
    Assignment: lambda row: row.assigned_on,
    Talk: lambda row: row.held_on,
    Answer: lambda row: row.sent_on or row.assignment.assigned_on + timedelta(days=30),
    Promise: lambda row: row.answer.sent_on or TODAY,
    Feedback: lambda row: row.given_on or TODAY,
    Rating: lambda row: row.assignment.closed_on,
}
