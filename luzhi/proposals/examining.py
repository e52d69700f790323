"""What an examination's decisions do: numbers, the way on, merging and splitting (field.md 2.4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text, holds
from luzhi.core.flow import flows
from luzhi.core.workdays import add_months
from luzhi.handling.deadlines import due
from luzhi.handling.models import HandlingState
from luzhi.organisation.models import Session
from luzhi.proposals.access import ON_BEHALF
from luzhi.proposals.models import CONFIDENTIAL, InvitationState, Occasion, Proposal, ProposalState
from luzhi.proposals.numbering import next_number, next_topic_serial
from luzhi.writing.routes import Passed, routes

EARLIEST = 3  # months before the plenary from which a proposal counts as the plenary's


def submit(proposal: Proposal, actor: Any) -> None:
    """The hour of submission tells whether it is the plenary's; the office enters the hour of a paper one itself."""
    if not holds(actor, *ON_BEHALF):
        proposal.submitted_at = timezone.now()
    proposal.occasion = occasion(proposal.session, proposal.submitted_at)


def occasion(session: Session, submitted_at: datetime) -> Occasion:
    """大会提案 from three months before the plenary until the session's deadline, 平时提案 otherwise.

    A session without a deadline of its own takes proposals until its last day.
    """
    at = timezone.localtime(submitted_at)
    early = session.starts_on is not None and at.date() < add_months(session.starts_on, -EARLIEST)
    if session.proposals_until is not None:
        late = at > session.proposals_until
    else:
        late = session.ends_on is not None and at.date() > session.ends_on
    return Occasion.ORDINARY if early or late else Occasion.PLENARY


def confirm(proposal: Proposal, actor: Any) -> None:
    proposal.confirmed_on = timezone.localdate()


def examine(proposal: Proposal, actor: Any) -> None:
    proposal.examined_on = timezone.localdate()
    close_invitations(proposal, actor)


def close_invitations(proposal: Proposal, actor: Any) -> None:
    """Open invitations to co-sign lapse: an examined proposal has the signers that it has."""
    for invitation in proposal.invitations.filter(state=InvitationState.INVITED):
        flows["invitation"].take("lapse", invitation, actor)


def file(proposal: Proposal, actor: Any, topic: str = "", sphere: str = "", opinion: str = "") -> None:
    """An imported proposal keeps the number that it came with.

    Numbers come first: whoever files waits for the session's lock before the audit chain's, so that none waits in a ring.
    """
    proposal.topic, proposal.sphere = topic or proposal.topic, sphere or proposal.sphere
    proposal.opinion = opinion
    number(proposal)
    examine(proposal, actor)
    proposal.due_on = hand_over_by(proposal)


def number(proposal: Proposal) -> None:
    if not proposal.is_numbered:
        proposal.number = next_number(proposal.session_id)
    if proposal.topic_serial is None:
        proposal.topic_serial = next_topic_serial(proposal.session_id, proposal.topic)


def reclassify(proposal: Proposal) -> None:
    """After a change of the class: a filed proposal gets the next number of its new class, and keeps its main number."""
    if proposal.topic_serial is not None:
        proposal.topic_serial = next_topic_serial(proposal.session_id, proposal.topic)


def hand_over_by(proposal: Proposal) -> date | None:
    """By when it is to be handed over: so many days after the plenary's end, of an ordinary one after the filing."""
    ended = proposal.session.ends_on if proposal.occasion == Occasion.PLENARY else None
    return due(proposal.committee_id, "hand_over", max(filter(None, (ended, timezone.localdate()))))


def refuse(proposal: Proposal, actor: Any, ground: str) -> None:
    examine(proposal, actor)
    proposal.ground = ground


def convert(proposal: Proposal, actor: Any) -> None:
    examine(proposal, actor)
    pass_on(proposal, actor, "opinion")


def to_letter(proposal: Proposal, actor: Any) -> None:
    examine(proposal, actor)
    pass_on(proposal, actor, "letter")


def pass_on(proposal: Proposal, actor: Any, way: str) -> None:
    """The content goes on in another form, with its proposer; nothing is typed again."""
    passed = Passed(
        committee=proposal.committee_id,
        title=proposal.title,
        body=proposal.body,
        author=proposal.lead,
        source=proposal.proposer,
        origin=_("from the proposal %(number)s") % {"number": proposal.reference},
    )
    proposal.passed_to = routes[way].take(passed, actor)


def merge(proposal: Proposal, actor: Any, main: Proposal) -> None:
    """并案: it keeps a number of its own and stays findable; its first proposer gets the main proposal's answer.

    Its own row is ours already. Where two are merged into each other at once, the database ends one of the two.
    """
    try:
        (chosen,) = locked(Proposal.objects.filter(pk=main.pk))
    except OperationalError as error:
        message = _("Somebody else is deciding on one of these two proposals: try it again.")
        raise ValidationError(message) from error
    if refusal := unmergeable(proposal, chosen):
        raise ValidationError(str(refusal))
    number(proposal)
    if proposal.examined_on is None:
        examine(proposal, actor)
    proposal.main = chosen


def locked(rows: QuerySet[Proposal]) -> list[Proposal]:
    """The rows as they now stand, ours until commit; always taken in one order, so that nobody waits in a ring."""
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)).select_related("session"))


def unmergeable(proposal: Proposal, main: Proposal) -> Text:
    """Why one cannot be merged into the other, or ""."""
    if main.pk == proposal.pk:
        return _("A proposal cannot be merged into itself.")
    if main.session_id != proposal.session_id:
        return _("Only proposals of one session are merged.")
    if main.state not in (ProposalState.FILED, ProposalState.ASSIGNED):
        return _("File the main proposal first; it must not be answered or merged itself.")
    if main.assignments.filter(state__in=(HandlingState.FEEDBACK, HandlingState.CLOSED)).exists():
        return _("A unit's answer to the main proposal has gone to its proposer already.")
    if proposal.merged.exists():
        return _("Others are merged into this one: split them first.")
    return ""


def split(proposal: Proposal, actor: Any) -> None:
    proposal.main = None
    proposal.due_on = hand_over_by(proposal)


def splittable(proposal: Proposal) -> Text:
    main = proposal.main
    if main is not None and main.state != ProposalState.FILED:
        return _("The main proposal has been handed over already.")
    return ""


def has_merged(proposal: Proposal) -> Text:
    """Why it can't be withdrawn: others hang on it; or ""."""
    return _("Others are merged into this one: split them first.") if proposal.merged.exists() else ""


def not_to_be_sent(proposal: Proposal) -> Text:
    """Why its content can't go on in another form, or ""."""
    if proposal.passed_to:
        return _("It has been sent on already.")
    if proposal.ground in CONFIDENTIAL:
        return str(proposal.route)
    return ""
