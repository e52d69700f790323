"""Who reads on paper what not every reader of a proposal may: contacts, and leaders' instructions (field.md 2.19)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import holds, units_of, who
from luzhi.handling.models import DROPPED
from luzhi.proposals.access import author
from luzhi.proposals.models import Proposal


def _handles(user: Any, proposal: Proposal) -> bool:
    """A unit talks with the proposer and reads what it is told to do, as long as it handles the proposal."""
    units = units_of(user, *DEPARTMENT)
    if not units:
        return False
    return proposal.assignments.filter(unit__in=units).exclude(state__in=DROPPED).exists()


@who(_("the office, the proposer and the handling units"))
def contact_reader(user: Any, proposal: Proposal) -> bool:
    return holds(user, Role.PROPOSALS) or author(user, proposal) or _handles(user, proposal)


@who(_("leaders, the office and the handling units"))
def instructions_reader(user: Any, proposal: Proposal) -> bool:
    return holds(user, Role.PROPOSALS, Role.RESEARCH, Role.LEADER) or _handles(user, proposal)
