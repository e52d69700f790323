"""提交一件提案 of the ten ones: first or joint, filed or turned into 社情民意."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, DecimalField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from luzhi.core.figures import Scope
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties
from luzhi.proposals.models import FILED, Proposal, ProposalState

EARNING = (*FILED, ProposalState.CONVERTED)


def proposed(scope: Scope) -> QuerySet[Any]:
    """Proposals by every member who signed: one row a signer, owned by the signer."""
    rows = Proposal.objects.filter(state__in=EARNING, signatures__isnull=False)
    counted: QuerySet[Any] = scope.rows(rows, "submitted_at__date").annotate(
        owner=F("signatures__person_id"),
        on=Cast("submitted_at", DateField()),
        counted=Value(1, output_field=DecimalField()),
    )
    return counted


duties.add(
    Duty("proposal", _("submit one proposal"), "ten-ones", 1, Owners.MEMBERS, Cadence.YEARLY, proposed),
)
