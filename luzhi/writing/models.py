"""What somebody is typing and has not saved yet: kept on the server every few seconds, seen by nobody else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from luzhi.tenancy.models import TenantModel


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Any) -> DraftQuerySet:
        """One's own in the committee of the pages; not even the office reads what somebody has not saved."""
        if not user.is_authenticated or not getattr(user, "holdings", ()):
            return self.none()
        return self.filter(committee_id=user.committee_id, owner=user)

    def filled(self) -> DraftQuerySet:
        """Those that hold a text: a row that was saved or given up stays, empty, for its revision."""
        return self.exclude(values={})


class Draft(TenantModel):
    """`form`: ledger.new or ledger.<id>. `values`: name of the field → what was typed, a list as browsers send it.

    `revision` grows with every change; `device` is the page that saved last, `turn` its own count of savings: by them
    what comes late, or from somewhere else, is recognised.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    device = models.CharField(max_length=40, blank=True)
    turn = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "owner", "form"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return self.form
