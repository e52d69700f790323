"""The public pages as a stranger meets them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luzhi.portal import reading
from luzhi.portal.models import Article, Channel
from luzhi.portal.reacting import react
from luzhi.tenancy.current import tenants
from tests.portal.conftest import PUBLISHED, Newsroom
from tests.portal.test_voices import comment


def page(address: str, browser: Client | None = None) -> str:
    return (browser or Client()).get(address).content.decode()


def queries(address: str) -> int:
    """How many statements a page asks that nobody has asked for before."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len([one for one in captured if "SAVEPOINT" not in one["sql"]])


ELEMENTS = {
    "site name": "试验城事网",
    "slogan": "试验最具影响力门户网站",
    "first crumb": ">门户</a>",
    "channel crumb": ">城事资讯</a>",
    "own crumb": ">政协要闻</a>",
    "last crumb": "查看内容",
    "title": "<h1>党建工作综述</h1>",
    "time": ">2019-2-25 11:11</time>",
    "publisher": "发布者: 凌导",
    "comments": "评论: 0",
    "source": "来自: 萍乡日报",
    "summary": "<b>摘要</b>: 队伍更强。",
    "heading of the text": "<h2>坚持党建引领</h2>",
    "flowers": ">鲜花</span>",
    "handshake": ">握手</span>",
    "shocked": ">雷人</span>",
    "passing": ">路过</span>",
    "egg": ">鸡蛋</span>",
    "friends": "刚表态过的朋友 (1 人)",
    "channels beneath": "<h2>下级分类</h2>",
    "related channels": "<h2>相关分类</h2>",
    "previous": "上一篇",
    "previous title": ">前一篇</a>",
    "next": "下一篇",
    "next title": ">后一篇</a>",
    "comment hint": "实名读者登录后可以评论",
}


@pytest.fixture
def shown(newsroom: Newsroom) -> str:
    """An article between two others, with a reaction, as a stranger sees it."""
    for title, days in (("前一篇", -1), ("后一篇", 1)):
        article = newsroom.published(title, channel=newsroom.sub)
        Article.objects.filter(pk=article.pk).update(published_at=PUBLISHED + timedelta(days=days))
    article = newsroom.published(channel=newsroom.sub, source="萍乡日报")
    react(article, newsroom.world.acting("du"), "flower")
    return page(newsroom.address(article))


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_article_page_has_every_element(shown: str, element: str) -> None:
    assert ELEMENTS[element] in " ".join(shown.split())


def test_reactions_stand_in_the_order_of_the_page(shown: str) -> None:
    places = [shown.index(f">{name}<") for name in ("鲜花", "握手", "雷人", "路过", "鸡蛋")]
    assert places == sorted(places)


def test_a_stranger_sees_no_reader_by_name(shown: str, newsroom: Newsroom) -> None:
    assert newsroom.world.du.name not in shown


@pytest.mark.parametrize("state", ["draft", "pending", "withdrawn"])
def test_what_is_not_published_is_not_there(newsroom: Newsroom, state: str) -> None:
    article = newsroom.published()
    Article.objects.filter(pk=article.pk).update(state=state)
    places = (newsroom.address(article), newsroom.address(article) + "comments/")
    assert Client().get(places[0]).status_code == 404
    assert [page(place).count(article.title) for place in fronts(newsroom)] == [0, 0, 0]


def fronts(newsroom: Newsroom) -> list[str]:
    code = newsroom.world.city.code
    return [f"/{code}/", f"/{code}/channels/news/", f"/{code}/feed/"]


def test_a_published_article_is_listed_everywhere(newsroom: Newsroom) -> None:
    article = newsroom.published()
    assert [article.title in page(place) for place in fronts(newsroom)] == [True, True, True]


def test_a_withdrawn_article_leaves_its_notice_alone(newsroom: Newsroom) -> None:
    article = newsroom.published()
    newsroom.take(article, "withdraw", "bian", notice="本文数据更正中。")
    response = Client().get(newsroom.address(article))
    text = response.content.decode()
    assert (response.status_code, "本文数据更正中。" in text, "坚持党建引领" in text) == (410, True, False)


def test_a_withdrawn_article_is_gone_from_kept_pages_at_once(newsroom: Newsroom) -> None:
    article = newsroom.published()
    assert article.title in page(fronts(newsroom)[0])
    newsroom.take(article, "withdraw", "bian")
    assert article.title not in page(fronts(newsroom)[0])
    assert Client().get(newsroom.address(article)).status_code == 404


