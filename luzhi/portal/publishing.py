"""From an approved review to the article that prints it; each figure in the text opens its public card."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.portal.models import Article, ArticleState, Channel, Correction
from luzhi.reports.correcting import corrected
from luzhi.reports.models import FrozenFigure, Review, ReviewState
from luzhi.reports.releasing import release, withdraw
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
        published_at=published_at,
        source=source,
        **printed(review),
    )
    with transaction.atomic():
        article.save(force_insert=True)
        record(actor, "article.create", article)
    return article


def printed(review: Review) -> dict[str, Any]:
    """What an article takes over from the review that it prints."""
    return {
        "review": review,
        "title": review.title,
        "summary": review.summary,
        "body": html(review, _card_of, partial(_picture_of, review)),
    }


def correct(article: Article, actor: Any, notice: str) -> None:
    """The signed correction is printed instead, and the article says for good what was wrong."""
    before = article.review
    after = corrected(before) if before else None
    if before is None or after is None:
        raise ValidationError(_("There is no signed correction of the review."))
    if not printed_elsewhere(article):
        withdraw(before, actor)
    for name, value in printed(after).items():
        setattr(article, name, value)
    release(after, actor)
    tell(article, actor, notice)


def printed_elsewhere(article: Article) -> bool:
    """Does another published article print the same review?"""
    others = Article.objects.filter(review=article.review_id, state=ArticleState.PUBLISHED)
    return others.exclude(pk=article.pk).exists()


def tell(article: Article, actor: Any, notice: str) -> None:
    Correction.objects.create(
        committee_id=article.committee_id, article=article, notice=notice, corrected_by=actor
    )


def _picture_of(review: Review, number: int) -> str:
    return reverse("portal:chart", args=[review.committee.code, review.pk, number])


def _card_of(figure: FrozenFigure) -> str:
    return reverse("portal:figure", args=[figure.review.committee.code, figure.pk])
