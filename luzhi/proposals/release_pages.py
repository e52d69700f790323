"""The preview of a publication: what strangers would read, and what is left out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.pages import Related
from luzhi.core.showing import Column, labelled, table
from luzhi.proposals.access import examiner
from luzhi.proposals.models import Proposal, ProposalState
from luzhi.proposals.releasing import preview

SETTLED = (ProposalState.ANSWERED, ProposalState.CLOSED, ProposalState.ARCHIVED)
DECISION: tuple[Column, ...] = labelled(Proposal, "release", "may_publish", "released_on")


def publication(proposal: Proposal, user: Any) -> list[Related]:
    """The decision on a proposal's page, with the way to the preview, for those who take it."""
    if proposal.state not in SETTLED or not examiner(user, proposal):
        return []
    cells = table(DECISION, [proposal])
    address = reverse("proposals:publication", args=[proposal.pk])
    return [Related(gettext_lazy("Publication"), DECISION, cells, address, gettext_lazy("Preview"))]


@require_safe
def publication_page(request: HttpRequest, pk: Any) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("session"), pk=pk)
    if not examiner(request.user, proposal):
        raise PermissionDenied(_("Only %(who)s.") % {"who": examiner.label})
    parts = preview(proposal)
    removed = sum(piece.kind is not None for part in parts for piece in part.pieces)
    context = {
        "proposal": proposal,
        "parts": parts,
        "removed": removed,
        "may_decide": proposal.state in SETTLED,
    }
    return render(request, "proposals/publication.html", context)
