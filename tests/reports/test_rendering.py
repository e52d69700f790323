"""A review on the page, on the portal and on paper."""

from __future__ import annotations

from io import BytesIO

import docx as python_docx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from luzhi.organisation.models import Committee
from luzhi.reports.layout import docx
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.releasing import release, withdraw
from luzhi.reports.weaving import html
from tests.reports.work import CUT_OFF, MONEY, SENT, approved, draft, suggestions, year_of_work
from tests.world import World

OPINIONS = "{{papers.opinion.submitted | 2018}}"


def words(file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in python_docx.Document(BytesIO(file)).paragraphs)


def test_docx_prints_the_figures(world: World) -> None:
    year_of_work(world)
    text = words(docx(draft(world)))
    assert "试验市政协2018年党建工作综述" in text
    assert "一、突出党建统领，激发履职动能" in text
    for printed in ("意见和建议12条", "10余次", "200余万元", "书籍500册", "300余人次"):
        assert printed in text


def test_docx_has_the_same_bytes_again(world: World) -> None:
    year_of_work(world)
    review = draft(world)
    assert docx(review) == docx(review)


def test_html_links_each_public_figure_to_its_card(world: World) -> None:
    suggestions(world, 2)
    review = approved(world, f"# 标题\n提出{SENT}，反映{OPINIONS}。")
    frozen = review.figures.get(code="suggestions.sent")
    assert html(review, lambda figure: f"/369900/figures/{figure.pk}/") == (
        "<h2>标题</h2>\n"
        f'<p>提出<a class="token" href="/369900/figures/{frozen.pk}/" data-code="suggestions.sent"'
        f' data-drawer="{frozen.label}">2条</a>，反映<span data-code="papers.opinion.submitted">0条</span>。</p>'
    )


def test_a_draft_has_no_cards_to_link(world: World) -> None:
    assert html(draft(world, f"提出{SENT}。"), lambda figure: "/") == (
        '<p>提出<span data-code="suggestions.sent">0条</span>。</p>'
    )


@given(st.text(alphabet="<>&\"'/=scriptonload 党", min_size=1))
@settings(max_examples=50)
def test_html_holds_no_markup_of_the_text(hostile: str) -> None:
    review = Review(text=f"甲{hostile}乙", cut_off=CUT_OFF, committee=Committee(short_name="试验市政协"))
    out = html(review)
    assert out.count("<") == 2
    assert (out.startswith("<p>甲"), out.endswith("乙</p>")) == (True, True)


def test_only_an_approved_review_is_released(world: World) -> None:
    with pytest.raises(ValidationError):
        release(draft(world), world.bian)


def test_release_opens_the_public_figures_alone(world: World) -> None:
    review, stranger = approved(world, f"提出{SENT}，反映{OPINIONS}，捐赠{MONEY}。"), AnonymousUser()
    assert FrozenFigure.objects.visible_to(stranger).count() == 0
    release(review, world.bian)
    seen = FrozenFigure.objects.visible_to(stranger).values_list("code", flat=True)
    assert list(seen) == ["suggestions.sent", "gifts.money"]
    withdraw(review, world.bian)
    assert FrozenFigure.objects.visible_to(stranger).count() == 0


def test_release_twice_is_one(world: World) -> None:
    review = approved(world)
    release(review, world.bian)
    version = review.version
    release(review, world.bian)
    review.refresh_from_db()
    assert (review.released, review.version) == (True, version)
