"""Figures of proposals: received and filed, by the day of submission."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.figures import Figure, Ratio, figures, ratios
from luzhi.proposals.models import COLLECTIVE, Proposal

received = Figure(
    "proposals.received",
    _("Proposals received"),
    "件",
    lambda scope: scope.rows(Proposal.objects.received(), "submitted_at__date"),
    _("Proposals submitted in the window, without drafts and those withdrawn."),
    public=True,
)
filed = Figure(
    "proposals.filed",
    _("Proposals filed"),
    "件",
    lambda scope: scope.rows(Proposal.objects.filed(), "submitted_at__date"),
    _("Of the proposals submitted in the window, those filed after examination."),
    public=True,
)
collective = Figure(
    "proposals.collective",
    _("Collective proposals"),
    "件",
    lambda scope: scope.rows(
        Proposal.objects.filed().filter(proposer_kind__in=COLLECTIVE), "submitted_at__date"
    ),
    _("Filed proposals of parties, special committees, sectors and groups."),
    public=True,
)
figures.add(received, filed, collective)
ratios.add(
    Ratio("proposals.filing_rate", _("Filing rate"), filed, received, _("Filed ÷ received."), public=True)
)
