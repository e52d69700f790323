"""What a user may write, for the one list 我要提."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import ledgers

OFFERED = (
    ("proposals", "", _("Proposal"), "pencil"),
    ("papers", "kind=opinion", _("Social-conditions information"), "message-circle"),
    ("papers", "kind=speech", _("Conference speech"), "messages"),
    ("papers", "kind=information", _("CPPCC information"), "file-text"),
    ("papers", "kind=duty_report", _("Duty report"), "checklist"),
    ("activities", "kind=micro_survey", _("Monthly micro-survey"), "search"),
    ("activities", "", _("Activity"), "calendar-event"),
)


def writable(user: Any) -> list[dict[str, Any]]:
    """Each kind of entry that the user's roles may make, with the address of its form."""
    return [
        {"label": label, "icon": icon, "url": f"{ledgers[code].new_url}{'?' if query else ''}{query}"}
        for code, query, label, icon in OFFERED
        if code in ledgers and ledgers[code].form and ledgers[code].create(user, None)
    ]
