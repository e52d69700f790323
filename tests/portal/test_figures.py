"""From an approved review to its article; the public card of each figure in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from luzhi.portal.flow import article_flow
from luzhi.portal.models import Article
from luzhi.portal.publishing import article_of
from luzhi.reports.models import FrozenFigure, Review
from tests.portal.conftest import PUBLISHED, Newsroom

TEXT = "# 为民\n捐赠书籍{{gifts.books | 2018}}，报送信息{{papers.opinion.used | 2018}}。"


def review(newsroom: Newsroom, state: str = "approved") -> Review:
    """A review of the city with one public and one internal figure."""
    city = newsroom.world.city
    made = Review.objects.create(
        committee=city,
        year=2018,
        title="2018年工作综述",
        summary="做了实事。",
        text=TEXT,
        template="party_work",
        cut_off=PUBLISHED.date(),
        state=state,
    )
    for order, (code, label, unit, value, public) in enumerate(
        [("gifts.books", "捐赠书籍", "册", 500, True), ("papers.opinion.used", "采用信息", "条", 7, False)],
        start=1,
    ):
        FrozenFigure.objects.create(
            committee=city,
            review=made,
            order=order,
            token=f"{{{{{code} | 2018}}}}",
            code=code,
            label=label,
            unit=unit,
            definition="按受赠凭证计册数。",
            window_from="2018-01-01",
            window_to="2018-12-31",
            window_label="2018年",
            level="own",
            value=value,
            printed=f"{value}{unit}",
            records=3,
            public=public,
            parts={code: {"0198c0de-0000-7000-8000-00000000beef": "500"}},
        )
    return made


def article(newsroom: Newsroom, of: Review) -> Article:
    return article_of(
        of, newsroom.news, newsroom.world.acting("bian"), published_at=PUBLISHED, source="萍乡日报"
    )


def published(newsroom: Newsroom) -> Article:
    made = article(newsroom, review(newsroom))
    newsroom.take(made, "submit", "bian")
    return newsroom.take(made, "publish", "ling")


def card_address(newsroom: Newsroom, code: str = "gifts.books") -> str:
    return f"/{newsroom.world.city.code}/figures/{FrozenFigure.objects.get(code=code).pk}/"


def test_the_article_prints_the_review(newsroom: Newsroom) -> None:
    made = article(newsroom, review(newsroom))
    assert (made.title, made.summary, made.source, made.published_at) == (
        "2018年工作综述",
        "做了实事。",
        "萍乡日报",
        PUBLISHED,
    )
    link = f'<a href="{card_address(newsroom)}" rel="noopener">500册</a>'
    assert made.body == f"<h2>为民</h2>\n<p>捐赠书籍{link}，报送信息7条。</p>"


def test_its_figures_open_beside_the_text(newsroom: Newsroom) -> None:
    made = published(newsroom)
    text = Client().get(newsroom.address(made)).content.decode()
    assert f'<a class="token" href="{card_address(newsroom)}" data-drawer="数据来源">500册</a>' in text


@pytest.mark.parametrize("state", ["draft", "third"])
def test_an_unapproved_review_gives_no_article(newsroom: Newsroom, state: str) -> None:
    with pytest.raises(ValidationError):
        article(newsroom, review(newsroom, state))


def test_an_article_is_not_dated_into_the_future(newsroom: Newsroom) -> None:
    with pytest.raises(ValidationError):
        article_of(
            review(newsroom),
            newsroom.news,
            newsroom.world.acting("bian"),
            published_at=timezone.now() + timedelta(days=1),
        )


def test_a_review_must_be_approved_to_be_published(newsroom: Newsroom) -> None:
    made = newsroom.take(newsroom.draft(review=review(newsroom, "third")), "submit", "bian")
    assert "审定" in str(article_flow["publish"].guard(made))
    with pytest.raises(ValidationError):
        newsroom.take(made, "publish", "ling")


def test_publication_releases_the_figures(newsroom: Newsroom) -> None:
    made = article(newsroom, review(newsroom))
    assert Client().get(card_address(newsroom)).status_code == 404
    newsroom.take(made, "submit", "bian")
    newsroom.take(made, "publish", "ling")
    assert Client().get(card_address(newsroom)).status_code == 200


def test_withdrawal_takes_the_figures_with_it(newsroom: Newsroom) -> None:
    made = published(newsroom)
    newsroom.take(made, "withdraw", "ling")
    assert Client().get(card_address(newsroom)).status_code == 404


def test_the_figures_stay_while_another_article_prints_them(newsroom: Newsroom) -> None:
    made = published(newsroom)
    newsroom.published("另一篇", review=made.review)
    newsroom.take(made, "withdraw", "ling")
    assert Client().get(card_address(newsroom)).status_code == 200


@pytest.mark.parametrize(
    "part",
    [
        "捐赠书籍",
        "500册",
        "按受赠凭证计册数。",
        "2018年1月1日—2018年12月31日",
        "试验市政协本级",
        "3条",
        "数据冻结时间",
    ],
)
def test_the_card_says_what_the_figure_is(newsroom: Newsroom, part: str) -> None:
    published(newsroom)
    assert part in Client().get(card_address(newsroom)).content.decode()


def test_the_card_shows_no_rows(newsroom: Newsroom) -> None:
    published(newsroom)
    assert "beef" not in Client().get(card_address(newsroom)).content.decode()


def test_a_later_correction_is_shown(newsroom: Newsroom) -> None:
    published(newsroom)
    assert "冻结后有关记录有变动，现为0册。" in Client().get(card_address(newsroom)).content.decode()


def test_an_internal_figure_has_no_public_card(newsroom: Newsroom, sign_in: Any) -> None:
    published(newsroom)
    address = card_address(newsroom, "papers.opinion.used")
    assert [browser.get(address).status_code for browser in (Client(), sign_in(newsroom.world.du))] == [
        404,
        404,
    ]


def test_another_committees_figure_is_not_found_here(newsroom: Newsroom) -> None:
    published(newsroom)
    address = card_address(newsroom).replace(newsroom.world.city.code, newsroom.world.twin.code)
    assert Client().get(address).status_code == 404


def test_the_drawer_gets_the_card_without_a_frame(newsroom: Newsroom) -> None:
    published(newsroom)
    text = Client().get(card_address(newsroom), headers={"HX-Target": "drawer-body"}).content.decode()
    assert ("500册" in text, "<html" in text) == (True, False)


def test_the_front_page_shows_released_figures(newsroom: Newsroom) -> None:
    published(newsroom)
    text = Client().get(f"/{newsroom.world.city.code}/").content.decode()
    assert ("捐赠书籍" in text, "采用信息" in text) == (True, False)
