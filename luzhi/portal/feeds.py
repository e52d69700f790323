"""RSS: the latest articles with their summaries."""

from __future__ import annotations

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from luzhi.portal.models import Article
from luzhi.portal.reading import public

LATEST = 30


class ArticleFeed(Feed):  # type: ignore[type-arg]
    """The committee's published articles, as any stranger may read them."""

    feed_type = Rss201rev2Feed

    def get_object(self, request: HttpRequest, division: str) -> Any:
        return request.committee  # type: ignore[attr-defined]

    def title(self, committee: Any) -> str:
        return str(committee.site_name or committee.name)

    def description(self, committee: Any) -> str:
        return str(committee.slogan or committee.name)

    def link(self, committee: Any) -> str:
        return reverse("portal:front", args=[committee.code])

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
