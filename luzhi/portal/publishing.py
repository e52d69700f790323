"""From an approved review to the article that prints it; each figure in the text opens its public card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.portal.models import Article, Channel
from luzhi.reports.models import FrozenFigure, Review, ReviewState
from luzhi.reports.weaving import html


def article_of(
    review: Review, channel: Channel, actor: Any, *, published_at: datetime | None = None, source: str = ""
) -> Article:
    """A new draft of the portal from an approved review; `Flow.take` submits and publishes it.

    `published_at` (past, time zone aware) is the moment it will carry, else that of its publication.
    Raises ValidationError for a review that is not approved, another committee's channel or a future moment.
    """
    if review.state != ReviewState.APPROVED:
        raise ValidationError(_("The review is not approved yet: its figures are not frozen."))
    if channel.committee_id != review.committee_id:
        raise ValidationError(_("The channel belongs to another committee."))
    if published_at and published_at > timezone.now():
        raise ValidationError(_("An article is not published before its time."))
    article = Article(
        committee=review.committee,
        entered_by=actor,
        channel=channel,
        review=review,
        title=review.title,
        summary=review.summary,
        body=html(review, _card_of),
        published_at=published_at,
        source=source,
    )
    with transaction.atomic():
        article.save(force_insert=True)
        record(actor, "article.create", article)
    return article


def _card_of(figure: FrozenFigure) -> str:
    return reverse("portal:figure", args=[figure.review.committee.code, figure.pk])
