"""三审三校: who read which text, in which round, with what opinion. Written once, never changed."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import OFFICE, Role
from luzhi.core.access import holds
from luzhi.reports.models.reviews import Review, ReviewState
from luzhi.tenancy.models import TenantModel

READING = (*OFFICE, Role.BRANCH_SECRETARY, Role.EDITOR, Role.LEADER)
"""Who may be named to read a text before it is signed."""
STAGES = [
    (ReviewState.FIRST, _("first reading")),
    (ReviewState.SECOND, _("second reading")),
    (ReviewState.SECRECY, _("secrecy review")),
    (ReviewState.THIRD, _("third reading")),
]


class Outcome(models.TextChoices):
    PASSED = "passed", _("passed")
    RETURNED = "returned", _("returned")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: Any) -> ReadingQuerySet:
        """With their review, among those who may be named to read one; members and readers see no reading."""
        if not holds(user, *READING):
            return self.none()
        return self.filter(committee_id=user.committee_id, review__in=Review.objects.visible_to(user))


class Reading(TenantModel):
    """One reading of one round: 审 (opinion) and 校 (places corrected) by the person who was named for it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="readings", verbose_name=_("review"))
    round = models.PositiveSmallIntegerField(_("round of readings"))
    stage = models.CharField(_("reading"), max_length=20, choices=STAGES)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    opinion = models.TextField(_("opinion"), max_length=1000, blank=True)
    corrected = models.PositiveSmallIntegerField(_("places corrected"), default=0)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reader")
    )
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["review", "read_at"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "review", "round", "stage"], name="reading_once"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.reader}"

    def get_absolute_url(self) -> str:
        return self.review.get_absolute_url()
