"""查重 pages: one proposal against all years, two side by side, the queue of pairs, and what stands beside the writer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luzhi.organisation.models import Session
from luzhi.proposals.access import examiner
from luzhi.proposals.models import PairKind, PairVerdict, Proposal
from luzhi.proposals.pairing import compare, hold_different, merge_url, queue, to_compare
from luzhi.proposals.similar import BESIDE, side_by_side, similar_to, verdict_label
from luzhi.search.passages import marked
from luzhi.search.similar_reading import Reading
from luzhi.writing.editing import written

PAGE = 30
SHORTEST = 6  # characters that say enough to look for like texts


def only_examiners(request: HttpRequest) -> Any:
    """The user, who is one."""
    if not examiner(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": examiner.label})
    return request.user


@require_safe
def similar_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """One proposal against all years."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    found = similar_to(Reading(proposal.title, proposal.body), request.user, without=proposal.pk)
    return render(request, "proposals/similar.html", {"proposal": proposal, "found": found})


def asked_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


@require_safe
def beside_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """The proposal and the one that the address names (`with`), what both have marked."""
    rows = Proposal.objects.visible_to(request.user).select_related("session")
    one, two = (
        get_object_or_404(rows, pk=pk),
        get_object_or_404(rows, pk=asked_id(request.GET.get("with", ""))),
    )
    like = side_by_side(one, two)
    context = {
        "proposal": one,
        "like": like,
        "verdict": verdict_label(like.verdict),
        "percent": round(like.similarity * 100),
        "sides": [
            (one, marked(like.first.body, [run.first for run in like.passages])),
            (two, marked(like.second.body, [run.second for run in like.passages])),
        ],
    }
    return render(request, "proposals/beside.html", context)


@require_safe
def pairs_page(request: HttpRequest) -> HttpResponse:
    user = only_examiners(request)
    sessions = Session.objects.visible_to(user).order_by("-year")
    chosen = next((row for row in sessions if str(row.pk) == request.GET.get("session")), sessions.first())
    kinds = [kind for kind in request.GET.getlist("verdict") if kind in PairKind.values]
    rows = queue(user, chosen and chosen.pk, tuple(kinds) or (PairKind.SAME_TEXT, PairKind.SAME_ASK))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": [(pair, merge_url(pair)) for pair in page],
        "sessions": sessions,
        "chosen": chosen,
        "kinds": [(value, label, value in kinds) for value, label in PairKind.choices],
        "waiting": to_compare(user.committee_id).count(),
    }
    return render(request, "proposals/pairs.html", context)


@require_POST
def compare_pairs(request: HttpRequest) -> HttpResponse:
    user = only_examiners(request)
    number = compare(user.committee_id)
    messages.success(request, _("%(number)s proposals were compared with all others.") % {"number": number})
    return redirect("proposals:pairs")


@require_POST
def different_pair(request: HttpRequest, pk: Any) -> HttpResponse:
    user = only_examiners(request)
    pair = get_object_or_404(PairVerdict.objects.visible_to(user), pk=pk)
    hold_different(pair, user)
    messages.success(request, _("Noted as different; the pair will not come back."))
    return redirect("proposals:pairs")


@require_POST
def similar_fragment(request: HttpRequest) -> HttpResponse:
    """Beside the editor: past proposals like what is being written, with their answers."""
    text = written(request.POST)
    enough = len(text.title) + len(text.text) >= SHORTEST
    found = similar_to(Reading(text.title, text.text), request.user, limit=BESIDE) if enough else []
    return render(request, "proposals/_similar.html", {"found": found, "enough": enough})


SIMILAR = [
    path("similar/", similar_fragment, name="similar_fragment"),
    path("pairs/", pairs_page, name="pairs"),
    path("pairs/compare/", compare_pairs, name="pairs_compare"),
    path("pairs/<uuid:pk>/different/", different_pair, name="pair_different"),
    path("<uuid:pk>/similar/", similar_page, name="proposal_similar"),
    path("<uuid:pk>/beside/", beside_page, name="beside"),
]
