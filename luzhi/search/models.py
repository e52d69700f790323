"""The index: one row for each text of each committee, and how common its pairs of characters are.

Nobody writes these rows from Python: the texts' own tables keep them by trigger (`indexing.Searched`), whoever changes
a text by whatever way, within the same transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from luzhi.search.registry import searchables
from luzhi.search.suggesting.models import Learnt
from luzhi.tenancy.models import TenantModel

__all__ = ["Entry", "Learnt", "Share"]


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Any) -> EntryQuerySet:
        """With the text's own row: the index has no rule of its own."""
        shown = Q(pk__in=[])
        if not getattr(user, "holdings", ()):
            return self.none()
        for each in searchables:
            shown |= Q(kind=each.code, pk__in=each.visible(user, user.committee_id, {}).values("pk"))
        return self.filter(shown)


class Entry(TenantModel):
    """A text as it is indexed, under the id of its own row: `title` and `body` folded (folding.py); the newest come first."""

    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    title = models.TextField()
    body = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["committee", "-at", "-id"], name="search_entry_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, user: Any) -> ShareQuerySet:
        """Nobody reads them as rows."""
        return self.none()


class Share(TenantModel):
    """In what part of a large committee's entries a gram stands; the gram "" has the number of entries."""

    gram = models.CharField(max_length=2, blank=True)
    share = models.FloatField()

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "gram"], name="search_share_once")]

    def __str__(self) -> str:
        return self.gram
