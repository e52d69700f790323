"""What the editor's page asks for while somebody writes; every answer is for the writer alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luzhi.writing import drafts, editing
from luzhi.writing.hints import hints
from luzhi.writing.reading import FILE_BYTES, Refused, read_text

READ_OR_KEEP = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_KEEP
def draft(request: HttpRequest, form: str) -> JsonResponse:
    """The draft of the form of a ledger's row, or what was typed in it kept."""
    ledger, _row = drafts.place_of(form, request.user)
    return kept(request, form, ledger.form.base_fields if ledger.form else {})


def kept(request: HttpRequest, form: str, known: Mapping[str, Any]) -> JsonResponse:
    """The draft as it stands; or keep what was typed: 409 with both texts compared where another page saved since, 422
    in words. `known` are the form's fields, and whoever calls has seen to it that the user may write.
    """
    if request.method != "POST":
        return JsonResponse(drafts.shown(request.user, form))
    try:
        data = json.loads(request.body)
        if data["user"] != str(request.user.pk):  # somebody else signed in on this computer meanwhile
            return JsonResponse({}, status=401)
        text = drafts.sent(data)
        draft = drafts.keep(request.user, form, text)
    except drafts.Conflict as conflict:
        return editing.conflict(request, known, conflict.draft, text)
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0], "code": error.code}, status=422)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": _("This is no draft.")}, status=400)
    return JsonResponse({"revision": draft.revision, "at": drafts.clock(draft)})


@require_POST
def discard(request: HttpRequest, form: str) -> JsonResponse:
    drafts.place_of(form, request.user)
    drafts.finish(request.user, form)
    return JsonResponse({})


@require_POST
def import_file(request: HttpRequest) -> JsonResponse:
    """The text of a file for the fields; nothing of the file is kept."""
    file: Any = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Choose a .docx or .txt file.")}, status=400)
    if file.size > FILE_BYTES:
        message = _("The file is larger than %(limit)s MB.") % {"limit": FILE_BYTES >> 20}
        return JsonResponse({"error": message}, status=413)
    try:
        read = read_text(file.name, file.read())
    except Refused as refused:
        return JsonResponse({"error": str(refused), "code": refused.code}, status=400)
    return JsonResponse(editing.filled(read))


@require_POST
def arrange(request: HttpRequest) -> JsonResponse:
    """The text in the other shape: three parts as one text, or one text cut into its parts."""
    return JsonResponse(editing.arranged(editing.written(request.POST)))


@require_POST
def hints_fragment(request: HttpRequest) -> HttpResponse:
    """The outline and the hints beside the text."""
    written = editing.written(request.POST)
    context = {"outline": editing.outline(written), "hints": hints(written)}
    return render(request, "writing/_hints.html", context)
