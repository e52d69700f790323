"""What is owed, by whom, how often. Entries stand in the mechanisms' own `duties.py`.

`counts(scope)` is a queryset annotated with `owner` (uuid of whoever fulfilled), `on` (date) and `counted` (how much
the row counts), so that one query tells a duty for all owners.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.figures import Scope
from luzhi.core.periods import Cadence
from luzhi.core.registry import Registry


class Owners(StrEnum):
    """Whose duty: `owner` of the counted rows is a person (members), a unit, or the committee itself."""

    MEMBERS = "members"
    BRANCHES = "branches"
    UNITS = "units"
    COMMITTEES = "committees"
    PAIRS = "pairs"


GROUPS = {
    "ten-ones": _("The ten ones"),
    "party-life": _("Party life of branches"),
    "programmes": _("Programmes of the committee"),
}


@dataclass(frozen=True)
class Duty:
    """`exempt(owner)` may free an owner (a 党外 member owes no Party lecture); `rule` names the rule it comes from."""

    code: str
    label: Text
    group: str
    order: int
    owed_by: Owners
    cadence: Cadence
    counts: Callable[[Scope], QuerySet[Any]]
    minimum: Decimal = Decimal(1)
    rule: Text = ""
    exempt: Callable[[Any], bool] | None = None


duties: Registry[Duty] = Registry("duty")


def of_group(group: str) -> list[Duty]:
    return sorted((duty for duty in duties if duty.group == group), key=lambda duty: duty.order)
