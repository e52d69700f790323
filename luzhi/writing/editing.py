"""What the editor's page shows: the outline of a text, a file's text for its fields, two texts side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.writing.comparing import marked
from luzhi.writing.drafts import Sent, Values, clock
from luzhi.writing.forms import IN_PARTS, PART_NAMES, WHOLE, PartsForm, unix
from luzhi.writing.hints import Written
from luzhi.writing.models import Draft
from luzhi.writing.reading import Read
from luzhi.writing.sections import Parts, Role, compose, fill, items


def written(data: Mapping[str, str]) -> Written:
    """The proposal as the page's form sends it."""
    texts = {name: unix(data.get(name, "")) for name in (*PART_NAMES, "body")}
    in_parts = data.get("shape") == IN_PARTS
    parts = Parts(*(texts[name] for name in PART_NAMES)) if in_parts else None
    return Written(data.get("title", ""), parts, texts["body"] if parts is None else compose(parts))


def _fields(title: str, parts: Parts | None, whole: str) -> dict[str, Any]:
    """Values of the form's fields."""
    shown = parts or Parts()
    texts = {name: getattr(shown, name) for name in PART_NAMES}
    return {"title": title, "shape": IN_PARTS if parts else WHOLE, **texts, "body": "" if parts else whole}


def filled(read: Read) -> dict[str, Any]:
    """An imported text for the fields, with what the writer must know of it."""
    found = fill(read.text)
    notices = list(read.notices)
    if found.parts is None:
        notices.append(_("The three parts were not found by their headings: the text stands as one."))
    return {
        "fields": _fields(found.title, found.parts, found.whole),
        "notices": notices,
        "characters": characters(read.text),
    }


def arranged(text: Written) -> dict[str, Any]:
    """Three parts → one text; one text → its parts, or the reason why it stays one."""
    if text.parts is not None:
        whole = text.whole if text.text.strip() else ""
        return {"fields": _fields(text.title, None, whole), "notices": []}
    found = fill(f"\n{text.whole}") if text.whole.strip() else None
    parts = found.parts if found else Parts()
    if parts is None or (found and found.title):
        message = _("The text has no headings for the three parts, in their order: it stays one.")
        return {"error": message}
    return {"fields": _fields(text.title, parts, ""), "notices": []}


def characters(text: str) -> int:
    """As Chinese word processors count: without blanks and line ends."""
    return len("".join(text.split()))


def outline(text: Written) -> dict[str, Any]:
    """The parts with their lengths, and how many suggestions there are."""
    parts: list[dict[str, Text | int]] = [
        {"label": PartsForm.base_fields[name].label or "", "id": f"id_{name}", "count": characters(part)}
        for name, part in _named(text)
    ]
    listed = items(text.parts.suggestions) if text.parts else 0
    return {"parts": parts, "items": listed, "characters": characters(text.text)}


def _named(text: Written) -> list[tuple[str, str]]:
    return [(str(role), getattr(text.parts, role)) for role in Role if hasattr(text.parts, role)]


def conflict(request: HttpRequest, known: Mapping[str, Any], draft: Draft, text: Sent) -> JsonResponse:
    """Both texts field by field, and the other one whole, for the writer to choose."""
    context = {"at": clock(draft), "gone": not draft.values, "rows": _differences(known, draft, text.values)}
    return JsonResponse(
        {
            "revision": draft.revision,
            "values": draft.values,
            "html": render_to_string("writing/_conflict.html", context, request),
        },
        status=409,
    )


def _differences(known: Mapping[str, Any], draft: Draft, ours: Values) -> list[dict[str, Any]]:
    """The fields that differ; of texts the words, of choices only that they differ."""
    rows = []
    for name, field in known.items():
        there, here = ("\n".join(values.get(name, [])) for values in (draft.values, ours))
        if there == here or field.widget.is_hidden:
            continue
        text = isinstance(field, forms.CharField)
        rows.append({"label": field.label or name, "html": marked(there, here) if text else ""})
    return rows
