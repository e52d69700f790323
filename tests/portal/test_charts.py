"""A chart of a published review: a picture with words for it, and the table behind."""

from __future__ import annotations

from django.test import Client

from luzhi.core.flow import flows
from luzhi.portal.models import Article
from luzhi.portal.publishing import article_of
from tests.portal.conftest import Newsroom
from tests.reports.work import approved, held

TEXT = "! 协商会议 {{bimonthly_forum.held | 2018}} {{bimonthly_forum.held | 2018Q1}}"


def published(newsroom: Newsroom) -> Article:
    world, flow = newsroom.world, flows["article"]
    held(world, "bimonthly_forum", 6)
    article = article_of(approved(world, f"{TEXT}\n好。"), newsroom.news, world.acting("bian"))
    flow.take("submit", article, world.acting("bian"))
    flow.take("publish", article, world.acting("ling"))
    return article


def address(article: Article, number: int = 0) -> str:
    return f"/369900/reviews/{article.review_id}/charts/{number}.svg"


def test_the_article_shows_picture_words_and_table(newsroom: Newsroom) -> None:
    article = published(newsroom)
    assert f'src="{address(article)}"' in article.body
    assert 'alt="协商会议（单位：次）：2018年 6次；2018年第一季度 6次。"' in article.body
    assert article.body.count("<td>") == 4


def test_the_picture_is_a_drawing_with_a_description(newsroom: Newsroom) -> None:
    answer = Client().get(address(published(newsroom)))
    drawn = answer.content.decode()
    assert (answer.headers["Content-Type"], drawn[:5]) == ("image/svg+xml", "<svg ")
    assert "<desc" in drawn
    assert "6次" in drawn


def test_there_is_no_second_picture(newsroom: Newsroom) -> None:
    assert Client().get(address(published(newsroom), 1)).status_code == 404


def test_a_withdrawn_article_takes_its_pictures_along(newsroom: Newsroom) -> None:
    article = published(newsroom)
    flows["article"].take("withdraw", article, newsroom.world.acting("ling"), remark="有误")
    assert Client().get(address(article)).status_code == 404
