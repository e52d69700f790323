"""Who keeps gifts, pairings and voices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who
from luzhi.outreach.models import KEEPERS, Visit, Voice

WRITERS = (Role.ORGANISER, Role.BRANCH_SECRETARY)
GIFT_READERS = (*KEEPERS, Role.MEMBER)
PAIRING_READERS = (*WRITERS, Role.MEMBER)

writer = holder(_("organiser staff and branch secretaries"), *WRITERS)
helping = holder(_("helpers, organiser staff and branch secretaries"), *PAIRING_READERS)


@who(_("whoever recorded it, organiser staff and branch secretaries"))
def recorder(user: Any, visit: Visit) -> bool:
    return writer(user, visit) or visit.entered_by_id == user.pk


@who(_("the organiser of the activity"))
def hearer(user: Any, voice: Voice) -> bool:
    """谁组织谁记录: staff of the whole committee, and a branch for what it organised."""
    return holds(user, *WRITERS, unit=voice.activity.organiser_id)
