"""承办: the queue of a department by due date, its export, and 督办: what each unit was given and has answered."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.access import holds
from luzhi.core.pages import PAGE
from luzhi.core.showing import Cell, Column, Row, chips, mark, words
from luzhi.exchange.exporting import TYPES
from luzhi.exchange.writing import Unwritable, Value, write_xlsx
from luzhi.handling.lateness import lateness
from luzhi.handling.models import OPEN
from luzhi.handling.narrowing import QueueFilter
from luzhi.handling.queues import OVERSEERS, READERS, TABS, Queue, counts, exported, listed, queues
from luzhi.handling.workload import Load, summed, workload

TITLE = Column("title", gettext_lazy("matter"))
NUMBER = Column("number", gettext_lazy("reference number"), kind="fit")
UNIT = Column("unit", gettext_lazy("handling unit"))
ROLE = Column("role", gettext_lazy("manner of handling"), kind="fit", phone=False)
DUE = Column("due_on", gettext_lazy("due on"), kind="fit", phone=False)
LEFT = Column("left", gettext_lazy("time left"), kind="fit")
STATE = Column("state", gettext_lazy("state"), kind="fit")
LINKED = ("total", "unanswered", "sole", "separate", "main", "joint", "late")


def only_readers(user: Any) -> None:
    if not holds(user, *READERS):
        raise PermissionDenied(_("Only handling units, the proposals committee and leaders see the queue."))


@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    only_readers(request.user)
    asked = QueueFilter(request.GET, user=request.user)
    text = request.GET.get("q", "").replace("\x00", "").strip()
    columns = _columns(asked)
    page: Any = Paginator(listed(request.user, asked.narrowed(text)), PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    context = {
        "form": asked,
        "chips": _chips(asked, request),
        "parts": _tabs(request, asked, counts(request.user, asked.narrowed(text, tabbed=False))),
        "page": page,
        "columns": columns,
        "rows": [_row(queue, row, columns) for queue, row in page],
        "loads": None
        if asked.overseeing
        else _table(request, workload(request.user, asked.narrowed("", False))),
        "query": request.GET.urlencode(),
        "actions": _actions(request.user),
    }
    return render(request, "handling/queue.html", context)


def _columns(asked: QueueFilter) -> tuple[Column, ...]:
    unit = (UNIT,) if asked.overseeing else ()
    return (TITLE, NUMBER, *unit, ROLE, DUE, LEFT, STATE)


def _row(queue: Queue, row: Any, columns: Sequence[Column]) -> Row:
    open_now = row.state in OPEN
    texts = {
        TITLE: queue.value(row, queue.title),
        NUMBER: queue.value(row, queue.number),
        DUE: words(row.due_on) if open_now else "",
        LEFT: (lateness(row.due_on) or _("not set yet")) if open_now else "",
    }
    late = "late" if open_now and row.is_overdue else ""
    marks = {LEFT: late, STATE: mark(row, STATE)}
    cells = (Cell(each, texts.get(each) or words(each.value(row)), marks.get(each, "")) for each in columns)
    return Row(row.get_absolute_url(), tuple(cells))


def _chips(asked: QueueFilter, request: HttpRequest) -> list[dict[str, str]]:
    """The filters but for the tab, which is shown as such."""
    said = {name: words(value) if value is True else value for name, value in asked.cleaned_data.items()}
    shown = {name: field for name, field in asked.fields.items() if name != "tab"}
    form = SimpleNamespace(fields=shown, cleaned_data=said, is_valid=asked.is_valid)
    return chips(SimpleNamespace(form=form), request)


def _actions(user: Any) -> list[dict[str, Any]]:
    offered = (action for queue in queues for action in queue.actions if action.by(user, None))
    return [{"label": action.label, "url": reverse(action.url)} for action in offered]


def _tabs(
    request: HttpRequest, asked: QueueFilter, counted: Counter[tuple[str, str]]
) -> list[dict[str, Any]]:
    """The parts of the queue with their counts; one that is empty and rare stays away."""
    address, shown = request.GET.copy(), []
    address.pop("page", None)
    for tab in TABS:
        number, current = tab.count(counted), tab is asked.part
        if current or (tab.shown and (number or tab.code != "dropped")):
            address["tab"] = tab.code
            shown.append(
                {"label": tab.label, "url": f"?{address.urlencode()}", "count": number, "current": current}
            )
    return shown


@require_safe
def export_page(request: HttpRequest) -> HttpResponseBase:
    """The rows that the page shows under the same address, as .xlsx."""
    only_readers(request.user)
    asked = QueueFilter(request.GET, user=request.user)
    narrowed = asked.narrowed(request.GET.get("q", "").replace("\x00", "").strip())
    headings = [str(column.label) for column in _exported()]
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        write_xlsx(stream, headings, _values(request.user, narrowed), title=str(_("Handling list")))
    except Unwritable as error:
        messages.error(request, str(error))
        return redirect("handling:queue")
    stream.seek(0)
    name = f"{_('Handling list')}-{localdate():%Y%m%d}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


def _exported() -> list[Column]:
    """The columns of all queues, each once."""
    return list({column.name: column for queue in queues for column in queue.exported}.values())


def _values(user: Any, narrowed: Any) -> Iterator[list[Value]]:
    for queue, row in exported(user, narrowed):
        own = {column.name: column for column in queue.exported}
        yield [_value(own[each.name].value(row)) if each.name in own else None for each in _exported()]


def _value(value: Any) -> Value:
    return (
        value
        if value is None or isinstance(value, str | int | float) or hasattr(value, "year")
        else str(value)
    )


@require_safe
def units_page(request: HttpRequest) -> HttpResponse:
    """督办: every unit's numbers; each opens its rows."""
    if not holds(request.user, *OVERSEERS):
        raise PermissionDenied(_("Only the proposals committee and leaders see all units."))
    asked = QueueFilter(request.GET, user=request.user)
    loads = workload(request.user, asked.narrowed("", tabbed=False))
    context = {"form": asked, "chips": _chips(asked, request), "loads": _table(request, loads, whole=True)}
    return render(request, "handling/units.html", context)


def _table(request: HttpRequest, loads: list[Load], whole: bool = False) -> list[dict[str, Any]]:
    """Lines of the table, the sum of all at its foot."""
    lines = [*loads, summed(loads, _("All units"))] if whole and loads else loads
    return [{"load": load, "cells": [_cell(request, load, name) for name in LINKED]} for load in lines]


def _cell(request: HttpRequest, load: Load, name: str) -> dict[str, Any]:
    narrowed = {
        "total": {"tab": "all"},
        "unanswered": {"tab": "unanswered"},
        "joint": {"tab": "joint"},
        "late": {"tab": "open", "late": "on"},
    }.get(name, {"tab": "all", "role": name})
    kept = {key: request.GET[key] for key in ("year", "paper") if request.GET.get(key)}
    unit = {"unit": str(load.unit)} if load.unit else {}
    number = getattr(load, name)
    address = f"{reverse('handling:queue')}?{urlencode({**kept, **unit, **narrowed})}"
    return {"number": number, "url": address if number else "", "late": name == "late" and number}
