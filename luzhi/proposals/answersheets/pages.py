"""Answers by Excel: choose the files, look at every line, confirm, and read what became of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import holds, units_of
from luzhi.exchange.exporting import TYPES
from luzhi.exchange.limits import FILE_BYTES, Unreadable
from luzhi.exchange.models import Upload
from luzhi.exchange.uploads import keep
from luzhi.exchange.writing import Value, write_xlsx
from luzhi.handling.models import ANSWERING, HandlingState
from luzhi.proposals.access import answering_party
from luzhi.proposals.answersheets.columns import COLUMNS
from luzhi.proposals.answersheets.looking import MOST, Seen, look
from luzhi.proposals.answersheets.papers import papers
from luzhi.proposals.answersheets.taking import take
from luzhi.proposals.models import Assignment, ProposalState

SHEET, PAPERS = "answers", "answer_papers"  # kinds of kept files; no importer has them


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("sheet of answers"),
        help_text=gettext_lazy(".xlsx, .xls or .csv, at most 1000 answers"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    papers = forms.FileField(
        label=gettext_lazy("texts of the answers"),
        help_text=gettext_lazy(
            "a .zip of .docx files named by number, such as 2019-0001.docx; instead of the column"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("sheet", "papers"):
            if (file := cleaned.get(name)) and file.size > FILE_BYTES:
                self.add_error(name, _("The file is larger than %(limit)s MB.") % {"limit": FILE_BYTES >> 20})
        return cleaned


def only_party(user: Any) -> None:
    if not answering_party(user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": answering_party.label})


@require_http_methods(["GET", "HEAD", "POST"])
def sheets_page(request: HttpRequest) -> HttpResponse:
    """Choose the files; they are kept for a day, for their sender alone."""
    only_party(request.user)
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else None, request.FILES or None)
    if posted and form.is_valid():
        sheet = keep(form.cleaned_data["sheet"], SHEET, request.user, False)
        if given := form.cleaned_data["papers"]:
            sheet.mapping = {"papers": str(keep(given, PAPERS, request.user, False).pk)}
            sheet.save(update_fields=["mapping"])
        return redirect("proposals:answer_sheet", sheet.pk)
    context = {"form": form, "columns": COLUMNS, "open": open_rows(request.user).count(), "most": MOST}
    return render(request, "proposals/answer_sheets.html", context, status=400 if posted else 200)


def own_sheet(request: HttpRequest, pk: Any) -> Upload:
    only_party(request.user)
    user: Any = request.user
    rows = Upload.objects.filter(committee_id=user.committee_id, actor=user, kind=SHEET)
    return get_object_or_404(rows, pk=pk)


def seen(upload: Upload, actor: Any) -> tuple[Seen, list[str]]:
    """The sheet as it would be taken now, and files of the .zip that bear no number. Raises Unreadable."""
    texts, odd = None, list[str]()
    if pk := upload.mapping.get("papers"):
        kept = Upload.objects.get(pk=pk, actor=actor, kind=PAPERS)
        with kept.file.open("rb") as stream:
            texts, odd = papers(stream.read())
    with upload.file.open("rb") as stream:
        return look(stream, upload.name, actor, texts), odd


@require_safe
def sheet_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every line with what becomes of it. Nothing is taken yet."""
    upload = own_sheet(request, pk)
    try:
        found, odd = seen(upload, request.user)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("proposals:answer_sheets")
    context = {"upload": upload, "seen": found, "odd": odd, "office": holds(request.user, Role.PROPOSALS)}
    return render(request, "proposals/answer_sheet.html", context)


@require_POST
def take_sheet(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the good lines; what becomes of each is shown, and kept with the file as long as that is."""
    upload = own_sheet(request, pk)
    try:
        found, _odd = seen(upload, request.user)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("proposals:answer_sheets")
    outcomes = take(found.good, request.user, upload.name)
    told = {line.number: " ".join(map(str, line.refusals)) for line in found.lines if line.refusals}
    told |= {each.line.number: str(each.words) for each in outcomes}
    upload.mapping = {**upload.mapping, "told": {str(number): words for number, words in told.items()}}
    upload.save(update_fields=["mapping"])
    context = {"upload": upload, "outcomes": outcomes, "refused": [x for x in found.lines if x.refusals]}
    return render(request, "proposals/answer_sheet_done.html", context)


@require_safe
def result_sheet(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The sender's sheet with a column that says what became of each line."""
    upload = own_sheet(request, pk)
    found, _odd = seen(upload, request.user)
    told = upload.mapping.get("told", {})
    rows = (
        [*(_cell(line.values.get(column.name)) for column in COLUMNS), told.get(str(line.number), "")]
        for line in found.lines
    )
    headings = [*(str(column.label) for column in COLUMNS), _("result")]
    return _file(headings, rows, _("Result of %(file)s") % {"file": upload.name.rpartition(".")[0]})


def _cell(value: Any) -> Value:
    return (
        value
        if value is None or isinstance(value, str | int | float) or hasattr(value, "year")
        else str(value)
    )


def open_rows(user: Any) -> Any:
    """What can be answered by a sheet now: one's own units', of the office all."""
    rows = Assignment.objects.filter(
        committee_id=user.committee_id,
        proposal__state=ProposalState.ASSIGNED,
        state__in=(HandlingState.ASSIGNED, HandlingState.RECEIVED),
        role__in=ANSWERING,
    )
    own = rows if holds(user, Role.PROPOSALS) else rows.filter(unit__in=units_of(user, *DEPARTMENT))
    return own.select_related("proposal__session", "unit").order_by("unit__name", "proposal__number")


@require_safe
def template_sheet(request: HttpRequest) -> HttpResponseBase:
    """The sheet to fill in, with the open proposals in it."""
    only_party(request.user)
    headings = [str(column.label) for column in COLUMNS]
    return _file(headings, _open_values(request.user), _("Sheet of answers"))


def _open_values(user: Any) -> Iterator[list[Value]]:
    for row in open_rows(user)[:MOST]:
        known = {"reference": row.proposal.reference, "title": row.proposal.title, "unit": row.unit.name}
        yield [known.get(column.name) for column in COLUMNS]


def _file(headings: list[str], rows: Iterator[list[Value]], name: str) -> FileResponse:
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(stream, headings, rows)
    stream.seek(0)
    filename = f"{name}-{localdate():%Y%m%d}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=filename, content_type=TYPES["xlsx"])
