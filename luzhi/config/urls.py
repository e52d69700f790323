"""All routes. Rooms that are not installed have none."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = {
    "desk": "desk/",
    "organisation": "organisation/",
    "members": "members/",
    "activities": "activities/",
    "duties": "duties/",
    "writing": "writing/",
    "handling": "handling/",
    "proposals": "proposals/",
    "opinions": "papers/",
    "consultations": "consultations/",
    "party": "party/",
    "liaison": "liaison/",
    "outreach": "outreach/",
    "learning": "learning/",
    "reports": "reports/",
    "exchange": "exchange/",
    "search": "search/",
    "accounts": "account/",
    "portal": "",  # last: its first segment is a division code
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    *(
        path(prefix, include(f"luzhi.{room}.urls"))
        for room, prefix in ROOMS.items()
        if find_spec(f"luzhi.{room}.urls")
    ),
]
