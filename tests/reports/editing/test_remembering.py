"""What a text printed when it was last saved: where the records say otherwise since, its figures show it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from luzhi.reports.models import Review
from tests.reports.work import CUT_OFF, MONEY, SENT, draft, gift, suggestions
from tests.world import World


def save(client: Any, review: Review, text: str, **more: Any) -> Review:
    sent = {"title": review.title, "cut_off": CUT_OFF, "summary": "摘要。", "form": "plain", "text": text}
    answer = client.post(
        reverse("reports:review_edit", args=[review.pk]), {**sent, "version": review.version, **more}
    )
    assert answer.status_code == 302
    return Review.objects.get(pk=review.pk)


def told(client: Any, review: Review) -> dict[str, Any]:
    page = client.get(reverse("reports:review_edit", args=[review.pk]))
    cards: dict[str, Any] = page.context["form"].brought["told"]
    return cards


def chips(client: Any, review: Review) -> list[tuple[str, str]]:
    return [(chip.printed, chip.now) for chip in client.get(review.get_absolute_url()).context["body"].chips]


def test_draft_tells_which_figure_changed_since_it_was_saved(world: World, sign_in: Any) -> None:
    client = sign_in(world.yan)
    gift(world, "2130000")
    review = save(client, draft(world), f"捐赠{MONEY}，建议{SENT}。")
    gift(world, "1000000", donor="另一家")
    card = told(client, review)[MONEY]
    assert (card["seen"], card["printed"]) == ("200余万元", "300余万元")
    assert chips(client, review) == [("300余万元", "上次保存时为200余万元"), ("0条", "")]


def test_saving_again_agrees_with_the_records(world: World, sign_in: Any) -> None:
    client = sign_in(world.yan)
    review = save(client, draft(world), f"建议{SENT}。")
    suggestions(world, 2)
    review = save(client, review, f"建议{SENT}！")
    assert chips(client, review) == [("2条", "")]


def test_what_the_writer_saw_counts_not_what_came_meanwhile(world: World, sign_in: Any) -> None:
    client, review = sign_in(world.yan), draft(world)
    suggestions(world, 2)
    review = save(
        client, review, f"建议{SENT}。", seen=json.dumps({SENT: "1条", "{{x}}": "9条", MONEY: "3元"})
    )
    assert review.printed == {SENT: "1条"}
    assert chips(client, review) == [("2条", "上次保存时为1条")]


@pytest.mark.parametrize("seen", ["", "{", "[1]", "3", "[" * 100_000, '{"a": {"b": 1}}'])
def test_what_no_page_sends_is_left_aside(world: World, sign_in: Any, seen: str) -> None:
    suggestions(world, 2)
    review = save(sign_in(world.yan), draft(world), f"建议{SENT}。", seen=seen)
    assert review.printed == {SENT: "2条"}


def test_new_draft_agrees_with_the_records_that_wrote_it(world: World) -> None:
    suggestions(world, 3)
    assert draft(world).printed[SENT] == "3条"


def test_an_edit_keeps_one_former_version(world: World, sign_in: Any) -> None:
    review = save(sign_in(world.yan), draft(world), "新文。")
    assert review.events.count() == 1  # type: ignore[attr-defined]
