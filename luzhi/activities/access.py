"""Who may enter, confirm and correct activities: 谁组织谁记录."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds, who

RECORDERS = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH, Role.BRANCH_SECRETARY)


@who(_("staff who organise"))
def recorder(user: Any, obj: Any) -> bool:
    return holds(user, *RECORDERS)


@who(_("its organiser"))
def organiser(user: Any, activity: Any) -> bool:
    """Staff of the organising unit; staff of the whole committee for every unit of theirs."""
    return any(holds(user, role, unit=activity.organiser_id) for role in RECORDERS)


@who(_("the organiser of the activity"))
def line_keeper(user: Any, participation: Any) -> bool:
    return organiser(user, participation.activity)


@who(_("the person concerned"))
def oneself(user: Any, participation: Any) -> bool:
    return bool(participation.person.user_id == user.pk)
