"""The versions of a text and any two of them side by side."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from luzhi.core.flow import flows
from luzhi.reports.editing.versions import readable, usual, versions
from luzhi.reports.forms import ReviewForm
from luzhi.reports.models import Review
from luzhi.reports.releasing import release
from tests.reports.work import MONEY, READERS, approved, draft
from tests.world import PEOPLE, World


def edited(world: World, review: Review, text: str, short: str = "yan") -> Review:
    user = world.acting(short)
    data = {name: getattr(review, name) for name in ("title", "cut_off", "summary", "form", "version")}
    form = ReviewForm(data | {"text": text}, instance=Review.objects.get(pk=review.pk), user=user)
    assert form.is_valid(), form.errors
    form.submit(user)
    return Review.objects.get(pk=review.pk)


def test_versions_name_who_wrote_each(world: World) -> None:
    review = edited(world, edited(world, draft(world, "甲文。"), "乙文。"), "丙文。")
    last = [(version.words[2], version.who) for version in versions(review)[-3:]]
    assert last == [("甲文。", "严谨"), ("乙文。", "严谨"), ("丙文。", "严谨")]


def test_an_edit_of_other_fields_makes_no_version(world: World) -> None:
    review = draft(world, "甲文。")
    before = len(versions(review))
    assert len(versions(edited(world, review, "甲文。"))) == before


def test_usual_comparison_begins_with_what_was_handed_in(world: World) -> None:
    review = edited(world, draft(world, "甲文。"), "乙文。")
    named: dict[str, Any] = {name: world.users[short] for name, short in READERS.items()}
    flows["review"].take("submit", review, world.acting("yan"), **named)
    review = edited(world, Review.objects.get(pk=review.pk), "丙文。", "wen")
    review = edited(world, review, "丁文。", "wen")
    kept = versions(review)
    before, after = usual(kept)
    assert (kept[before - 1].words[2], kept[after - 1].words[2]) == ("乙文。", "丁文。")
    assert (len(kept[before - 1].steps), kept[after - 1].who) == (1, "文涛")


@pytest.mark.parametrize("short", PEOPLE)
def test_versions_are_for_writers_and_leaders(world: World, sign_in: Any, short: str) -> None:
    address = reverse("reports:review_versions", args=[draft(world).pk])
    assert sign_in(world.users[short]).get(address).status_code == (200 if short in ("yan", "ling") else 404)


def test_readers_of_what_was_released_see_no_drafts(world: World, sign_in: Any) -> None:
    review = approved(world)
    release(review, world.bian)
    assert sign_in(world.shu).get(reverse("reports:review", args=[review.pk])).status_code == 200
    assert sign_in(world.shu).get(reverse("reports:review_versions", args=[review.pk])).status_code == 404


def test_comparison_marks_the_changed_words(world: World, sign_in: Any) -> None:
    review = edited(world, draft(world, "到账200万元。"), f"到账{MONEY}。")
    page = sign_in(world.yan).get(reverse("reports:review_versions", args=[review.pk]))
    compared = page.context["compared"]
    assert "<del>200万元</del><ins>〔" in compared.text
    assert "{{" not in compared.text


@pytest.mark.parametrize("asked", [{"from": "9", "to": "1"}, {"from": "x"}, {"from": "2", "to": "1"}])
def test_comparison_stands_any_numbers(world: World, sign_in: Any, asked: dict[str, str]) -> None:
    review = edited(world, draft(world, "甲文。"), "乙文。")
    page = sign_in(world.yan).get(reverse("reports:review_versions", args=[review.pk], query=asked))
    assert page.status_code == 200


def test_figures_are_read_by_name_and_window() -> None:
    assert (
        readable("{{gone.figure | since 2018-01-01 | below}}") == "〔gone.figure · 2018年以来 · 含下级政协〕"
    )
    assert readable("{{ what | ever") == "{{ what | ever"
