"""RSS: the latest articles with their summaries, the latest proposals that were published."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from luzhi.portal.models import Article
from luzhi.portal.reading import public
from luzhi.proposals.models import Proposal
from luzhi.proposals.releasing import published, released, with_answers

LATEST = 30


class CommitteeFeed(Feed):  # type: ignore[type-arg]
    """What one committee publishes, as any stranger may read it."""

    feed_type = Rss201rev2Feed

    def get_object(self, request: HttpRequest, division: str) -> Any:
        return request.committee  # type: ignore[attr-defined]

    def title(self, committee: Any) -> str:
        return str(committee.site_name or committee.name)

    def description(self, committee: Any) -> str:
        return str(committee.slogan or committee.name)

    def link(self, committee: Any) -> str:
        return reverse("portal:front", args=[committee.code])


class ArticleFeed(CommitteeFeed):
    """The committee's published articles."""

    def items(self, committee: Any) -> list[Article]:
        return list(public(committee).select_related("committee", "channel").defer("body")[:LATEST])

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.summary

    def item_link(self, item: Article) -> str:
        return reverse("portal:article", args=[item.committee.code, item.pk])

    def item_pubdate(self, item: Article) -> Any:
        return item.published_at

    def item_author_name(self, item: Article) -> str:
        return item.author or item.source

    def item_categories(self, item: Article) -> list[str]:
        return [item.channel.name]


class ProposalFeed(CommitteeFeed):
    """The proposals published last, with what became of them."""

    def title(self, committee: Any) -> str:
        return f"{super().title(committee)} · {_('Published proposals')}"

    def link(self, committee: Any) -> str:
        return reverse("portal:released", args=[committee.code])

    def items(self, committee: Any) -> list[Proposal]:
        rows = released(committee).select_related("session__term", "main", "committee")
        return list(with_answers(rows.order_by(F("released_on").desc(nulls_last=True), "-pk"))[:LATEST])

    def item_title(self, item: Proposal) -> str:
        return published(item).title

    def item_description(self, item: Proposal) -> str:
        answers = published(item).answers
        return "；".join(f"{answer.unit}：{answer.class_label}" for answer in answers)

    def item_link(self, item: Proposal) -> str:
        return reverse("portal:released_proposal", args=[item.committee.code, item.pk])

    def item_pubdate(self, item: Proposal) -> Any:
        return (
            datetime.combine(item.released_on, time(), get_current_timezone()) if item.released_on else None
        )
