"""Who proposes, who examines, who handles, who answers, and who may still change a proposal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import holder, holds, units_of, who
from luzhi.proposals.models import Answer, Assignment, Feedback, Invitation, Promise, Proposal, ProposalState

ON_BEHALF = (Role.PROPOSALS, Role.ORGANISER)
READERS = (Role.MEMBER, *ON_BEHALF, Role.RESEARCH, Role.LEADER, *DEPARTMENT)

examiner = holder(_("the proposals committee"), Role.PROPOSALS)
proposer = holder(_("members, or the office on their behalf"), Role.MEMBER, *ON_BEHALF)
supervisor = holder(_("the proposals committee or a leader"), Role.PROPOSALS, Role.LEADER)


signing_party = holder(
    _("the handling unit's leader, or the proposals committee"), Role.PROPOSALS, Role.DEPARTMENT_LEADER
)
answering_party = holder(_("the handling unit, or the proposals committee"), Role.PROPOSALS, *DEPARTMENT)


@who(_("its author"))
def author(user: Any, proposal: Proposal) -> bool:
    """The first proposer; of a unit's proposal whoever entered it or the unit's staff."""
    if proposal.lead is not None:
        return bool(proposal.lead.user_id == user.pk)
    unit = proposal.lead_unit_id
    return proposal.entered_by_id == user.pk or (unit is not None and holds(user, Role.ORGANISER, unit=unit))


@who(_("whoever entered it"))
def writer(user: Any, proposal: Proposal) -> bool:
    return bool(proposal.entered_by_id == user.pk)


@who(_("members"))
def individual(user: Any, proposal: Proposal) -> bool:
    return not proposal.is_collective


@who(_("units"))
def collective(user: Any, proposal: Proposal) -> bool:
    return proposal.is_collective


@who(_("the proposing unit"))
def convener(user: Any, proposal: Proposal) -> bool:
    """The unit's own staff: its secretary or convener confirms with the unit's seal."""
    unit = proposal.lead_unit_id
    return unit is not None and unit in units_of(user, Role.ORGANISER)


@who(_("its author before the examination, or the proposals committee"))
def editor(user: Any, proposal: Proposal) -> bool:
    if proposal.is_own:
        return author(user, proposal) or writer(user, proposal)
    if proposal.state != ProposalState.SUBMITTED:
        return examiner(user, proposal)
    return author(user, proposal) or writer(user, proposal) or examiner(user, proposal)


def _of_unit(user: Any, assignment: Assignment, *roles: str) -> bool:
    return assignment.unit_id in units_of(user, *roles)


@who(_("the handling unit"))
def handling_unit(user: Any, assignment: Assignment) -> bool:
    return _of_unit(user, assignment, *DEPARTMENT)


@who(_("the handling unit's leader"))
def signer(user: Any, assignment: Assignment) -> bool:
    return _of_unit(user, assignment, Role.DEPARTMENT_LEADER)


@who(_("somebody of the handling unit other than the writer"))
def reviewer(user: Any, assignment: Assignment) -> bool:
    """Four eyes: who wrote the answer does not review it."""
    drafted = Answer.objects.filter(
        assignment=assignment.pk, round=assignment.round, entered_by=user
    ).exists()
    return _of_unit(user, assignment, *DEPARTMENT) and not drafted


@who(_("the handling unit"))
def promising(user: Any, promise: Promise) -> bool:
    return _of_unit(user, promise.answer.assignment, *DEPARTMENT)


@who(_("the first proposer"))
def asked(user: Any, feedback: Feedback) -> bool:
    return author(user, feedback.proposal)


@who(_("the invited member"))
def invited(user: Any, invitation: Invitation) -> bool:
    return bool(invitation.person.user_id == user.pk)


@who(_("who invited"))
def inviting(user: Any, invitation: Invitation) -> bool:
    return author(user, invitation.proposal) or writer(user, invitation.proposal)


@who(_("follows from what others did"))
def anyone(user: Any, obj: Any) -> bool:
    """For automatic steps: their guard is the condition, so that whoever completes it may take them."""
    return True
