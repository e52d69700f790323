"""附议: an accepted invitation is a signature; the first proposer stays first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.core.access import Text
from luzhi.members.models import Person
from luzhi.members.naming import people_named
from luzhi.proposals.models import OWN, Invitation, Proposal, ProposalState, ProposerKind, Signature

SIGNABLE = (*OWN, ProposalState.SUBMITTED)


def members_named(text: str, committee: UUID) -> list[Person]:
    """Members by names or initials, in the order given. Raises ValidationError with everybody who is none."""
    people = people_named(text, committee)
    members = set(Person.objects.members().filter(pk__in=[one.pk for one in people]))
    if outside := [_("“%(name)s” is no member.") % {"name": one} for one in people if one not in members]:
        raise ValidationError(outside)
    return people


def invite(proposal: Proposal, actor: Any, people: list[Person]) -> None:
    """Ask members to co-sign; who was asked already, or signed, is not asked again."""
    known = set(proposal.invitations.values_list("person", flat=True))
    known |= set(proposal.signatures.values_list("person", flat=True))
    for person in people:
        if person.pk not in known:
            made = Invitation.objects.create(
                committee_id=proposal.committee_id, proposal=proposal, person=person, entered_by=actor
            )
            record(actor, "invitation.create", made, {"state": ["", made.state]})


def not_open(proposal: Proposal) -> Text:
    """Why nobody can be asked to co-sign, or ""."""
    return "" if proposal.may_cosign else _("The proposal is not open to co-signing.")


def too_late(invitation: Invitation) -> Text:
    """Why it can't be signed any more, or ""."""
    return "" if invitation.proposal.state in SIGNABLE else _("The proposal has been examined already.")


def sign(invitation: Invitation, actor: Any) -> None:
    """One signature more; the proposal is locked so that two who sign at once both count."""
    proposal = Proposal.objects.select_for_update().get(pk=invitation.proposal_id)
    if proposal.state not in SIGNABLE:
        raise ValidationError(_("The proposal has been examined already."))
    last = proposal.signatures.aggregate(last=Max("order"))["last"] or 0
    Signature.objects.create(
        committee_id=proposal.committee_id,
        proposal=proposal,
        person=invitation.person,
        order=last + 1,
        version=proposal.version,
    )
    count_signers(proposal)


def count_signers(proposal: Proposal) -> None:
    """What follows from who signs: their number, the kind, and the words 某某等9人."""
    signers = max(proposal.signatures.count(), 1)
    proposal.signers = signers
    if proposal.lead:
        proposal.proposer_kind = ProposerKind.JOINT if signers > 1 else ProposerKind.MEMBER
        proposal.proposer = f"{proposal.lead}等{signers}人" if signers > 1 else str(proposal.lead)
    proposal.save(update_fields=["signers", "proposer_kind", "proposer"])
