"""The printed roll: names in stroke order, women and nationalities marked, whole or by sector."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luzhi.core.pages import filtered
from luzhi.members.models import Member, MemberQuerySet
from luzhi.members.views import MEMBERS


def chosen(request: HttpRequest) -> list[Member]:
    """Members under the filters of the address, in stroke order; those of today where no term is asked for."""
    rows, _bound = filtered(request, MEMBERS)
    if not request.GET.get("term"):
        rows = cast("MemberQuerySet", rows).serving_on(timezone.localdate())
    return list(rows.order_by("person__stroke_key", "pk"))


def groups(members: list[Any]) -> list[tuple[str, list[Any]]]:
    """(sector, its members), the largest first, members without a sector last."""
    by_sector: dict[str, list[Any]] = {}
    for member in members:
        by_sector.setdefault(member.sector_name or "", []).append(member)
    return sorted(by_sector.items(), key=lambda group: (group[0] == "", -len(group[1]), group[0]))


@require_safe
def roll(request: HttpRequest) -> HttpResponse:
    members = chosen(request)
    by_sector = request.GET.get("by") == "sector"
    shown = groups(members) if by_sector else [("", members)]
    return render(
        request, "members/roll.html", {"groups": shown, "count": len(members), "by_sector": by_sector}
    )
