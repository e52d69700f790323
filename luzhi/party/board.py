"""The board of a branch: months × duties of Party life, each mark opening the activities that carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from luzhi.activities.access import records_for
from luzhi.core.access import Text
from luzhi.core.figures import Scope
from luzhi.duties.registry import Duty, Owners, of_group
from luzhi.duties.sheets import Slot, calendar
from luzhi.duties.views import MARKS
from luzhi.organisation.models import Unit

OPENS_ENTRY = ("due", "missing")


@dataclass(frozen=True)
class Mark:
    """One period of one duty: `months` is how many columns it takes."""

    slot: Slot
    word: Text
    url: str

    @property
    def months(self) -> int:
        return self.slot.window.end.month - self.slot.window.start.month + 1

    @property
    def look(self) -> str:
        return "none" if self.slot.state == "later" else self.slot.state


@dataclass(frozen=True)
class Line:
    duty: Duty
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Board:
    branch: Unit
    lines: tuple[Line, ...]
    record_url: str  # empty for those who don't record for the branch


def boards(branches: Iterable[Unit], scope: Scope, today: date, user: Any) -> list[Board]:
    """The boards of all branches, in as many queries as there are duties."""
    branches = list(branches)
    owed = [duty for duty in of_group("party-life") if duty.owed_by == Owners.BRANCHES]
    slots = {duty.code: calendar(duty, scope, branches, today) for duty in owed}
    return [
        _board(branch, [(duty, slots[duty.code][branch.pk]) for duty in owed], user) for branch in branches
    ]


def _board(branch: Unit, lines: list[tuple[Duty, list[Slot]]], user: Any) -> Board:
    records = records_for(user, branch.pk)
    return Board(
        branch,
        tuple(
            Line(duty, tuple(_mark(slot, duty, branch, records) for slot in slots)) for duty, slots in lines
        ),
        entry_url(organiser=branch.pk) if records else "",
    )


def _mark(slot: Slot, duty: Duty, branch: Unit, records: bool) -> Mark:
    """What was held opens its activities, what is still owed the entry of one."""
    url = ""
    if slot.held:
        window = {"since": slot.window.start, "until": slot.window.end}
        asked = urlencode({"kind": duty.code, "organiser": branch.pk, **window})
        url = f"{reverse('activities:activities')}?{asked}"
    elif records and slot.state in OPENS_ENTRY:
        url = entry_url(kind=duty.code, organiser=branch.pk)
    return Mark(slot, MARKS[slot.state], url)


def entry_url(**filled: Any) -> str:
    """The entry of an activity with these fields filled in."""
    return f"{reverse('activities:activity_new')}?{urlencode(filled)}"
