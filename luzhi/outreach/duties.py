"""帮扶一名贫困学子 and 一次志愿服务 of the ten ones; 季度手拉手 and 委员心连心 as programmes."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from luzhi.activities.earning import ONE, attended, held_by_committee
from luzhi.core.figures import Scope
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties
from luzhi.outreach.models import PairingKind, Visit


def pupil_helped(scope: Scope) -> QuerySet[Any]:
    """A help record of a pairing with a pupil, owned by the helper."""
    rows = Visit.objects.filter(pairing__kind=PairingKind.STUDENT, pairing__helper__isnull=False)
    counted: QuerySet[Any] = scope.rows(rows, "on").annotate(owner=F("pairing__helper_id"), counted=ONE)
    return counted


duties.add(
    Duty("pupil", _("help one pupil in need"), "ten-ones", 5, Owners.MEMBERS, Cadence.YEARLY, pupil_helped),
    Duty(
        "volunteer",
        _("do voluntary service once"),
        "ten-ones",
        6,
        Owners.MEMBERS,
        Cadence.YEARLY,
        attended("volunteer", "heart", "hand"),
    ),
    Duty(
        "hand_in_hand",
        _("Quarterly hand in hand"),
        "programmes",
        3,
        Owners.COMMITTEES,
        Cadence.QUARTERLY,
        held_by_committee("sector_month", "expert_service", "party_volunteers"),
    ),
    Duty(
        "heart_to_heart",
        _("Members heart to heart"),
        "programmes",
        4,
        Owners.COMMITTEES,
        Cadence.QUARTERLY,
        held_by_committee("bring_culture", "bring_medicine", "bring_science", "bring_law", "poverty_relief"),
    ),
)
