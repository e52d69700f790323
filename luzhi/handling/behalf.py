"""Units on paper: whoever hands over also serves the units that have nobody signed in, and the trace says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from luzhi.accounts.models import DEPARTMENT
from luzhi.audit.models import Entry
from luzhi.core.access import units_of
from luzhi.core.history import SHOWN, history
from luzhi.core.showing import timeline
from luzhi.handling.models import Handling, HandlingState
from luzhi.organisation.models import Appointment

OF_UNITS = frozenset(
    ("receive", "object", "ask_extension", "send_opinion", "draft", "review", "send_back", "sign")
)
"""Steps that are a unit's own: taken by anybody else, they are taken on its behalf."""


def on_behalf(user: Any, handling: Handling) -> bool:
    """Is the user none of the unit's own people?"""
    return handling.unit_id not in units_of(user, *DEPARTMENT)


def with_accounts(committee: UUID) -> QuerySet[Appointment]:
    """The units that have somebody signed in, as ids."""
    held = Appointment.objects.today().filter(committee=committee, role__in=DEPARTMENT, unit__isnull=False)
    return held.values("unit")  # type: ignore[return-value]


def pressing(rows: Any, user: Any) -> Any:
    """For the desk: a department's own rows; of the others what is to be decided, and the units on paper."""
    decided = Q(state__in=(HandlingState.OBJECTED, HandlingState.ANSWERED)) | Q(
        extension_until__isnull=False, extended_on=None
    )
    paper = ~Q(unit__in=with_accounts(user.committee_id))
    return rows.filter(Q(unit__in=units_of(user, *DEPARTMENT)) | decided | paper)


Own = Callable[[UUID, date], bool]


def told(row: Model, steps: frozenset[str], own: Own, office: Any) -> list[dict[str, Any]]:
    """What happened, newest first; beside a step that somebody else took for its owner stands who entered it.

    `own(key, day)`: was this account one of the owner's own on that day?
    """
    shown = timeline(history(row))
    for line, entry in zip(shown, Entry.objects.about(row).order_by("-seq")[:SHOWN], strict=True):
        step = entry.verb.partition(".")[2]
        if step in steps and entry.actor_key and entry.at and not own(entry.actor_key, localdate(entry.at)):
            words = _("entered on behalf by %(who)s") % {"who": office}
            line["note"] = "；".join(filter(None, [words, line["note"]]))
    return shown


def people_of(unit: UUID, *roles: str) -> Own:
    """The accounts that held one of the roles for the unit, each in its time."""
    held = list(
        Appointment.objects.filter(unit=unit, role__in=roles).values_list(
            "user__subject_key", "since", "until"
        )
    )

    def own(key: UUID, day: date) -> bool:
        return any(
            who == key and since <= day and (until is None or until >= day) for who, since, until in held
        )

    return own
