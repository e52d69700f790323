"""Who writes, checks and approves reviews, and who may open figures (field.md 2.19)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who
from luzhi.organisation.models import Appointment
from luzhi.reports.models import Review, ReviewState

FIGURE_READERS = (
    Role.ORGANISER,
    Role.PROPOSALS,
    Role.RESEARCH,
    Role.BRANCH_SECRETARY,
    Role.LEADER,
    Role.EDITOR,
)
ROLL_UP_READERS = (Role.RESEARCH, Role.LEADER)

writer = holder(_("the research office"), Role.RESEARCH)
leader = holder(_("leaders"), Role.LEADER)
figure_reader = holder(_("staff, leaders and editors"), *FIGURE_READERS)
roll_up_reader = holder(_("the research office and leaders"), *ROLL_UP_READERS)


@who(_("the research office, while it is a draft"))
def draft_writer(user: Any, review: Review) -> bool:
    return writer(user, review) and review.state == ReviewState.DRAFT


@who(_("somebody else than who wrote it"))
def not_its_writer(user: Any, review: Review) -> bool:
    return user.pk not in (review.written_by_id, review.entered_by_id)


@who(_("somebody else than who wrote it, where the research office has somebody else"))
def another_checker(user: Any, review: Review) -> bool:
    """Four eyes; an office of one person checks its own work, and the leader's eyes are the second pair."""
    others = Appointment.objects.today().filter(committee=review.committee_id, role=Role.RESEARCH)
    return not_its_writer(user, review) or not others.exclude(user=user).exists()


checker = writer & another_checker
approver = leader & not_its_writer


def may_roll_up(user: Any) -> bool:
    return holds(user, *ROLL_UP_READERS)
