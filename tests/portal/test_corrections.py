"""更正: a published text is not changed silently; what was wrong stands under it, before and after."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from luzhi.core.flow import flows
from luzhi.portal.models import Article, Correction
from luzhi.portal.publishing import article_of
from luzhi.reports.models import Review
from tests.portal.conftest import Newsroom
from tests.reports.work import MONEY, approved, gift, read

FLOW = flows["article"]


def published(newsroom: Newsroom) -> Article:
    """The article of a review that prints 2,130,000 yuan."""
    world = newsroom.world
    gift(world, "2130000")
    article = article_of(approved(world, f"捐赠帮扶资金{MONEY}。"), newsroom.news, world.acting("bian"))
    FLOW.take("submit", article, world.acting("bian"))
    FLOW.take("publish", article, world.acting("ling"))
    return article


def corrected(newsroom: Newsroom, article: Article) -> Review:
    """A gift came in late; the correction of the review counts it and is signed."""
    world = newsroom.world
    gift(world, "900000", donor="另一家")
    flows["review"].take("correct", article.review, world.acting("yan"), correction="漏登一笔捐赠")
    review = Review.objects.get(corrects=article.review)
    named = {
        name: getattr(article.review, name) for name in ("first_reader", "second_reader", "secrecy_reviewer")
    }
    flows["review"].take("submit", review, world.acting("yan"), third_reader=world.ling, **named)
    return read(world, review)


def test_a_signed_correction_is_printed_with_its_notice(newsroom: Newsroom) -> None:
    article = published(newsroom)
    corrected(newsroom, article)
    FLOW.take("correct", article, newsroom.world.acting("bian"), notice="漏登一笔捐赠")
    page = Client().get(f"/369900/articles/{article.pk}/")
    text = page.content.decode()
    assert "300余万元" in article.body
    assert ("漏登一笔捐赠" in text, "<del>200余万元</del>" in text) == (True, True)
    assert page.context["corrections"].figures[0][2:] == ("200余万元", "300余万元")


def test_an_unsigned_correction_is_not_printed(newsroom: Newsroom) -> None:
    article = published(newsroom)
    flows["review"].take("correct", article.review, newsroom.world.acting("yan"), correction="漏登")
    with pytest.raises(ValidationError):
        FLOW.take("correct", article, newsroom.world.acting("bian"), notice="漏登")


def test_the_card_tells_what_was_printed_before(newsroom: Newsroom) -> None:
    article = published(newsroom)
    after = corrected(newsroom, article)
    FLOW.take("correct", article, newsroom.world.acting("bian"), notice="漏登一笔捐赠")
    page = Client().get(f"/369900/figures/{after.figures.get().pk}/")
    assert page.context["card"].facts[-1].value == "200余万元"


def test_figures_of_the_text_before_are_closed(newsroom: Newsroom) -> None:
    article = published(newsroom)
    before: Any = article.review
    corrected(newsroom, article)
    FLOW.take("correct", article, newsroom.world.acting("bian"), notice="漏登一笔捐赠")
    before.refresh_from_db()
    assert (before.released, article.review.released) == (False, True)


def test_readers_are_told_what_the_records_give_today(newsroom: Newsroom) -> None:
    article = published(newsroom)
    address = f"/369900/articles/{article.pk}/since/"
    assert Client().get(address).context["changes"] == []
    gift(newsroom.world, "900000", donor="另一家")
    Article.objects.filter(pk=article.pk).update(source="市政协办公室")  # another edition of the portal
    ((figure, now),) = Client().get(address).context["changes"]
    assert (figure.printed, now) == ("200余万元", "300余万元")


def test_a_reworked_article_tells_its_correction(newsroom: Newsroom) -> None:
    article, world = published(newsroom), newsroom.world
    FLOW.take("withdraw", article, world.acting("ling"), remark="有误")
    FLOW.take("rework", article, world.acting("bian"), remark="有误", mending="地名有误，已改正")
    FLOW.take("submit", article, world.acting("bian"))
    FLOW.take("publish", article, world.acting("ling"))
    assert list(Correction.objects.values_list("notice", flat=True)) == ["地名有误，已改正"]
    assert article.mending == ""


def test_a_signed_review_becomes_an_article_in_one_step(newsroom: Newsroom, sign_in: Any) -> None:
    world = newsroom.world
    review = approved(world, "好。")
    address = f"/newsroom/articles/of/{review.pk}/"
    answer = sign_in(world.bian).post(address, {"channel": str(newsroom.news.pk), "source": "市政协"})
    article = Article.objects.get(review=review)
    assert (answer.url, article.state, article.title) == (article.get_absolute_url(), "draft", review.title)
    assert sign_in(world.yan).get(address).status_code == 403


def test_a_draft_review_becomes_no_article(newsroom: Newsroom, sign_in: Any) -> None:
    review = approved(newsroom.world)
    Review.objects.filter(pk=review.pk).update(state="third")
    assert sign_in(newsroom.world.bian).get(f"/newsroom/articles/of/{review.pk}/").status_code == 404


def test_a_corrected_review_becomes_no_article(newsroom: Newsroom, sign_in: Any) -> None:
    article, world = published(newsroom), newsroom.world
    address = f"/newsroom/articles/of/{article.review_id}/"
    assert sign_in(world.bian).get(address).status_code == 200
    corrected(newsroom, article)
    assert sign_in(world.bian).get(address).status_code == 403


def test_what_was_corrected_meanwhile_does_not_go_online(newsroom: Newsroom) -> None:
    world, article = newsroom.world, published(newsroom)
    FLOW.take("withdraw", article, world.acting("ling"), remark="有误")
    FLOW.take("rework", article, world.acting("bian"), remark="有误")
    FLOW.take("submit", article, world.acting("bian"))
    corrected(newsroom, article)
    with pytest.raises(ValidationError, match="更正稿"):
        FLOW.take("publish", article, world.acting("ling"))


def test_a_correction_with_a_telephone_number_is_not_printed(newsroom: Newsroom) -> None:
    article = published(newsroom)
    after = corrected(newsroom, article)
    Review.objects.filter(pk=after.pk).update(summary="联系电话13979900000。")
    with pytest.raises(ValidationError):
        FLOW.take("correct", article, newsroom.world.acting("bian"), notice="漏登一笔捐赠")
