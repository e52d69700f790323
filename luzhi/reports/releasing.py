"""Opening an approved review to the public, and closing it again; called by the portal's publishing step alone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.reports.models import Review, ReviewState


def release(review: Review, actor: Any) -> None:
    """Its public figures may be opened by everybody from now on. ValidationError unless it is approved."""
    _set(review, actor, "release", released=True)


def withdraw(review: Review, actor: Any) -> None:
    """The article is no longer published: neither are its figures."""
    _set(review, actor, "withdraw", released=False)


def _set(review: Review, actor: Any, verb: str, *, released: bool) -> None:
    approved = Review.objects.filter(pk=review.pk, state=ReviewState.APPROVED)
    with transaction.atomic():
        if not approved.exclude(released=released).update(released=released, version=F("version") + 1):
            if not approved.exists():
                raise ValidationError(_("Only an approved review can be released."))
            return
        record(actor, f"review.{verb}", review, {"released": released})
        review.refresh_from_db()
