"""Names in cells: lists of them, and units by name. A name that could be two is never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused
from luzhi.exchange.columns import normal
from luzhi.organisation.models import Committee, Unit, UnitKind

PARTED: Final = re.compile(r"[、，,;；/|\t\r\n]+")
BRACKETED: Final = re.compile(r"(.+?)\s*[（(]([^（）()]*)[)）]\s*")


def listed(text: str) -> list[str]:
    """The names of a cell: 、 , ; / and line ends part them, blanks do not (刘 敏 is one name)."""
    return list(dict.fromkeys(name.strip() for name in PARTED.split(text) if name.strip()))


def bracketed(text: str) -> tuple[str, str]:
    """(name, what stands in brackets behind it)."""
    found = BRACKETED.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def joined(names: Collection[str]) -> str:
    return "、".join(names)


class UnitNames:
    """The committee's units by name, loaded once. Units that an import makes are added on the way."""

    def __init__(self, committee: Committee) -> None:
        self.all: list[Unit] = list(Unit.objects.filter(committee=committee))
        self._by_name: dict[str, list[Unit]] = {}
        for unit in self.all:
            self._by_name.setdefault(normal(unit.name), []).append(unit)

    def add(self, unit: Unit) -> None:
        self.all.append(unit)
        self._by_name.setdefault(normal(unit.name), []).append(unit)

    def named(self, text: str, kinds: Collection[str] = ()) -> list[Unit]:
        """All units of this name (and of these kinds); 名称（类型） names the kind too."""
        name, kind = bracketed(text)
        whole = self._of(text, kinds)
        return whole or [
            unit for unit in self._of(name, kinds) if normal(str(unit.get_kind_display())) == normal(kind)
        ]

    def find(self, text: str, kinds: Collection[str] = ()) -> Unit:
        """The unit of this name. Raises Refused: none, or more than one."""
        found = self.named(text, kinds)
        if len(found) == 1:
            return found[0]
        if found:
            ways = joined([self.shown(unit, distinct=True) for unit in found])
            raise Refused(_("Several units have this name; write one of: %(ways)s") % {"ways": ways})
        near = get_close_matches(
            text, [unit.name for unit in self.all if not kinds or unit.kind in kinds], 3, 0.5
        )
        if near:
            raise Refused(_("No such unit; did you mean: %(units)s?") % {"units": joined(near)})
        raise Refused(_("No such unit; enter or import it first"))

    def shown(self, unit: Unit | None, distinct: bool = False) -> str:
        """The name by which `find` finds the unit again."""
        if unit is None:
            return ""
        if distinct or len(self._by_name.get(normal(unit.name), ())) > 1:
            return f"{unit.name}（{unit.get_kind_display()}）"
        return unit.name

    def any_of(self, kind: UnitKind) -> bool:
        return any(unit.kind == kind for unit in self.all)

    def _of(self, text: str, kinds: Collection[str]) -> list[Unit]:
        return [unit for unit in self._by_name.get(normal(text), ()) if not kinds or unit.kind in kinds]