def test_an_editor_previews_what_waits(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.take(newsroom.draft(), "submit", "bian")
    assert "党建工作综述 (待审核)" in page(newsroom.address(article), sign_in(newsroom.world.bian))


def test_a_reader_sees_no_draft(newsroom: Newsroom, sign_in: Any) -> None:
    assert sign_in(newsroom.world.du).get(newsroom.address(newsroom.draft())).status_code == 404


@pytest.mark.parametrize("who", ["", "bian", "stranger"])
def test_another_committees_article_is_not_found_here(newsroom: Newsroom, sign_in: Any, who: str) -> None:
    article, twin = newsroom.published(), newsroom.world.twin
    browser = sign_in(newsroom.world.users[who]) if who else Client()
    assert browser.get(f"/{twin.code}/articles/{article.pk}/").status_code == 404


def test_the_first_lock_alone_keeps_committees_apart(newsroom: Newsroom) -> None:
    """Asked of the rows themselves, with the database showing both committees."""
    article, twin = newsroom.published(), newsroom.world.twin
    with tenants(newsroom.world.city.pk, twin.pk):
        assert reading.article_for(AnonymousUser(), twin, article.pk) is None
        assert list(reading.public(twin)) == []


def test_two_portals_show_their_own(newsroom: Newsroom) -> None:
    twin = newsroom.world.twin
    with tenants(twin.pk):
        Channel.objects.create(committee=twin, name="邻市要闻", slug="news")
    newsroom.published()
    text = page(f"/{twin.code}/")
    assert ("邻市要闻" in text, "城事资讯" in text, "党建工作综述" in text) == (True, False, False)


@pytest.mark.parametrize("place", ["", "channels/news/", "articles/00000000-0000-7000-8000-000000000000/"])
def test_an_unknown_committee_has_no_pages(newsroom: Newsroom, place: str) -> None:
    assert Client().get(f"/999999/{place}").status_code == 404


def test_a_closed_channel_hides_what_is_in_it_and_beneath(newsroom: Newsroom) -> None:
    article = newsroom.published(channel=newsroom.sub)
    Channel.objects.filter(pk=newsroom.news.pk).update(closed=True)
    code = newsroom.world.city.code
    places = [newsroom.address(article), f"/{code}/channels/news/", f"/{code}/channels/cppcc/"]
    assert [Client().get(place).status_code for place in places] == [404, 404, 404]
    assert article.title not in page(f"/{code}/")


def test_the_only_portal_opens_at_the_root(newsroom: Newsroom) -> None:
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, f"/{newsroom.world.city.code}/")


def test_several_portals_are_listed_at_the_root(newsroom: Newsroom) -> None:
    type(newsroom.world.twin).objects.update(site_name="某网")
    assert page("/").count("某网") == 2


def test_a_stranger_gets_no_cookie(newsroom: Newsroom) -> None:
    article = newsroom.published()
    places = [*fronts(newsroom), newsroom.address(article)]
    assert [list(Client().get(place).cookies) for place in places] == [[], [], [], []]


def test_an_unchanged_page_is_not_sent_again(newsroom: Newsroom) -> None:
    address = newsroom.address(newsroom.published())
    known = Client().get(address)["ETag"]
    assert Client().get(address, headers={"If-None-Match": known}).status_code == 304


def test_a_signed_in_page_is_kept_nowhere(newsroom: Newsroom, sign_in: Any) -> None:
    response = sign_in(newsroom.world.du).get(newsroom.address(newsroom.published()))
    assert response["Cache-Control"] == "private, no-cache"


def test_a_new_comment_is_seen_at_once_when_approved(newsroom: Newsroom) -> None:
    article = newsroom.published()
    said = comment(newsroom, article, text="看得见的话")
    assert "看得见的话" not in page(newsroom.address(article))
    newsroom.take(said, "show", "shen")
    assert "看得见的话" in page(newsroom.address(article))


@pytest.mark.parametrize("place", ["", "channels/news/"])
def test_lists_ask_as_much_for_one_article_as_for_thirty(newsroom: Newsroom, place: str) -> None:
    address = f"/{newsroom.world.city.code}/{place}"
    newsroom.published("第一篇")
    one = queries(address)
    for number in range(30):
        newsroom.published(f"第{number}篇")
    assert (queries(address), one <= 8 + SETUP) == (one, True)


SETUP = 2  # the committee of the address, and the rows it opens


def test_the_article_asks_as_much_for_one_comment_as_for_thirty(newsroom: Newsroom) -> None:
    article = newsroom.published()
    newsroom.take(comment(newsroom, article), "show", "shen")
    one = queries(newsroom.address(article))
    for number in range(30):
        newsroom.take(comment(newsroom, article, text=f"第{number}条"), "show", "shen")
    assert (queries(newsroom.address(article)), one <= 8 + SETUP) == (one, True)


def test_a_channel_is_paged(newsroom: Newsroom) -> None:
    for number in range(21):
        newsroom.published(f"第{number}篇文章")
    address = f"/{newsroom.world.city.code}/channels/news/"
    assert [page(f"{address}?page={number}").count("篇文章</a>") for number in (1, 2)] == [20, 1]


def test_the_language_is_chosen_by_a_link(newsroom: Newsroom) -> None:
    browser = Client()
    address = newsroom.address(newsroom.published())
    assert browser.get(f"/language/en/?next={address}")["Location"] == address
    assert "Published by: 凌导" in page(address, browser)


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_the_language_link_leads_nowhere_else(db: None, following: str) -> None:
    assert Client().get("/language/en/", {"next": following})["Location"] == "/"


def test_the_feed_holds_summaries(newsroom: Newsroom) -> None:
    article = newsroom.published()
    response = Client().get(f"/{newsroom.world.city.code}/feed/")
    text = response.content.decode()
    assert response["Content-Type"].startswith("application/rss+xml")
    assert ("<title>党建工作综述</title>" in text, "队伍更强。" in text, str(article.pk) in text) == (
        True,
        True,
        True,
    )
