"""核数 in the browser: nothing of the text is kept."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luzhi.reports.access import figure_reader
from luzhi.reports.checking.forms import CheckForm
from luzhi.reports.checking.showing import shown
from luzhi.reports.checking.workbook import workbook


@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest) -> HttpResponseBase:
    if not figure_reader(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": figure_reader.label})
    form = CheckForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "reports/check.html", {"form": form}, status=422 if form.is_bound else 200)
    committee = request.committee  # type: ignore[attr-defined]
    checked = form.check(committee)
    if "xlsx" in request.POST:
        title = _("Figure check")
        return FileResponse(BytesIO(workbook(checked)), as_attachment=True, filename=f"{title}.xlsx")
    result = shown(checked, committee, request.user)
    return render(request, "reports/check.html", {"form": form, "result": result, "notices": form.notices})
