"""What the review editor asks for while somebody writes, and the page of a text's versions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luzhi.reports.access import may_roll_up, text_writer, versions_reader
from luzhi.reports.editing.asking import VersionsForm, tokens_of
from luzhi.reports.editing.listing import asked, listed
from luzhi.reports.editing.material import heaps
from luzhi.reports.editing.missing import missing
from luzhi.reports.editing.telling import told
from luzhi.reports.editing.versions import compared, versions
from luzhi.reports.models import Review
from luzhi.reports.reading import level_of
from luzhi.reports.tokens import Level


def _seen(request: HttpRequest, pk: Any) -> Review:
    rows = Review.objects.visible_to(request.user).select_related("committee", "corrects")
    return get_object_or_404(rows, pk=pk)


def _editable(request: HttpRequest, pk: Any) -> Review:
    review = _seen(request, pk)
    if not text_writer(request.user, review):
        raise PermissionDenied(_("Only %(who)s.") % {"who": text_writer.label})
    return review


@require_safe
def figures_listed(request: HttpRequest, pk: Any) -> JsonResponse:
    """Every figure in `?window=` (as a token writes it) and `?level=`; 400 in words for a window that is none."""
    review = _editable(request, pk)
    level = (
        level_of(request.GET.get("level", "")) if may_roll_up(request.user, review.committee) else Level.OWN
    )
    try:
        ask = asked(request.GET.get("window", ""), level, review)
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=400)
    return JsonResponse({"rooms": listed(review.committee, ask.window, level)})


@require_POST
def tokens_told(request: HttpRequest, pk: Any) -> JsonResponse:
    """What the chips of these tokens show."""
    review = _editable(request, pk)
    try:
        written, cut_off = tokens_of(request.body)
    except (ValueError, TypeError):
        return JsonResponse({"error": _("This is no list of figures.")}, status=400)
    return JsonResponse(told(review, written, cut_off))


@require_POST
def beside(request: HttpRequest, pk: Any) -> HttpResponse:
    """素材 and what the template would add, beside the text as it stands in the form."""
    review = _editable(request, pk)
    text = request.POST.get("text", review.text)
    context = {"heaps": heaps(review.window, request.user), "missing": missing(review, text)}
    return render(request, "reports/editing/_material.html", context)


@require_safe
def versions_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """Drafts are for those who wrote and read the text: whoever sees only what was released finds no such page."""
    review = _seen(request, pk)
    if not versions_reader(request.user, review):
        raise Http404
    kept = versions(review)
    form = VersionsForm(request, kept)
    before, after = (kept[number - 1] for number in form.chosen())
    context = {"review": review, "versions": kept, "form": form, "compared": compared(before, after)}
    return render(request, "reports/editing/versions.html", context)
