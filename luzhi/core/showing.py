"""How values of rows are shown: cells of tables, facts of a page, chips of active filters. Templates compute nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.flow import Offer, flows
from luzhi.core.history import Event
from luzhi.core.models import Flowing


@dataclass(frozen=True)
class Column:
    """A value of a row by attribute path (`lead.name`; a method is called). `unit` stands in the heading."""

    name: str
    label: Text
    kind: str = ""  # "num" aligns to the right, "fit" never wraps
    sort: str = ""
    phone: bool = True  # one of the fields that matter on a phone's card
    unit: str = ""

    def value(self, row: Any) -> Any:
        for part in self.name.split("."):
            if hasattr(row, f"get_{part}_display"):
                row = choice_words(row.__class__, part, get_language() or "").get(getattr(row, part), "")
            else:
                row = getattr(row, part, None)
            row = row() if callable(row) else row
        return row


@lru_cache(maxsize=1024)
def choice_words(model: type[Model], name: str, language: str) -> dict[Any, str]:
    """A field's choices in words; Django builds them anew for every cell, which was a third of a list's time."""
    return {value: str(label) for value, label in model._meta.get_field(name).flatchoices}  # type: ignore[union-attr]


@dataclass(frozen=True)
class Cell:
    column: Column
    text: Text
    state: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Fact:
    label: Text
    value: Text
    url: str = ""
    state: str = ""
    note: Text = ""


def words(value: Any) -> Text:
    """A value as text: dates in ISO form, numbers exact with thousands apart, nothing as nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return str(value)


def mark(row: Any, column: Column) -> str:
    """The drawn mark of a state column: what its flow says, else done when final, waiting at the start."""
    if column.name != "state" or not isinstance(row, Flowing):
        return ""
    flow = flows.of(row)
    usual = "done" if row.state in flow.final else "wait" if row.state == flow.start else "now"
    return flow.marks.get(row.state, usual)


def labelled(model: type[Model], *names: str) -> tuple[Column, ...]:
    """Columns that carry the fields' own words."""
    return tuple(Column(name, getattr(model._meta.get_field(name), "verbose_name", name)) for name in names)


def table(columns: Iterable[Column], rows: Iterable[Any]) -> list[Row]:
    """Rows ready for the table component; a row with a page of its own opens it."""
    columns = tuple(columns)
    return [
        Row(
            row.get_absolute_url() if hasattr(row, "get_absolute_url") else "",
            tuple(Cell(column, words(column.value(row)), mark(row, column)) for column in columns),
        )
        for row in rows
    ]


def facts(columns: Iterable[Column], row: Any) -> list[Fact]:
    """The filled facts of a row; another row's name opens its page."""
    shown = []
    for column in columns:
        value = column.value(row)
        if value not in (None, ""):
            url = (
                value.get_absolute_url()
                if isinstance(value, Model) and hasattr(value, "get_absolute_url")
                else ""
            )
            shown.append(Fact(column.label, words(value), url, mark(row, column)))
    return shown


def chips(bound: Any, request: HttpRequest) -> list[dict[str, str]]:
    """The active filters, each with the address without it."""
    shown = []
    for name, field in bound.form.fields.items() if bound else ():
        if value := request.GET.get(name):
            address = request.GET.copy()
            address.pop(name)
            address.pop("page", None)
            chosen = bound.form.cleaned_data.get(name) if bound.form.is_valid() else value
            label = (
                dict(getattr(field, "choices", ())).get(value, chosen) if isinstance(chosen, str) else chosen
            )
            shown.append({"label": f"{field.label}: {label}", "url": f"?{address.urlencode()}"})
    return shown


def buttons(offered: list[Offer], row: Model) -> list[dict[str, Any]]:
    """The next steps as the page's buttons: a step with a form opens it, any other is posted."""
    base = row.get_absolute_url()  # type: ignore[attr-defined]
    return [
        {
            "label": offer.step.label,
            "url": f"{base}{offer.step.code}/",
            "main": offer.step.main,
            "blocked": offer.blocked,
            "get": offer.step.form is not None,
        }
        for offer in offered
    ]


def timeline(events: list[Event]) -> list[dict[str, Any]]:
    return [
        {
            "when": words(event.at),
            "what": event.label,
            "who": event.actor or _("the system"),
            "note": "；".join(filter(None, [event.remark, "、".join(event.fields)])),
        }
        for event in events
    ]
