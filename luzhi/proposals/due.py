"""Deadlines of assignments and opinions that could not be known when they were given: the calendar was not out yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.handling.deadlines import due, unknown
from luzhi.handling.models import OPEN, HandlingState
from luzhi.proposals.models import Assignment, Feedback, FeedbackState

NAMES: dict[str, Text] = {
    "object_by": _("objection until"),
    "talk_by": _("first talk until"),
    "answer_by": _("answer or opinion until"),
    "again_by": _("second answer until"),
}


def owed(row: Assignment) -> Iterator[tuple[str, str, date]]:
    """(field, deadline, day it counts from) of every deadline that this row has."""
    yield "object_by", "objection", row.assigned_on
    if row.answers:
        yield "talk_by", "talk", row.assigned_on
        yield "answer_by", "answer", row.assigned_on
    else:
        yield "answer_by", "opinion", row.assigned_on
    if row.again_on:
        yield "again_by", "answer", row.again_on


def untold(row: Assignment) -> list[tuple[Text, Text]]:
    """The deadlines without a day, each with the reason: 2027年放假安排尚未公布."""
    found = []
    for name, code, start in owed(row):
        if getattr(row, name) is None and (reason := unknown(row.committee_id, code, start)):
            found.append((NAMES[name], reason))
    return found


def state_due(row: Assignment) -> date | None:
    """By when the state must be left."""
    if row.state == HandlingState.ASSIGNED:
        return row.object_by
    if row.state == HandlingState.OBJECTED and row.objected_on:
        return due(row.committee_id, "decision", row.objected_on)
    return row.deadline


def fill(committee: UUID) -> int:
    """Give the days that can be counted by now; returns how many rows got one."""
    missing = Q(object_by=None) | Q(talk_by=None) | Q(answer_by=None) | Q(due_on=None)
    rows = Assignment.objects.filter(missing, committee=committee, state__in=OPEN)
    return sum(map(_fill, rows)) + sum(map(_fill_opinion, _awaited(committee)))


def _fill(row: Assignment) -> bool:
    changed: dict[str, Any] = {
        name: day
        for name, code, start in owed(row)
        if getattr(row, name) is None and (day := due(row.committee_id, code, start))
    }
    for name, day in changed.items():
        setattr(row, name, day)
    if row.due_on is None and (day := state_due(row)):
        changed["due_on"] = day
    if changed:
        Assignment.objects.filter(pk=row.pk, state=row.state).update(**changed)
    return bool(changed)


def _awaited(committee: UUID) -> Any:
    return Feedback.objects.filter(committee=committee, state=FeedbackState.AWAITED, due_on=None)


def _fill_opinion(row: Feedback) -> bool:
    day = due(row.committee_id, "feedback", localdate(row.entered_at))
    return bool(day and Feedback.objects.filter(pk=row.pk, due_on=None).update(due_on=day))
