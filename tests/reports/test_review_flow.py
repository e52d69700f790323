"""Who may take which step of a review, and what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luzhi.core.flow import flows
from luzhi.reports.models import Review
from tests.reports.work import SENT, draft, second_researcher
from tests.world import PEOPLE, World

FLOW = flows["review"]


def taken(review: Review, code: str, actor: Any, **data: Any) -> str:
    """The state after the step."""
    FLOW.take(code, review, actor, **data)
    return review.state


def checked(world: World) -> Review:
    review = draft(world, f"提出{SENT}。")
    taken(review, "check", second_researcher(world))
    return review


def test_somebody_else_of_the_research_office_checks(world: World) -> None:
    assert checked(world).state == "checked"


def test_the_writer_does_not_check_while_the_office_has_another(world: World) -> None:
    second_researcher(world)
    with pytest.raises(PermissionDenied):
        taken(draft(world), "check", world.acting("yan"))


def test_an_office_of_one_checks_its_own_work(world: World) -> None:
    assert taken(draft(world), "check", world.acting("yan")) == "checked"


@pytest.mark.parametrize("short", sorted(PEOPLE.keys() - {"yan"}))
def test_nobody_else_checks(world: World, short: str) -> None:
    with pytest.raises(PermissionDenied):
        taken(draft(world), "check", world.acting(short))


@pytest.mark.parametrize("short", sorted(PEOPLE.keys() - {"ling"}))
def test_only_leaders_approve(world: World, short: str) -> None:
    with pytest.raises(PermissionDenied):
        taken(checked(world), "approve", world.acting(short))


def test_a_leader_does_not_approve_what_he_wrote(world: World) -> None:
    review = checked(world)
    Review.objects.filter(pk=review.pk).update(written_by=world.ling)
    review.refresh_from_db()
    with pytest.raises(PermissionDenied):
        taken(review, "approve", world.acting("ling"))


def test_approval_is_final(world: World) -> None:
    review = checked(world)
    assert taken(review, "approve", world.acting("ling")) == "approved"
    with pytest.raises(ValidationError):
        taken(review, "return", world.acting("ling"))


def test_a_draft_is_not_approved_unchecked(world: World) -> None:
    with pytest.raises(ValidationError):
        taken(draft(world), "approve", world.acting("ling"))


def test_a_checked_review_goes_back_with_a_reason(world: World) -> None:
    assert taken(checked(world), "return", world.acting("ling"), remark="数据待核") == "draft"


@pytest.mark.parametrize(
    ("text", "summary"),
    [("{{no.such | 2018}}", "摘要。"), ("{{gifts.money | since 2030-01-01}}", "摘要。"), ("好。", "没完")],
)
def test_what_can_not_be_printed_is_not_checked(world: World, text: str, summary: str) -> None:
    with pytest.raises(ValidationError):
        taken(draft(world, text, summary), "check", world.acting("yan"))


@pytest.mark.parametrize(
    ("short", "states"),
    [
        ("yan", ["approved", "checked", "draft"]),
        ("ling", ["approved", "checked", "draft"]),
        ("bian", ["approved"]),
        ("wen", []),
        ("liu", []),
        ("du", []),
        ("xi", []),
    ],
)
def test_reviews_are_seen_by_their_state(world: World, short: str, states: list[str]) -> None:
    draft(world)
    other, third = draft(world), checked(world)
    taken(other, "check", world.acting("zhao"))
    taken(other, "approve", world.acting("ling"))
    assert third.state == "checked"
    seen = Review.objects.visible_to(world.acting(short)).values_list("state", flat=True)
    assert sorted(seen) == states
