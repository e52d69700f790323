"""Who writes, publishes, comments and moderates on the portal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who
from luzhi.organisation.models import Appointment
from luzhi.reports.correcting import corrected
from luzhi.reports.models import Review

PUBLISHERS = (Role.EDITOR, Role.LEADER)

editor = holder(_("the portal's editors"), Role.EDITOR)


@who(_("an editor, while it is a draft"))
def draft_editor(user: Any, article: Any) -> bool:
    """What was submitted is what gets published: nobody changes the text in between, or afterwards."""
    return holds(user, Role.EDITOR) and (article is None or article.is_draft)


@who(_("an editor, for an article that prints a review"))
def printing_editor(user: Any, article: Any) -> bool:
    """One person is enough: the correction was read three times and signed."""
    return holds(user, Role.EDITOR) and article.review_id is not None


@who(_("the portal's editors, while no signed correction replaces the text"))
def taking_editor(user: Any, review: Review) -> bool:
    return holds(user, Role.EDITOR) and corrected(review) is None


@who(_("another editor or a leader"))
def second_person(user: Any, article: Any) -> bool:
    """Two persons for each publication, where the committee has two who may publish."""
    if not holds(user, *PUBLISHERS):
        return False
    return user.pk != article.submitted_by_id or not _others(user)


def _others(user: Any) -> bool:
    """Does anybody else hold a publisher's role here today?"""
    held = Appointment.objects.today().filter(committee_id=user.committee_id, role__in=PUBLISHERS)
    return held.exclude(user_id=user.pk).filter(user__is_active=True).exists()


@who(_("a verified reader, or somebody with a role in this committee"))
def verified(user: Any, obj: Any) -> bool:
    """Every appointment is made by name: whoever holds one here is known, readers too."""
    return bool(getattr(user, "holdings", ()))


@who(_("a comment moderator, not for his or her own comment"))
def moderator(user: Any, comment: Any) -> bool:
    return holds(user, Role.MODERATOR) and comment.author_id != user.pk
