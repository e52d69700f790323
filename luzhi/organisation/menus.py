"""The menu: groups in the order in which the work flows; each room adds its entries in its own `menu.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text, holds
from luzhi.core.registry import Registry

GROUPS: dict[str, tuple[Text, str]] = {
    "people": (_("Organisation and people"), "users"),
    "records": (_("Work records"), "clipboard-list"),
    "proposals": (_("Proposals and opinions"), "pencil"),
    "consultation": (_("Consultation"), "messages"),
    "duties": (_("Duties and tasks"), "checklist"),
    "data": (_("Data"), "chart-bar"),
    "documents": (_("Reviews and documents"), "file-text"),
    "portal": (_("Portal"), "world"),
    "site": (_("Site"), "lock"),
}


TABS = ("inbox", "pencil", "checklist", "bell")


@dataclass(frozen=True)
class Entry:
    """A menu entry, shown to those who hold one of `roles` (none named: everybody signed in)."""

    code: str
    group: str
    label: Text
    url: str
    roles: tuple[str, ...] = ()
    query: str = ""
    args: tuple[str, ...] = ()
    tab: str = ""  # icon, when it is one of the four tabs of a phone

    def address(self) -> str:
        return _address(self.url, self.args, self.query)

    def shown_to(self, user: Any) -> bool:
        return not self.roles or holds(user, *self.roles)


@cache
def _address(url: str, args: tuple[str, ...], query: str) -> str:
    """Found once a process: a page shows some fifty of them."""
    return reverse(url, args=args) + (f"?{query}" if query else "")


menu: Registry[Entry] = Registry("menu entry")


def _item(entry: Entry, path: str) -> dict[str, Any]:
    url = entry.address()
    return {"label": entry.label, "url": url, "current": path == url, "icon": entry.tab}


def menu_for(user: Any, address: str) -> list[dict[str, Any]]:
    """`address` with its query: a list filtered by an entry is that entry's, by anything else the plain list's."""
    groups, path = [], address if address in {each.address() for each in menu} else address.partition("?")[0]
    for code, (label, icon) in GROUPS.items():
        items = [_item(entry, path) for entry in menu if entry.group == code and entry.shown_to(user)]
        if items:
            groups.append({"label": label, "icon": icon, "items": items})
    return groups


def tabs_for(user: Any, path: str) -> list[dict[str, Any]]:
    """The places at the foot of a phone, in the order of TABS."""
    shown = [entry for entry in menu if entry.tab and entry.shown_to(user)]
    return [_item(entry, path) for entry in sorted(shown, key=lambda entry: TABS.index(entry.tab))]
