"""Who may enter, confirm and correct activities: 谁组织谁记录."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import OFFICE, Role
from luzhi.core.access import holds, who

READERS = (*OFFICE, Role.LEADER, Role.MEMBER, Role.BRANCH_SECRETARY)
"""Who finds lists of activities in the menu."""
RECORDERS = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH, Role.BRANCH_SECRETARY)


def records_for(user: Any, unit: UUID) -> bool:
    return holds(user, *RECORDERS, unit=unit)


@who(_("staff who organise"))
def recorder(user: Any, obj: Any) -> bool:
    return holds(user, *RECORDERS)


@who(_("its organiser"))
def organiser(user: Any, activity: Any) -> bool:
    """Staff of the organising unit; staff of the whole committee for every unit of theirs."""
    return records_for(user, activity.organiser_id)


@who(_("the organiser of the activity"))
def line_keeper(user: Any, participation: Any) -> bool:
    return organiser(user, participation.activity)


@who(_("the person concerned"))
def oneself(user: Any, participation: Any) -> bool:
    return bool(participation.person.user_id == user.pk)
