"""What an examination's decisions do: numbers, the way on, merging and splitting (field.md 2.4)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text, holds
from luzhi.core.flow import flows
from luzhi.core.workdays import add_months
from luzhi.proposals.access import ON_BEHALF
from luzhi.proposals.models import CONFIDENTIAL, InvitationState, Occasion, Proposal, ProposalState
from luzhi.proposals.numbering import next_number, next_topic_serial
from luzhi.writing.routes import Passed, routes

EARLIEST = 3  # months before the plenary from which a proposal counts as the plenary's


def submit(proposal: Proposal, actor: Any) -> None:
    """The hour of submission tells whether it is the plenary's; the office enters the hour of a paper one itself."""
    if not holds(actor, *ON_BEHALF):
        proposal.submitted_at = timezone.now()
    proposal.occasion = occasion(proposal)


def occasion(proposal: Proposal) -> Occasion:
    """大会提案 from three months before the plenary until the session's deadline, 平时提案 otherwise."""
    session, at = proposal.session, timezone.localtime(proposal.submitted_at)
    early = session.starts_on is not None and at.date() < add_months(session.starts_on, -EARLIEST)
    late = session.proposals_until is not None and at > session.proposals_until
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
    """An imported proposal keeps the number that it came with."""
    examine(proposal, actor)
    proposal.topic, proposal.sphere = topic or proposal.topic, sphere or proposal.sphere
    proposal.opinion = opinion
    number(proposal)


def number(proposal: Proposal) -> None:
    if not proposal.is_numbered:
        proposal.number = next_number(proposal.session_id)
    if proposal.topic_serial is None:
        proposal.topic_serial = next_topic_serial(proposal.session_id, proposal.topic)


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
    """并案: it keeps a number of its own and stays findable; its first proposer gets the main proposal's answer."""
    chosen = Proposal.objects.select_for_update().get(pk=main.pk)
    if refusal := unmergeable(proposal, chosen):
        raise ValidationError(str(refusal))
    if proposal.examined_on is None:
        examine(proposal, actor)
    number(proposal)
    proposal.main = chosen


def unmergeable(proposal: Proposal, main: Proposal) -> Text:
    """Why one cannot be merged into the other, or ""."""
    if main.pk == proposal.pk:
        return _("A proposal cannot be merged into itself.")
    if main.session_id != proposal.session_id:
        return _("Only proposals of one session are merged.")
    if main.state not in (ProposalState.FILED, ProposalState.ASSIGNED):
        return _("File the main proposal first; it must not be answered or merged itself.")
    if proposal.merged.exists():
        return _("Others are merged into this one: split them first.")
    return ""


def split(proposal: Proposal, actor: Any) -> None:
    proposal.main = None


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
