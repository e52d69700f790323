"""Figures with their rows, and reviews."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.pages import Ledger, detail_context
from luzhi.core.showing import Column
from luzhi.reports.access import figure_reader, text_writer, versions_reader, writer
from luzhi.reports.chips import text_of
from luzhi.reports.drift import drift
from luzhi.reports.forms import ReviewFilter, ReviewForm
from luzhi.reports.layout import docx, pdf
from luzhi.reports.metric_cards import cards_of
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.opening import LIST, ROW, SHARE, card, catalogue
from luzhi.reports.outlets import open_to
from luzhi.reports.reading import is_declared
from luzhi.reports.related import beside
from luzhi.reports.showing import changes, frozen_facts
from luzhi.reports.windows import chosen

REVIEWS = Ledger(
    code="reviews",
    label=gettext_lazy("Reviews"),
    purpose=gettext_lazy("The year's work in words, every number of it counted from the records."),
    model=Review,
    namespace="reports",
    columns=(
        Column("title", gettext_lazy("title")),
        Column("year", gettext_lazy("year"), kind="num", sort="year"),
        Column("cut_off", gettext_lazy("cut-off date"), kind="fit", phone=False),
        Column("written_by", gettext_lazy("written by"), phone=False),
        Column("state", gettext_lazy("state"), kind="fit", sort="state"),
    ),
    facts=(
        Column("state", gettext_lazy("state")),
        Column("template", gettext_lazy("template")),
        Column("year", gettext_lazy("year")),
        Column("cut_off", gettext_lazy("cut-off date")),
        Column("period", gettext_lazy("period")),
        Column("form", gettext_lazy("form")),
        Column("number", gettext_lazy("document number")),
        Column("addressee", gettext_lazy("addressee")),
        Column("meeting", gettext_lazy("meeting")),
        Column("written_by", gettext_lazy("written by")),
        Column("first_reader", gettext_lazy("first reader")),
        Column("second_reader", gettext_lazy("second reader")),
        Column("secrecy_reviewer", gettext_lazy("secrecy reviewer")),
        Column("third_reader", gettext_lazy("third reader")),
        Column("corrects", gettext_lazy("corrects")),
        Column("correction", gettext_lazy("what is corrected")),
        Column("released", gettext_lazy("released to the public")),
    ),
    texts=(Column("summary", gettext_lazy("summary")),),
    form=ReviewForm,
    create=writer,
    edit=text_writer,
    filters=ReviewFilter,
    search=("title",),
    related=(
        "written_by",
        "committee",
        "meeting",
        "corrects",
        "first_reader",
        "second_reader",
        "secrecy_reviewer",
        "third_reader",
    ),
    related_tables=beside,
    empty=gettext_lazy("No review yet: choose a template and a year, and the records write the draft."),
)


def _allow(request: HttpRequest) -> None:
    if not figure_reader(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": figure_reader.label})


def _in_drawer(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "drawer-body"


@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    _allow(request)
    choice = chosen(request, listed=True)
    groups = catalogue(request.committee, choice)  # type: ignore[attr-defined]
    return render(request, "reports/figures.html", {"groups": groups, "columns": LIST, "choice": choice})


@require_safe
def figure_page(request: HttpRequest, code: str) -> HttpResponse:
    _allow(request)
    if not is_declared(code):
        raise Http404
    choice = chosen(request)
    opened = card(request.committee, code, choice, request.user, request.GET.get("page"))  # type: ignore[attr-defined]
    context = {"card": opened, "columns": ROW, "share_columns": SHARE, "choice": choice}
    page = "reports/_card.html" if _in_drawer(request) else "reports/figure.html"
    return render(request, page, context)


@require_safe
def frozen_page(request: HttpRequest, pk: Any) -> HttpResponse:
    _allow(request)
    seen = FrozenFigure.objects.visible_to(request.user).select_related("review__committee", "frozen_by")
    frozen = get_object_or_404(seen, pk=pk)
    drifted = drift(frozen, request.user)
    context = {"frozen": frozen, "facts": frozen_facts(frozen), "drift": changes(drifted)}
    page = "reports/_frozen.html" if _in_drawer(request) else "reports/frozen.html"
    return render(request, page, context)


@require_safe
def review_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    context = detail_context(request, ledger, pk)
    review: Review = context["object"]
    shown: dict[str, Any] = {"body": text_of(review), "outlets": open_to(request.user, review)}
    shown["versions"] = versions_reader(request.user, review)
    if not shown["versions"]:
        shown["events"] = []  # who passed or returned it, and why, is the readers' own affair
    return render(request, "reports/review.html", context | shown)


@require_safe
def review_cards(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    review = get_object_or_404(ledger.rows(request.user), pk=pk)
    context: dict[str, Any] = {"ledger": ledger, "review": review}
    try:
        context["shown"] = cards_of(review, request.user)
    except ValidationError as error:
        context["faults"] = error.messages
    return render(request, "reports/cards.html", context)


@require_safe
def review_docx(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponseBase:
    return _download(request, get_object_or_404(ledger.rows(request.user), pk=pk), docx, "docx")


@require_safe
def review_pdf(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponseBase:
    return _download(request, get_object_or_404(ledger.rows(request.user), pk=pk), pdf, "pdf")


def _download(
    request: HttpRequest, review: Review, make: Callable[[Review], bytes], ending: str
) -> HttpResponseBase:
    """The file by its title; back to the text with the reason where it can't be printed."""
    try:
        return FileResponse(BytesIO(make(review)), as_attachment=True, filename=f"{review.title}.{ending}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(review)
