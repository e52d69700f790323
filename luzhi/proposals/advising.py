"""What may be a unit of a proposal: what its proposer wished and what came with an import. Shown, never taken by itself."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Proposal

APART: Final = re.compile(r"[,，、;；\s]+")


def advised_units(proposal: Proposal) -> dict[str, Text]:
    """The reason by the unit's id."""
    wished = [name for name in APART.split(proposal.suggested_units) if name]
    found: dict[str, Text] = {}
    if proposal.handler_id:
        found[str(proposal.handler_id)] = _("named as its handling unit")
    for pk in Unit.objects.filter(committee=proposal.committee_id, name__in=wished).values_list(
        "pk", flat=True
    ):
        found.setdefault(str(pk), _("suggested by the proposer"))
    return found
