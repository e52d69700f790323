"""The committee's year at a glance: charts from the same rows that the figures count."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils.translation import gettext as _

from luzhi.activities.models import Activity
from luzhi.core.figures import Scope, figures
from luzhi.duties.registry import of_group
from luzhi.duties.sheets import sheets
from luzhi.members.models import Member
from luzhi.reports.reading import count

STRIP = (
    "suggestions.sent",
    "proposals.filed",
    "heart.activities",
    "gifts.money",
    "gifts.books",
    "clinic.patient_visits",
)


def strip(scope: Scope) -> list[dict[str, Any]]:
    """The figures that stand first, each opening its rows."""
    window = scope.window
    wanted = [figures[code] for code in STRIP]
    found = count(scope.committee, scope.below, [(figure, window) for figure in wanted])
    return [
        {
            "label": figure.label,
            "value": figure.printed(found[figure.code, window].value or Decimal(0)),
            "url": f"{reverse('reports:figure', args=[figure.code])}?from={window.start}&to={window.end}",
        }
        for figure in wanted
    ]


def activities_by_month(scope: Scope) -> dict[str, Any]:
    rows = scope.rows(Activity.objects.confirmed(), "held_on").order_by()
    months = dict(
        rows.annotate(month=ExtractMonth("held_on")).values_list("month").annotate(times=Count("pk"))
    )
    return {
        "kind": "columns",
        "unit": "次",
        "columns": [_("Month"), _("Activities held")],
        "rows": [[_("%(month)s.") % {"month": number}, months.get(number, 0)] for number in range(1, 13)],
    }


def duties_by_sector(scope: Scope, user: Any) -> dict[str, Any]:
    """The share of the ten ones that each sector's members have done, by sector as on the window's last day."""
    members = list(
        Member.objects.visible_to(user)
        .serving_in(scope.window.start, scope.window.end)
        .with_units(scope.window.end)
        .select_related("person")
    )
    found = sheets(of_group("ten-ones"), scope, [member.person for member in members])
    done: dict[str, list[int]] = defaultdict(list)
    for member in members:  # annotated by with_units
        done[getattr(member, "sector_name", None) or _("no sector")].append(found[member.person_id].done)
    rows = [[sector, round(sum(each) / len(each), 1)] for sector, each in sorted(done.items())]
    return {
        "kind": "bars",
        "unit": "项",
        "columns": [_("Sector"), _("done per member, of ten")],
        "rows": rows,
    }
