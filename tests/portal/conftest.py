"""A city's portal: three channels, an article on its way through the flow, and readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from luzhi.core.flow import flows
from luzhi.portal.models import Article, Channel
from tests.world import World

PUBLISHED = datetime(2019, 2, 25, 3, 11, tzinfo=UTC)  # 11:11 in Beijing
BODY = "<h2>坚持党建引领</h2><p>去年以来，市政协以党建为引领。队伍更强。</p><p>履职更实。</p>"


@dataclass
class Newsroom:
    world: World
    news: Channel
    sub: Channel
    side: Channel

    def draft(self, title: str = "党建工作综述", **fields: Any) -> Article:
        given = {
            "channel": self.news,
            "body": BODY,
            "summary": "队伍更强。",
            "entered_by": self.world.bian,
        } | fields
        return Article.objects.create(committee=self.world.city, title=title, **given)

    def take(self, article: Any, step: str, by: str, **data: Any) -> Any:
        flows.of(article).take(step, article, self.world.acting(by), **data)
        article.refresh_from_db()
        return article

    def published(self, title: str = "党建工作综述", **fields: Any) -> Article:
        """Submitted by the editor, published by the leader."""
        article = self.draft(title, published_at=PUBLISHED, **fields)
        self.take(article, "submit", "bian")
        return self.take(article, "publish", "ling")

    def address(self, article: Article) -> str:
        return f"/{self.world.city.code}/articles/{article.pk}/"


@pytest.fixture
def newsroom(world: World) -> Newsroom:
    world.city.site_name, world.city.slogan = "试验城事网", "试验最具影响力门户网站"
    world.city.save()

    def channel(name: str, slug: str, parent: Channel | None = None, order: int = 0) -> Channel:
        return Channel.objects.create(committee=world.city, name=name, slug=slug, parent=parent, order=order)

    news = channel("城事资讯", "news", order=1)
    return Newsroom(world, news, channel("政协要闻", "cppcc", news), channel("公示公告", "notices", order=2))
