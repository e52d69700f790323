"""Comments and reactions: who may, once, and never unread."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from luzhi.organisation.models import Setting
from luzhi.portal.models import Article, Comment, CommentState, Reaction
from luzhi.portal.reacting import offered, panel, react
from tests.portal.conftest import Newsroom


def comment(
    newsroom: Newsroom, article: Article, by: str = "du", text: str = "建议很实在。", **fields: Any
) -> Comment:
    world = newsroom.world
    author = world.users[by]
    return Comment.objects.create(
        committee=world.city, article=article, author=author, entered_by=author, text=text, **fields
    )


def test_a_strangers_comment_is_not_taken(newsroom: Newsroom) -> None:
    address = newsroom.address(newsroom.published()) + "comments/"
    response = Client().post(address, {"text": "匿名"})
    assert (response.status_code, response["Location"].startswith("/login/"), Comment.objects.count()) == (
        302,
        True,
        0,
    )


def test_a_strangers_reaction_is_not_taken(newsroom: Newsroom) -> None:
    address = newsroom.address(newsroom.published()) + "reactions/"
    response = Client().post(address, {"reaction": "flower"})
    assert (response.status_code, Reaction.objects.count()) == (302, 0)


@pytest.mark.asvs("T-CMT-01")
@pytest.mark.parametrize(
    ("path", "data"), [("comments/", {"text": "好"}), ("reactions/", {"reaction": "egg"})]
)
def test_somebody_verified_elsewhere_is_refused(
    newsroom: Newsroom, sign_in: Any, path: str, data: Any
) -> None:
    address = newsroom.address(newsroom.published()) + path
    response = sign_in(newsroom.world.stranger).post(address, data)
    assert (response.status_code, Comment.objects.count(), Reaction.objects.count()) == (403, 0, 0)


@pytest.mark.parametrize(
    ("path", "data"), [("comments/", {"text": "好"}), ("reactions/", {"reaction": "egg"})]
)
def test_a_post_without_token_is_refused(newsroom: Newsroom, path: str, data: Any) -> None:
    address = newsroom.address(newsroom.published()) + path
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(newsroom.world.du, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = browser.post(address, data)
    assert (response.status_code, Comment.objects.count(), Reaction.objects.count()) == (403, 0, 0)


@pytest.mark.asvs("T-CMT-02")
def test_a_comment_waits_unseen(newsroom: Newsroom, sign_in: Any) -> None:
    address = newsroom.address(newsroom.published())
    sign_in(newsroom.world.du).post(address + "comments/", {"text": "等待审核的话"})
    assert Comment.objects.get().state == CommentState.PENDING
    pages = [
        Client().get(place).content.decode() for place in (address, f"/{newsroom.world.city.code}/feed/")
    ]
    assert [page.count("等待审核的话") for page in pages] == [0, 0]


def test_its_writer_sees_that_it_waits(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.published()
    comment(newsroom, article, text="我的话")
    assert "我的话" in sign_in(newsroom.world.du).get(newsroom.address(article)).content.decode()


def test_a_shown_comment_is_signed_by_the_chosen_name(newsroom: Newsroom) -> None:
    article = newsroom.published()
    newsroom.take(comment(newsroom, article, signed="昭萍老街坊"), "show", "shen")
    page = Client().get(newsroom.address(article)).content.decode()
    assert ("昭萍老街坊" in page, newsroom.world.du.name in page) == (True, False)


def test_an_empty_comment_comes_back_with_its_reason(newsroom: Newsroom, sign_in: Any) -> None:
    address = newsroom.address(newsroom.published()) + "comments/"
    response = sign_in(newsroom.world.du).post(address, {"text": "", "signed": "街坊"})
    assert (response.status_code, "街坊" in response.content.decode()) == (400, True)


def test_too_long_a_comment_is_kept_in_the_form(newsroom: Newsroom, sign_in: Any) -> None:
    address, text = newsroom.address(newsroom.published()) + "comments/", "长" * 501
    response = sign_in(newsroom.world.du).post(address, {"text": text})
    assert (response.status_code, text in response.content.decode()) == (400, True)


@pytest.mark.asvs("T-ASVS-18")
def test_a_sixth_comment_within_a_minute_is_refused(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.published()
    for number in range(5):
        comment(newsroom, article, text=f"第{number}条")
    response = sign_in(newsroom.world.du).post(newsroom.address(article) + "comments/", {"text": "第六条"})
    assert (response.status_code, response["Retry-After"], Comment.objects.count()) == (429, "60", 5)


def test_a_channel_may_take_no_comments(newsroom: Newsroom, sign_in: Any) -> None:
    article = newsroom.published()
    type(newsroom.news).objects.update(allow_comments=False)
    response = sign_in(newsroom.world.du).post(newsroom.address(article) + "comments/", {"text": "好"})
    assert (response.status_code, Comment.objects.count()) == (403, 0)


def test_hostile_words_stay_words(newsroom: Newsroom) -> None:
    article = newsroom.published()
    newsroom.take(comment(newsroom, article, text="<script>__x=1</script>{{7*7}}"), "show", "shen")
    page = Client().get(newsroom.address(article)).content.decode()
    assert "&lt;script&gt;__x=1&lt;/script&gt;{{7*7}}" in page


def test_a_reaction_is_counted_once(newsroom: Newsroom) -> None:
    article, reader = newsroom.published(), newsroom.world.acting("du")
    react(article, reader, "flower")
    react(article, reader, "flower")
    assert Reaction.objects.counts(article) == {"flower": 1}


def test_a_reaction_may_be_changed(newsroom: Newsroom) -> None:
    article, reader = newsroom.published(), newsroom.world.acting("du")
    react(article, reader, "flower")
    react(article, reader, "egg")
    assert Reaction.objects.counts(article) == {"egg": 1}


@pytest.mark.parametrize("who", ["bian", "ling"])
def test_nobody_reacts_to_an_article_of_his_or_her_own(newsroom: Newsroom, who: str) -> None:
    article = newsroom.published()
    with pytest.raises(PermissionDenied):
        react(article, newsroom.world.acting(who), "flower")


def test_an_unknown_reaction_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(ValidationError):
        react(newsroom.published(), newsroom.world.acting("du"), "applause")


def test_a_committee_renames_and_switches_off_reactions(newsroom: Newsroom) -> None:
    city = newsroom.world.city
    Setting.objects.create(
        committee=city, name="reactions", value={"egg": False, "flower": "点赞"}, since="2018-01-01"
    )
    assert list(map(str, offered(city).values())) == ["点赞", "握手", "雷人", "路过"]


def test_bars_are_scaled_to_the_largest(newsroom: Newsroom) -> None:
    article = newsroom.published()
    for who, kind in (("du", "flower"), ("wen", "flower"), ("liu", "egg")):
        react(article, newsroom.world.acting(who), kind)
    shown = panel(article, newsroom.world.acting("du"))
    assert [(item["count"], item["share"]) for item in shown["items"]] == [
        (2, 100),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 50),
    ]
    assert (shown["people"], shown["items"][0]["mine"]) == (3, True)
