"""What every page's frame needs: the committee, the menu, and whether the site is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from luzhi.core.menu import menu_for, tabs_for


def pages(request: HttpRequest) -> dict[str, Any]:
    committee = getattr(request, "committee", None)
    frame = {"committee": committee, "demo": settings.HOME.demo_marker.exists()}
    if not getattr(request.user, "holdings", ()):
        return frame
    return frame | {
        "menu": menu_for(request.user, request.path),
        "tabs": tabs_for(request.user, request.path),
    }
