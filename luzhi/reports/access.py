"""Who writes, checks and approves reviews, and who may open figures (field.md 2.19)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who
from luzhi.organisation.models import Committee
from luzhi.reports.models import READERS, READING, Review, ReviewState
from luzhi.reports.models.monthly import FROM_ABOVE

FIGURE_READERS = (
    Role.ORGANISER,
    Role.PROPOSALS,
    Role.RESEARCH,
    Role.BRANCH_SECRETARY,
    Role.LEADER,
    Role.EDITOR,
)

writer = holder(_("the research office"), Role.RESEARCH)
leader = holder(_("leaders"), Role.LEADER)
figure_reader = holder(_("staff, leaders and editors"), *FIGURE_READERS)
roll_up_reader = holder(_("the research office and leaders"), *FROM_ABOVE)


@who(_("the research office while it is a draft, then who reads it"))
def text_writer(user: Any, review: Review) -> bool:
    """校 goes with 审: a reader corrects what he or she reads, and the versions show it."""
    if review.state == ReviewState.DRAFT:
        return writer(user, review)
    return review.state != ReviewState.SECRECY and reader(user, review)


@who(_("who was named for this reading"))
def reader(user: Any, review: Review) -> bool:
    return user.pk is not None and user.pk == review.reader_now() and holds(user, *READING)


@who(_("the research office, leaders and who reads the text"))
def versions_reader(user: Any, review: Review) -> bool:
    named = {getattr(review, f"{name}_id") for name in READERS.values()}
    return holds(user, Role.RESEARCH, Role.LEADER) or (user.pk in named and holds(user, *READING))


def may_roll_up(user: Any, committee: Committee) -> bool:
    """Whether figures are offered with the committees beneath: there are some, and the user reads them."""
    return roll_up_reader(user, None) and Committee.objects.beneath(committee).exists()
