"""Units on paper: whoever hands over also serves the units that have nobody signed in, and the trace says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
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


def told(handling: Handling, office: Any) -> list[dict[str, Any]]:
    """What happened, newest first; beside a unit's step that somebody else took stands on whose behalf."""
    shown = timeline(history(handling))
    entries = list(Entry.objects.about(handling).order_by("-seq")[:SHOWN])
    own = _people(handling)
    for line, entry in zip(shown, entries, strict=True):
        step = entry.verb.partition(".")[2]
        day = localtime(entry.at).date() if entry.at else None
        if step in OF_UNITS and entry.actor_key and not _was_of(own, entry.actor_key, day):
            line["note"] = "；".join(
                filter(None, [_("entered on behalf of the unit by %(who)s") % {"who": office}, line["note"]])
            )
    return shown


def _people(handling: Handling) -> list[tuple[Any, Any, Any]]:
    """(key, since, until) of everybody who ever held a role for the unit."""
    held = Appointment.objects.filter(unit=handling.unit_id, role__in=DEPARTMENT)
    return list(held.values_list("user__subject_key", "since", "until"))


def _was_of(people: list[tuple[Any, Any, Any]], key: Any, day: Any) -> bool:
    return any(
        who == key and since <= day and (until is None or until >= day) for who, since, until in people
    )
