"""Deadlines of handling: dated rules of the committee, counted in days, working days or months (field.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.registry import Registry
from luzhi.core.workdays import UnknownYear, add_days, add_months, add_workdays
from luzhi.organisation.models import Setting

COUNTED: Final[Mapping[str, Callable[[date, int], date]]] = {
    "days": add_days,
    "workdays": add_workdays,
    "months": add_months,
}


@dataclass(frozen=True)
class Deadline:
    """`usual` is the default of docs/field.md: {"days" | "workdays" | "months": number}."""

    code: str
    label: Text
    usual: Mapping[str, int]

    @property
    def rule(self) -> str:
        """The name of the dated Setting that overrides `usual`."""
        return f"deadline.{self.code}"


deadlines: Registry[Deadline] = Registry("deadline")
deadlines.add(
    Deadline("hand_over", _("hand-over after the session"), {"days": 30}),
    Deadline("objection", _("objection to the assignment"), {"days": 10}),
    Deadline("decision", _("decision on the objection"), {"days": 7}),
    Deadline("talk", _("first talk with the proposer"), {"workdays": 15}),
    Deadline("opinion", _("opinion of a joint unit to the main unit"), {"months": 1}),
    Deadline("answer", _("written answer"), {"days": 90}),
    Deadline("extension", _("extension of the answer"), {"days": 30}),
    Deadline("longest", _("longest time to answer in all"), {"months": 6}),
    Deadline("feedback", _("the proposer's opinion on the answer"), {"workdays": 15}),
    Deadline("publication", _("publication of the answer"), {"workdays": 20}),
)


def due(committee: UUID, code: str, start: date) -> date | None:
    """The last day in time, by the rule in force on `start`; None where the holiday calendar of the year is not out.

    Nothing is guessed: `unknown` tells the reader why there is no day.
    """
    try:
        return _counted(committee, code, start)
    except UnknownYear:
        return None


def unknown(committee: UUID, code: str, start: date) -> Text:
    """Why `due` has no day, or ""."""
    try:
        _counted(committee, code, start)
    except UnknownYear as reason:
        return reason.args[0]  # type: ignore[no-any-return]
    return ""


def rule(committee: UUID, code: str, start: date) -> Mapping[str, int]:
    """The rule in force on that day: {"workdays": 15}."""
    wanted = deadlines[code]
    found: Any = Setting.objects.filter(committee=committee).at(wanted.rule, start)
    return found or wanted.usual


def _counted(committee: UUID, code: str, start: date) -> date:
    (unit, number), *_others = rule(committee, code, start).items()
    return COUNTED[unit](start, number)
