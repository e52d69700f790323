"""三审三校: who may take which step of a review, and what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from luzhi.core.flow import flows
from luzhi.reports.models import Reading, Review
from luzhi.reports.readings import NamingForm, SecrecyForm
from tests.reports.work import READERS, READINGS, SENT, approved, draft, read, submitted
from tests.world import PEOPLE, World

FLOW = flows["review"]
STATES = ("first", "second", "secrecy", "third", "approved")


def taken(review: Review, code: str, actor: Any, **data: Any) -> str:
    """The state after the step."""
    FLOW.take(code, review, actor, **data)
    return review.state


def named(world: World, review: Review, **changed: str) -> NamingForm:
    people = READERS | changed
    data = {name: str(world.users[short].pk) for name, short in people.items()}
    return NamingForm(data, user=world.acting("yan"), obj=review)


def test_four_people_read_one_after_the_other(world: World) -> None:
    review = submitted(world)
    seen = [review.state]
    for code, short in READINGS:
        seen.append(taken(review, code, world.acting(short), opinion="同意"))
    assert tuple(seen) == STATES
    left = review.readings.order_by("read_at").values_list("stage", "reader", "opinion")
    assert list(left) == [
        (state, world.users[short].pk, "同意")
        for state, (_code, short) in zip(STATES[:-1], READINGS, strict=True)
    ]


@pytest.mark.parametrize("place", range(4))
def test_each_reading_is_done_by_whom_it_was_given_to(world: World, place: int) -> None:
    review = submitted(world)
    for code, short in READINGS[:place]:
        taken(review, code, world.acting(short))
    code, mine = READINGS[place]
    for short in sorted(PEOPLE.keys() - {mine}):
        with pytest.raises(PermissionDenied):
            taken(review, code, world.acting(short))


def test_whoever_lost_the_role_reads_no_more(world: World) -> None:
    review, wen = submitted(world), world.acting("wen")
    wen.holdings = ()
    with pytest.raises(PermissionDenied):
        taken(review, "pass_first", wen)


def test_only_a_leader_is_named_last(world: World) -> None:
    assert list(named(world, draft(world), third_reader="wen", first_reader="ling").errors) == [
        "third_reader"
    ]


def test_the_writer_is_not_named(world: World) -> None:
    assert list(named(world, draft(world), first_reader="yan").errors) == ["first_reader"]


@pytest.mark.parametrize("short", ["liu", "cheng", "du", "xi"])
def test_members_guests_and_administrators_are_not_named(world: World, short: str) -> None:
    assert list(named(world, draft(world), first_reader=short).errors) == ["first_reader"]


def test_three_readings_need_three_people(world: World) -> None:
    assert named(world, draft(world), second_reader="wen").non_field_errors()
    assert not named(world, draft(world), secrecy_reviewer="wen").errors


def test_the_database_holds_three_people_too(world: World) -> None:
    review = submitted(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(second_reader=world.wen)


def test_the_readers_of_last_time_are_offered(world: World) -> None:
    submitted(world)
    offered = NamingForm(user=world.acting("yan"), obj=draft(world)).initial
    assert offered == {name: str(world.users[short].pk) for name, short in READERS.items()}


def test_secrecy_is_confirmed_point_by_point(world: World) -> None:
    form = SecrecyForm({"no_secret": "on", "no_inside": "on"}, user=world.acting("bian"))
    assert list(form.errors) == ["no_private"]


def test_a_return_begins_another_round(world: World) -> None:
    review = submitted(world)
    taken(review, "pass_first", world.acting("wen"))
    assert taken(review, "return", world.acting("ti"), remark="数据待核", opinion="数据待核") == "draft"
    assert review.round == 2
    stages = list(Reading.objects.order_by("read_at").values_list("stage", "outcome"))
    assert stages == [("first", "passed"), ("second", "returned")]
    people = {name: world.users[short] for name, short in READERS.items()}
    taken(review, "submit", world.acting("yan"), **people)
    assert read(world, review).state == "approved"


def test_readings_are_not_rewritten(world: World) -> None:
    read(world, submitted(world), "pass_first")
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        Reading.objects.update(opinion="另一个意见")


def test_a_reader_corrects_what_lies_with_him(world: World, sign_in: Any) -> None:
    review = submitted(world)
    edit = f"{review.get_absolute_url()}edit/"
    assert sign_in(world.wen).get(edit).status_code == 200
    for short in ("yan", "ti", "ling"):
        assert sign_in(world.users[short]).get(edit).status_code == 403
    read(world, review, "pass_second")
    assert sign_in(world.bian).get(edit).status_code == 403  # secrecy: returned or passed, not rewritten


def test_a_readers_corrections_leave_the_writer(world: World, sign_in: Any) -> None:
    review = submitted(world)
    data = {
        "title": "改过的题目",
        "cut_off": "2019-02-25",
        "summary": review.summary,
        "text": review.text,
        "form": "plain",
        "version": str(review.version),
    }
    assert sign_in(world.wen).post(f"{review.get_absolute_url()}edit/", data).status_code == 302
    review.refresh_from_db()
    assert (review.title, review.written_by) == ("改过的题目", world.yan)


def test_the_writer_takes_back_what_nobody_read(world: World) -> None:
    review = submitted(world)
    assert taken(review, "take_back", world.acting("yan")) == "draft"


def test_another_reader_is_named_for_one_who_is_away(world: World) -> None:
    review = submitted(world)
    people = {name: world.users[short] for name, short in (READERS | {"first_reader": "shu"}).items()}
    assert taken(review, "rename", world.acting("yan"), **people) == "first"
    assert taken(review, "pass_first", world.acting("shu")) == "second"


def test_approval_is_final(world: World) -> None:
    review = approved(world)
    with pytest.raises(ValidationError):
        taken(review, "return", world.acting("ling"))


@pytest.mark.parametrize(
    ("text", "summary"),
    [("{{no.such | 2018}}", "摘要。"), ("{{gifts.money | since 2030-01-01}}", "摘要。"), ("好。", "没完")],
)
def test_what_can_not_be_printed_is_not_handed_in(world: World, text: str, summary: str) -> None:
    with pytest.raises(ValidationError):
        submitted(world, text, summary)


@pytest.mark.parametrize(
    ("short", "states"),
    [
        ("yan", ["approved", "draft", "first"]),
        ("ling", ["approved", "draft", "first"]),
        ("bian", ["approved", "first"]),
        ("wen", ["approved", "first"]),
        ("shu", []),
        ("liu", []),
        ("du", []),
        ("xi", []),
    ],
)
def test_reviews_are_seen_by_their_state_and_readers(world: World, short: str, states: list[str]) -> None:
    draft(world)
    submitted(world, f"提出{SENT}。")
    approved(world)
    seen = Review.objects.visible_to(world.acting(short)).values_list("state", flat=True)
    assert sorted(seen) == states


def test_a_correction_is_a_text_of_its_own(world: World) -> None:
    before = approved(world, f"提出{SENT}。")
    taken(before, "correct", world.acting("yan"), correction="漏计一条")
    after = Review.objects.get(corrects=before)
    assert (after.state, after.text, after.correction) == ("draft", before.text, "漏计一条")
    with pytest.raises(ValidationError):
        taken(before, "correct", world.acting("yan"), correction="又一次")


def test_who_passed_a_released_text_stays_with_its_readers(world: World, sign_in: Any) -> None:
    review = approved(world)
    Review.objects.filter(pk=review.pk).update(released=True)
    told = {
        short: bool(sign_in(world.users[short]).get(review.get_absolute_url()).context["events"])
        for short in ("yan", "wen", "liu", "shu")
    }
    assert told == {"yan": True, "wen": True, "liu": False, "shu": False}
