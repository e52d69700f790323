"""What may be a unit of a proposal: its proposer's wish, an import, the past. Shown, never taken by itself."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Proposal
from luzhi.proposals.suggesting import suggested_units

APART: Final = re.compile(r"[,，、;；\s]+")


def named_units(proposal: Proposal) -> dict[str, Text]:
    """Those that the proposal itself names: with its import, or by its proposer."""
    wished = [name for name in APART.split(proposal.suggested_units) if name]
    found: dict[str, Text] = {}
    if proposal.handler_id:
        found[str(proposal.handler_id)] = _("named as its handling unit")
    known = Unit.objects.filter(committee=proposal.committee_id, name__in=wished)
    for pk in known.values_list("pk", flat=True):
        found.setdefault(str(pk), _("suggested by the proposer"))
    return found


def advised_units(proposal: Proposal) -> dict[str, Text]:
    """The reason by the unit's id: what is known of it first, then what the committee's own past suggests."""
    found = named_units(proposal)
    for suggestion in suggested_units(proposal.committee_id, proposal.title, proposal.body):
        found.setdefault(suggestion.value, suggestion.because)
    return found
