"""What the public reads of a released proposal and its answers: never contact data, the proposal's own text only with
its proposer's consent (PIPL 25; field.md 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.documents.personal import Piece, pieces, without
from luzhi.handling.classes import class_of
from luzhi.proposals.models import Answer, Assignment, Feedback, Proposal, Release

ANYBODY: Any = AnonymousUser()


@dataclass(frozen=True)
class PublishedAnswer:
    """`text` is empty where only a summary is published."""

    unit: str
    number: str
    sent_on: date | None
    answer_class: str
    class_label: Text
    text: str
    opinions: tuple[Text, ...]


@dataclass(frozen=True)
class Published:
    """`proposer` and `text` are empty without the proposer's consent; a summary is the committee's own words."""

    proposal: Proposal
    title: str
    subtitle: str
    proposer: str
    text: str
    summary: str
    handlers: tuple[tuple[str, Text], ...]
    answers: tuple[PublishedAnswer, ...]


def released(committee: Any) -> QuerySet[Proposal]:
    """The committee's proposals as any stranger may read them, the latest first."""
    rows = Proposal.objects.visible_to(ANYBODY).filter(committee=committee)
    return rows.select_related("session__term", "main").order_by("-session__year", "-number", "pk")


def with_answers(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With the units and answers that the public may read, of merged proposals those of the main one."""
    opinions = Feedback.objects.visible_to(ANYBODY)
    answers = Answer.objects.visible_to(ANYBODY).prefetch_related(Prefetch("feedback", opinions))
    given = Assignment.objects.visible_to(ANYBODY).select_related("unit")
    handled = given.prefetch_related(Prefetch("written", answers))
    return rows.prefetch_related(Prefetch("assignments", handled), Prefetch("main__assignments", handled))


def handling(proposal: Proposal) -> Iterable[Assignment]:
    """The units' parts, those that answer first."""
    found = (proposal.main or proposal).assignments.all()
    return sorted(found, key=lambda each: (not each.answers, each.unit.order, each.unit.name))


def classes(proposal: Proposal) -> list[str]:
    """The classes of its answers as they stand: a B whose promises were kept is an A."""
    answers = [answer for part in handling(proposal) for answer in part.written.all()]
    return sorted({answer.class_now for answer in answers})


def published(proposal: Proposal) -> Published:
    """`proposal` comes with its answers (`with_answers`)."""
    consent, summed_up = proposal.may_publish, proposal.release == Release.SUMMARY
    text = "" if summed_up or not consent else proposal.release_text or proposal.body
    parts = list(handling(proposal))
    return Published(
        proposal=proposal,
        title=without(proposal.title),
        subtitle=without(proposal.subtitle),
        proposer=without(proposal.proposer) if consent else "",
        text=without(text),
        summary=without(proposal.release_text) if summed_up else "",
        handlers=tuple((str(part.unit), part.get_role_display()) for part in parts),
        answers=tuple(_answer(part, answer, summed_up) for part in parts for answer in part.written.all()),
    )


def _answer(assignment: Assignment, answer: Answer, summed_up: bool) -> PublishedAnswer:
    found = class_of(assignment.committee_id, assignment.assigned_on, answer.class_now)
    return PublishedAnswer(
        unit=str(assignment.unit),
        number=answer.number,
        sent_on=answer.sent_on,
        answer_class=found.code,
        class_label=found.label,
        text="" if summed_up else without(answer.body),
        opinions=tuple(feedback.get_state_display() for feedback in answer.feedback.all()),
    )


@dataclass(frozen=True)
class Part:
    """One text of the preview, cut into what is published and what is left out; `note` says why nothing of it is."""

    label: Text
    pieces: list[Piece]
    note: Text = ""


def preview(proposal: Proposal) -> list[Part]:
    """What would be published of a proposal in full, every omission marked, before the decision is taken."""
    own = proposal.release_text or proposal.body
    consent = "" if proposal.may_publish else _("Not published: the proposer has not agreed.")
    answers = Answer.objects.sent().filter(assignment__proposal=proposal, is_current=True)
    return [
        Part(_("title of the proposal"), pieces(proposal.title)),
        Part(_("text"), pieces(own), consent),
        *(
            Part(_("Answer of %(unit)s") % {"unit": answer.assignment.unit}, pieces(answer.body))
            for answer in answers.select_related("assignment__unit").order_by("assignment", "round")
        ),
    ]
