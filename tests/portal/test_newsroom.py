"""The signed-in pages of editors, leaders and moderators."""

from __future__ import annotations

from typing import Any

import pytest

from luzhi.portal.models import Article, Channel, CommentState
from tests.portal.conftest import BODY, Newsroom
from tests.portal.test_voices import comment

TYPED = {
    "title": "新文章",
    "body": "# 标题\n第一句话。第二句话。",
    "summary": "",
    "author": "",
    "source": "",
    "source_url": "",
}


def typed(newsroom: Newsroom, **changes: Any) -> dict[str, Any]:
    return TYPED | {"channel": str(newsroom.news.pk)} | changes


def test_an_editor_writes_an_article(newsroom: Newsroom, sign_in: Any) -> None:
    response = sign_in(newsroom.world.bian).post("/newsroom/articles/new/", typed(newsroom))
    article = Article.objects.get()
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())
    assert (article.body, article.summary) == (
        "<h2>标题</h2>\n<p>第一句话。第二句话。</p>",
        "第一句话。第二句话。",
    )


def test_an_edited_summary_ends_with_a_sentence(newsroom: Newsroom, sign_in: Any) -> None:
    response = sign_in(newsroom.world.bian).post(
        "/newsroom/articles/new/", typed(newsroom, summary="推动高 ...的")
    )
    assert (response.status_code, Article.objects.count()) == (400, 0)


@pytest.mark.asvs("T-ASVS-06")
def test_a_hostile_article_is_saved_clean(newsroom: Newsroom, sign_in: Any) -> None:
    body = "<p>好。</p><img src=x onerror=__x=1><script>__x=1</script>"
    sign_in(newsroom.world.bian).post("/newsroom/articles/new/", typed(newsroom, body=body))
    article = Article.objects.get()
    pages = [
        sign_in(newsroom.world.bian).get(place).content.decode()
        for place in (article.get_absolute_url(), newsroom.address(article))
    ]
    assert (article.body, [page.count("__x") for page in pages]) == ("<p>好。</p>", [0, 0])


@pytest.mark.asvs("T-ASVS-02")
@pytest.mark.parametrize(
    "address",
    ["javascript:__x=1", "//evil", "https://ok@evil.example/", "data:text/html,x", "ftp://a.example/"],
)
def test_a_hostile_source_address_is_refused(newsroom: Newsroom, sign_in: Any, address: str) -> None:
    response = sign_in(newsroom.world.bian).post(
        "/newsroom/articles/new/", typed(newsroom, source_url=address)
    )
    assert (response.status_code, Article.objects.count()) == (400, 0)


@pytest.mark.parametrize("who", ["du", "liu", "shen", "wen", "xi"])
def test_others_write_no_articles(newsroom: Newsroom, sign_in: Any, who: str) -> None:
    assert (
        sign_in(newsroom.world.users[who]).post("/newsroom/articles/new/", typed(newsroom)).status_code == 403
    )


def test_what_was_submitted_is_edited_no_more(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.take(newsroom.draft(), "submit", "bian")
    response = sign_in(newsroom.world.bian).post(f"{article.get_absolute_url()}edit/", typed(newsroom))
    article.refresh_from_db()
    assert (response.status_code, article.body) == (403, BODY)


def test_an_article_goes_online_by_two_persons_and_two_buttons(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.draft()
    for who, step in (("bian", "submit"), ("ling", "publish")):
        sign_in(newsroom.world.users[who]).post(f"{article.get_absolute_url()}{step}/")
    article.refresh_from_db()
    assert (article.is_public, article.publisher) == (True, newsroom.world.ling)


def test_a_moderator_works_through_the_queue(newsroom: Newsroom, sign_in: Any) -> None:
    said = comment(newsroom, newsroom.published(), text="待审的话")
    browser = sign_in(newsroom.world.shen)
    assert "待审的话" in browser.get("/newsroom/comments/?state=pending").content.decode()
    browser.post(f"{said.get_absolute_url()}refuse/", {"remark": "与文章无关"})
    said.refresh_from_db()
    assert (said.state, said.reason) == (CommentState.REFUSED, "与文章无关")


@pytest.mark.parametrize("place", ["articles/", "channels/", "comments/"])
def test_the_ledgers_of_another_committee_are_empty(newsroom: Newsroom, sign_in: Any, place: str) -> None:
    comment(newsroom, newsroom.published(), text="本市的话")
    text = sign_in(newsroom.world.stranger).get(f"/newsroom/{place}").content.decode()
    assert [word in text for word in ("党建工作综述", "城事资讯", "本市的话")] == [False, False, False]


def test_a_reader_sees_no_one_elses_comment_in_the_ledger(newsroom: Newsroom, sign_in: Any) -> None:
    said = comment(newsroom, newsroom.published())
    assert sign_in(newsroom.world.liu).get(said.get_absolute_url()).status_code == 404


def test_an_editor_opens_a_channel(newsroom: Newsroom, sign_in: Any) -> None:
    data = {
        "name": "委员风采",
        "slug": "members",
        "order": "3",
        "shown_in_nav": "on",
        "allow_comments": "on",
        "parent": "",
    }
    response = sign_in(newsroom.world.bian).post("/newsroom/channels/new/", data)
    assert (response.status_code, Channel.objects.get(slug="members").name) == (302, "委员风采")


@pytest.mark.parametrize("slug", ["news", "大写", "a b", "Ä"])
def test_a_taken_or_strange_address_is_refused(newsroom: Newsroom, sign_in: Any, slug: str) -> None:
    data = {"name": "重名", "slug": slug, "order": "3", "parent": ""}
    assert sign_in(newsroom.world.bian).post("/newsroom/channels/new/", data).status_code == 400


def test_a_channel_never_stands_beneath_itself(newsroom: Newsroom, sign_in: Any) -> None:
    data = {
        "name": "城事资讯",
        "slug": "news",
        "order": "1",
        "parent": str(newsroom.sub.pk),
        "version": "1",
        "reason": "改",
    }
    response = sign_in(newsroom.world.bian).post(f"{newsroom.news.get_absolute_url()}edit/", data)
    assert response.status_code == 400


def test_channels_stand_in_three_levels(newsroom: Newsroom, sign_in: Any) -> None:
    third = Channel.objects.create(
        committee=newsroom.world.city, name="三级", slug="third", parent=newsroom.sub
    )
    data = {"name": "四级", "slug": "fourth", "order": "1", "parent": str(third.pk)}
    assert sign_in(newsroom.world.bian).post("/newsroom/channels/new/", data).status_code == 400
