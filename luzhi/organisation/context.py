"""What every page's frame needs: the committee, the menu, the appointments to switch between, the demo notice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.organisation.menus import menu_for, tabs_for


def pages(request: HttpRequest) -> dict[str, Any]:
    committee = getattr(request, "committee", None)
    user: Any = getattr(request, "user", None)
    frame = {
        "committee": committee,
        "demo": settings.HOME.demo_marker.exists(),
        "site_title": committee or _("Luzhi"),
    }
    if not getattr(user, "holdings", ()):
        return frame
    return frame | {
        "home": {"url": reverse("desk:home"), "current": request.path == reverse("desk:home")},
        "menu": menu_for(user, request.get_full_path()),
        "tabs": tabs_for(user, request.path),
        "appointment": "、".join(
            dict.fromkeys(str(row) for row in user.appointments_held if row.committee == committee)
        ),
        "appointments": _appointments(user, committee),
        "appointment_url": reverse("organisation:choose"),
        "search_url": reverse("search:search"),
        "complaint_url": "",
    }


def _appointments(user: Any, committee: Any) -> list[dict[str, Any]]:
    """One line a committee: what is held there today; choosing it goes to that committee's pages."""
    return [
        {
            "label": f"{row.committee} · {row}",
            "value": str(row.pk),
            "current": row.committee_id == committee.pk,
        }
        for row in user.appointments_held
    ]
