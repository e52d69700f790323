"""附议: an accepted invitation is a signature; the first proposer stays first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.proposals.models import OWN, Invitation, Proposal, ProposalState, ProposerKind, Signature

SIGNABLE = (*OWN, ProposalState.SUBMITTED)


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
        committee_id=proposal.committee_id, proposal=proposal, person=invitation.person, order=last + 1
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
