"""The pages of the roll-up: the months of a year, one month with its confirmation, and the whole tree's year."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.core.access import Who
from luzhi.core.periods import Window
from luzhi.core.periods import month as month_window
from luzhi.exchange.writing import Value, write_xlsx
from luzhi.organisation.years import FIRST, LAST, work_year, years
from luzhi.reports.access import roll_up_reader
from luzhi.reports.rollups.access import monthly_reader
from luzhi.reports.rollups.choosing import View
from luzhi.reports.rollups.confirming import digest, of_month, report_of
from luzhi.reports.rollups.flow import offered, submit
from luzhi.reports.rollups.months import LIST, months, shown


def _allow(request: HttpRequest, reader: Who) -> Any:
    """The committee of the pages; PermissionDenied for others."""
    if not reader(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": reader.label})
    return request.committee  # type: ignore[attr-defined]


@require_safe
def months_page(request: HttpRequest) -> HttpResponse:
    committee, year = _allow(request, monthly_reader), work_year(request)
    rows = months(committee, year, timezone.localdate())
    choices = years(request.user, year)
    context = {"rows": rows, "columns": LIST, "year": year, "years": choices}
    return render(request, "reports/months.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def month_page(request: HttpRequest, of_year: int, number: int) -> HttpResponse:
    committee, month = _allow(request, monthly_reader), _month(of_year, number)
    report, form = report_of(committee.pk, month), None
    if request.method == "POST":
        form = submit(report, request.user, request.POST)
        if form.is_valid():
            messages.success(request, _("Confirmed: the figures of %(month)s.") % {"month": month.label})
            return redirect(request.path)
    now = of_month(committee.pk, month)
    page, offer = shown(report, now, timezone.localdate()), offered(report, request.user)
    asking = bool(offer and not offer.blocked and (page.differs or not report.edition))
    context = {"page": page, "offer": offer, "asking": asking, "form": form, "seen": digest(now)}
    return render(request, "reports/month.html", context)


def _month(year: int, number: int) -> Window:
    if not (FIRST <= year <= LAST and 1 <= number <= 12):
        raise Http404
    return month_window(year, number)


@require_safe
def tree_page(request: HttpRequest) -> HttpResponse:
    _allow(request, roll_up_reader)
    return render(request, "reports/tree.html", {"view": View.of(request)})


@require_safe
def tree_xlsx(request: HttpRequest) -> FileResponse:
    """The table that the page shows."""
    _allow(request, roll_up_reader)
    view, file = View.of(request), BytesIO()
    headings = [str(column.label) for column in view.table.columns]
    lines = [[_typed(str(cell.text)) for cell in row.cells] for row in view.table.rows]
    title = f"{view.title} {view.table.title}"
    write_xlsx(file, headings, lines, title=title)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}.xlsx")


def _typed(text: str) -> Value:
    """Numbers as numbers: 1,200.5."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text
