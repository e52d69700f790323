"""Keeping what was learnt, and when it is time to learn anew."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from luzhi.search.suggesting.models import Learnt

GROWN = 0.02  # part by which the past must have grown before it is learnt anew
STALE = timedelta(days=30)


def keep(committee: UUID, what: str, texts: int, payload: bytes) -> None:
    """In place of what was learnt before; two that learn at the same time leave one row."""
    Learnt.objects.bulk_create(
        [Learnt(committee_id=committee, what=what, texts=texts, payload=payload)],
        update_conflicts=True,
        unique_fields=["committee", "what"],
        update_fields=["texts", "at", "payload"],
    )


def kept(committee: UUID, what: str) -> bytes | None:
    payload = Learnt.objects.filter(committee=committee, what=what).values_list("payload", flat=True).first()
    return None if payload is None else bytes(payload)


def due(committee: UUID, what: str, texts: int) -> bool:
    """Whether nothing was learnt yet, or the `texts` of today are a good part more, or some more for a month."""
    row = Learnt.objects.filter(committee=committee, what=what).values_list("texts", "at").first()
    if row is None:
        return texts > 0
    before, at = row
    more = texts - before
    return more > before * GROWN or (more != 0 and timezone.now() - at > STALE)
