"""Days that bind a unit and its proposers: objection, answer, extension, opinion, an unknown calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.organisation.models import Setting
from luzhi.proposals.due import fill, untold
from luzhi.proposals.models import Assignment, Feedback
from tests.proposals.lives import (
    drafted,
    handed,
    opinion,
    passed,
    say,
    take,
)
from tests.world import World

TODAY = timezone.localdate
STATES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "receive": ("assigned", {}, {"cheng", "yuan", "ti"}),
    "object": ("assigned", {"objection": "不属本单位职责"}, {"cheng", "yuan", "ti"}),
    "grant_objection": ("objected", {}, {"ti"}),
    "refuse_objection": ("objected", {}, {"ti"}),
    "draft": ("received", {"answer_class": "A", "body": "已办。"}, {"cheng", "yuan", "ti"}),
    "review": ("drafted", {}, {"yuan", "ti"}),
    "send_back": ("drafted", {}, {"cheng", "yuan", "ti"}),
    "sign": (
        "reviewed",
        {"number": "1号", "signed_by": "袁正", "sent_on": timezone.localdate()},
        {"yuan", "ti"},
    ),
    "pass": ("answered", {}, {"ti"}),
    "reject": ("answered", {}, {"ti"}),
    "cancel": ("received", {}, {"ti"}),
}


def test_second_handling_leaves_the_first_deadline_alone(world: World) -> None:
    row = passed(world, handed(world))
    first = row.answer_by
    say(world, opinion(world, row), "partly", words="没有时间表")
    row.refresh_from_db()
    assert (row.answer_by, row.deadline, row.in_time) == (first, TODAY() + timedelta(90), True)


def test_objection_is_open_for_its_days_alone(world: World) -> None:
    row = handed(world)
    Assignment.objects.filter(pk=row.pk).update(object_by=TODAY() - timedelta(1))
    with pytest.raises(ValidationError):
        take(world, row, "object", "cheng", objection="不属本单位职责")


def test_extension_keeps_to_its_limits(world: World) -> None:
    row = take(world, handed(world), "receive", "cheng")
    last = row.answer_by + timedelta(30)
    for day in (row.answer_by, last + timedelta(1)):
        with pytest.raises(ValidationError):
            take(world, row, "ask_extension", "cheng", extension_reason="需会商", extension_until=day)
    take(world, row, "ask_extension", "cheng", extension_reason="需会商", extension_until=last)
    take(world, row, "grant_extension")
    assert (row.answer_by, row.due_on, row.extended_on) == (last, last, TODAY())
    with pytest.raises(ValidationError):
        take(
            world, row, "ask_extension", "cheng", extension_reason="再延", extension_until=last + timedelta(9)
        )


def test_extension_never_goes_beyond_the_longest_time(world: World) -> None:
    Setting.objects.create(
        committee=world.city, name="deadline.extension", value={"months": 12}, since=date(2018, 1, 1)
    )
    row = take(world, handed(world), "receive", "cheng")
    with pytest.raises(ValidationError):
        take(
            world,
            row,
            "ask_extension",
            "cheng",
            extension_reason="需会商",
            extension_until=row.assigned_on + timedelta(200),
        )


def test_answer_within_a_granted_extension_is_in_time(world: World) -> None:
    row = take(world, handed(world), "receive", "cheng")
    take(
        world,
        row,
        "ask_extension",
        "cheng",
        extension_reason="需会商",
        extension_until=row.answer_by + timedelta(9),
    )
    take(world, row, "grant_extension")
    day, rows = row.answer_by, Assignment.objects.filter(pk=row.pk)
    rows.update(answered_on=day)
    assert rows.get().in_time is True
    rows.update(answered_on=day + timedelta(1))
    assert rows.get().in_time is False


def test_answer_is_sent_between_hand_over_and_today(world: World) -> None:
    row = take(world, drafted(world, handed(world)), "review", "yuan")
    for day in (TODAY() + timedelta(1), row.assigned_on - timedelta(1)):
        with pytest.raises(ValidationError):
            take(world, row, "sign", "yuan", number="1号", signed_by="袁正", sent_on=day)


def test_opinion_lapses_only_when_its_time_is_over(world: World) -> None:
    row = opinion(world, passed(world, handed(world)))
    with pytest.raises(ValidationError):
        flows["feedback"].take("lapse", row, world.acting("ti"))
    Feedback.objects.filter(pk=row.pk).update(due_on=TODAY() - timedelta(1))
    row.refresh_from_db()
    flows["feedback"].take("lapse", row, world.acting("ti"))
    assert (row.given_on, row.answer.assignment.__class__.objects.get().state) == (None, HandlingState.CLOSED)


def test_deadlines_of_the_hand_over_bind(world: World) -> None:
    row = handed(world)
    Setting.objects.create(
        committee=world.city, name="deadline.answer", value={"days": 10}, since=date(2018, 1, 1)
    )
    take(world, row, "receive", "cheng")
    assert row.answer_by == row.assigned_on + timedelta(90)


def test_unknown_calendar_is_filled_in_when_it_is_out(world: World) -> None:
    row = take(world, handed(world), "receive", "cheng")
    Assignment.objects.filter(pk=row.pk).update(talk_by=None, answer_by=None, due_on=None)
    assert fill(world.city.pk) == 1
    row.refresh_from_db()
    assert (row.due_on, row.talk_by is not None, untold(row)) == (row.assigned_on + timedelta(90), True, [])


def test_page_says_which_year_is_unknown(world: World, sign_in: Any) -> None:
    row = handed(world)
    Assignment.objects.filter(pk=row.pk).update(assigned_on=date(2099, 12, 1), talk_by=None)
    page = sign_in(world.cheng).get(row.get_absolute_url()).content.decode()
    assert "2099年放假安排尚未公布，期限待定" in page
