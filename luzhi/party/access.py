"""Who sees the Party life of which branches."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds
from luzhi.organisation.models import Unit, UnitKind

OVERSEERS = (Role.ORGANISER, Role.LEADER)
READERS = (*OVERSEERS, Role.BRANCH_SECRETARY)

reader = holder(_("branch secretaries, organiser staff and leaders"), *READERS)


def branches(user: Any, day: date) -> list[Unit]:
    """Branches existing on that day: all for those who oversee them, else those whose secretary the user is."""
    found = Unit.objects.visible_to(user).filter(kind=UnitKind.PARTY_BRANCH).existing_on(day)
    every = holds(user, *OVERSEERS)
    return [unit for unit in found if every or holds(user, Role.BRANCH_SECRETARY, unit=unit.pk)]
