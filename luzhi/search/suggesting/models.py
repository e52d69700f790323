"""What was learnt from a committee's texts, one compact row each."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from luzhi.tenancy.models import TenantModel


class LearntQuerySet(models.QuerySet["Learnt"]):
    def visible_to(self, user: Any) -> LearntQuerySet:
        """Nobody reads them as rows."""
        return self.none()


class Learnt(TenantModel):
    """`what`: the code of a source (sources.py) or of a searchable's corpus; `texts`: how many it was learnt from."""

    what = models.CharField(max_length=40)
    texts = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    payload = models.BinaryField()

    objects = LearntQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "what"], name="learnt_once")]

    def __str__(self) -> str:
        return f"{self.what} ({self.texts})"
