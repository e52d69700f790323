"""What happened to a row, for the timeline of its page: audit entries with their words and the actors' names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext

from luzhi.audit.models import Entry, remarks
from luzhi.core.access import Text
from luzhi.core.flow import flows

SHOWN = 30
VERBS = {
    "create": "Entered",
    "edit": "Edited",
    "correct": "Corrected",
    "import": "Imported",
    "undo": "Import undone",
    "release": "Opened to the public",
    "withdraw": "Closed to the public",
}


@dataclass(frozen=True)
class Event:
    at: datetime
    label: Text
    actor: str
    remark: str
    fields: list[str]


def _label(verb: str) -> Text:
    noun, _, act = verb.partition(".")
    if (flow := flows.get(noun)) and (step := flow.get(act)):
        return step.label
    return gettext(VERBS.get(act, verb))


def _names(model: type[models.Model], columns: list[str]) -> list[str]:
    labels = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
    labels |= {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return [labels.get(name) or gettext(name) for name in columns if name not in ("due_on", "state")]


def history(obj: models.Model) -> list[Event]:
    """The latest events of one row, newest first; three queries whatever their number."""
    entries = list(Entry.objects.about(obj).order_by("-seq")[:SHOWN])
    said = remarks(entries)
    keys = {entry.actor_key for entry in entries if entry.actor_key}
    people: dict[Any, str] = dict(
        get_user_model()._default_manager.filter(subject_key__in=keys).values_list("subject_key", "name")
    )
    return [
        Event(
            entry.at,  # type: ignore[arg-type]
            _label(entry.verb),
            people.get(entry.actor_key, ""),
            said.get(entry.remark_id, "") if entry.remark_id else "",
            _names(type(obj), entry.changes.get("fields", [])),
        )
        for entry in entries
    ]
