"""The page of bulk work: the step's form over the list of the chosen rows, then what became of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luzhi.core.forms import StepForm
from luzhi.core.pages import Ledger, filtered, ledger_urls, ordered
from luzhi.core.showing import Column, table
from luzhi.handling.bulk import MOST, Bulk, Outcome, Work, bulks, chosen, read_ids


def bulk_urls(ledger: Ledger, bulk: Bulk, prefix: str = "", **more: Any) -> list[URLPattern]:
    """A ledger's pages with `<prefix>bulk/` before them; its list offers the steps of `bulk`."""
    bulks[bulk.code] = bulk
    page = path(f"{prefix}bulk/", bulk_page, {"ledger": ledger}, name=f"{ledger.code}_bulk")
    return [page, *ledger_urls(ledger, prefix, **more)]


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_page(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """GET shows form and rows, POST takes the step for them and shows every outcome."""
    work = asked(request, ledger)
    if isinstance(work, HttpResponse):
        return work
    posted = request.method == "POST"
    form = _form(request, work)
    if posted and form.is_valid():
        work = replace(work, data=dict(form.cleaned_data))
        return render(request, "handling/bulk_done.html", _done(work, work.take()))
    return render(request, "handling/bulk.html", _asking(work, form), status=400 if posted else 200)


def asked(request: HttpRequest, ledger: Ledger) -> Work | HttpResponse:
    """What the address or the form asks for; a redirect to the list where nothing is chosen or too much is."""
    given, bulk = request.POST if request.method == "POST" else request.GET, bulks[ledger.code]
    if (wanted := bulk.of(given.get("step", ""))) is None:
        raise Http404
    if not wanted.by(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": wanted.by.label})
    if "all" in given and request.method != "POST":
        rows, _bound = filtered(request, ledger)
        rows = ordered(rows, ledger, given.get("sort", ""))
        ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
    else:
        ids = read_ids(given.get("rows", ""))
    if not ids or len(ids) > MOST:
        return _refused(request, ledger, len(ids))
    rows = chosen(ledger, request.user, ids)
    return Work(ledger, bulk, wanted, request.user, rows, missing=len(ids) - rows.count())


def _refused(request: HttpRequest, ledger: Ledger, number: int) -> HttpResponse:
    told = (
        _("Choose at most %(most)s rows at one go: filter the list.") if number else _("Choose rows first.")
    )
    messages.error(request, told % {"most": MOST})
    return redirect(ledger.list_url)


def _form(request: HttpRequest, work: Work) -> StepForm:
    posted = request.method == "POST"
    return (work.form or StepForm)(request.POST if posted else None, user=request.user)


def _asking(work: Work, form: StepForm) -> dict[str, Any]:
    rows = list(work.rows)
    columns = work.ledger.columns[:3] + tuple(each for each in work.ledger.columns if each.name == "state")
    return {
        "ledger": work.ledger,
        "step": work.step,
        "form": form,
        "columns": columns,
        "rows": table(columns, rows),
        "number": len(rows),
        "impossible": sum(not work.possible(row) for row in rows),
        "missing": work.missing,
        "ids": ",".join(str(row.pk) for row in rows),
    }


def _done(work: Work, outcomes: list[Outcome]) -> dict[str, Any]:
    """Refused rows first: they are what must be read, and can be tried again as they stand."""
    first = work.ledger.columns[0]
    refused = [each for each in outcomes if each.refused]
    columns = (*work.ledger.columns[:2], Column("state", _("state"), kind="fit"))
    return {
        "ledger": work.ledger,
        "step": work.step,
        "number": len(outcomes),
        "missing": work.missing,
        "refused": [
            {"title": first.value(each.row), "url": each.row.get_absolute_url(), "reason": each.refused}  # type: ignore[attr-defined]
            for each in refused
        ],
        "columns": columns,
        "done": table(columns, [each.row for each in outcomes if not each.refused]),
        "again": ",".join(str(each.row.pk) for each in refused),
        "again_url": f"{work.ledger.url(work.ledger.code + '_bulk')}?step={work.step.code}",
    }
