"""The work of Party branches through a year, and the tree of Party units."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.figures import Scope
from luzhi.core.periods import year as year_window
from luzhi.core.showing import Column
from luzhi.organisation.models import PARTY_UNITS, Unit
from luzhi.organisation.years import work_year, years
from luzhi.party.access import branches, reader
from luzhi.party.board import boards
from luzhi.party.tree import rows

COLUMNS = (
    Column("name", gettext_lazy("Party unit")),
    Column("kind", gettext_lazy("kind")),
    Column("parent", gettext_lazy("led by"), phone=False),
    Column("approved_by", gettext_lazy("approved by")),
    Column("approval_number", gettext_lazy("document number of the approval"), phone=False),
    Column("set_up_on", gettext_lazy("set up on"), kind="fit", phone=False),
)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    if not reader(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": reader.label})
    year = work_year(request)
    scope = Scope(request.committee.pk, year_window(year))  # type: ignore[attr-defined]
    shown = boards(branches(request.user, scope.window.end), scope, timezone.localdate(), request.user)
    own = next((each.record_url for each in shown if each.record_url), "")
    context = {"boards": shown, "months": range(1, 13), "record_url": own, "year": year}
    return render(request, "party/board.html", context | {"years": years(request.user, year)})


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    units = Unit.objects.visible_to(request.user).filter(kind__in=PARTY_UNITS, dissolved_on=None)
    shown = rows(units.select_related("parent", "approved_by").order_by("order", "name"), COLUMNS)
    return render(request, "party/organisation.html", {"columns": COLUMNS, "rows": shown})
