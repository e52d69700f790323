"""Who proposes, who examines, who may still change a proposal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who
from luzhi.proposals.models import Proposal, ProposalState

ON_BEHALF = (Role.PROPOSALS, Role.ORGANISER)
READERS = (Role.MEMBER, *ON_BEHALF, Role.RESEARCH, Role.LEADER, Role.HANDLER)

examiner = holder(_("the proposals committee"), Role.PROPOSALS)
proposer = holder(_("members, or the office on their behalf"), Role.MEMBER, *ON_BEHALF)


@who(_("its author"))
def author(user: Any, proposal: Proposal) -> bool:
    """The first proposer; of a unit's proposal whoever entered it or the unit's staff."""
    if proposal.lead is not None:
        return bool(proposal.lead.user_id == user.pk)
    unit = proposal.lead_unit_id
    return proposal.entered_by_id == user.pk or (unit is not None and holds(user, Role.ORGANISER, unit=unit))


@who(_("its author before the examination, or the proposals committee"))
def editor(user: Any, proposal: Proposal) -> bool:
    if proposal.state != ProposalState.SUBMITTED:
        return examiner(user, proposal)
    return author(user, proposal) or proposal.entered_by_id == user.pk or examiner(user, proposal)
