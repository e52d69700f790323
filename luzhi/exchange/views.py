"""Import in three pages (file, preview, batch) and export of what a list shows."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luzhi.core.pages import Ledger, filtered, ledgers
from luzhi.core.showing import Column
from luzhi.exchange import showing
from luzhi.exchange.committing import NotCommitted, commit, one_at_a_time
from luzhi.exchange.exporting import TYPES, export
from luzhi.exchange.forms import UploadForm
from luzhi.exchange.issuing import issue
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.marking import marked_sheet
from luzhi.exchange.models import Batch, Upload
from luzhi.exchange.registry import importers
from luzhi.exchange.undoing import undo
from luzhi.exchange.uploads import change, keep, look
from luzhi.exchange.writing import Unwritable

BATCHES = Ledger(
    code="batches",
    label=gettext_lazy("Imports"),
    purpose=gettext_lazy(
        "Every import that wrote something; it can be taken back as long as nobody edited its rows."
    ),
    model=Batch,
    namespace="exchange",
    columns=(
        Column("file", gettext_lazy("file")),
        Column("kind", gettext_lazy("kind"), sort="kind"),
        Column("entered_at", gettext_lazy("imported at"), kind="fit", sort="entered_at"),
        Column("entered_by", gettext_lazy("by"), phone=False),
        Column("created", gettext_lazy("new"), kind="num", phone=False),
        Column("updated", gettext_lazy("modified"), kind="num", phone=False),
        Column("standing", gettext_lazy("state"), kind="fit", sort="undone_at"),
    ),
    facts=tuple(
        Column(name, label)
        for name, label in (
            ("kind", gettext_lazy("kind")),
            ("file", gettext_lazy("file")),
            ("entered_at", gettext_lazy("imported at")),
            ("entered_by", gettext_lazy("by")),
            ("created", gettext_lazy("new")),
            ("updated", gettext_lazy("modified")),
            ("unchanged", gettext_lazy("unchanged")),
            ("refused", gettext_lazy("refused")),
            ("standing", gettext_lazy("state")),
            ("undone_at", gettext_lazy("taken back at")),
        )
    ),
    related=("entered_by",),
    search=("file",),
    empty=gettext_lazy("Nothing has been imported yet."),
)


def ledger_of(kind: str) -> Ledger:
    """The list whose rows this kind imports and exports."""
    found = next((ledger for ledger in ledgers if ledger.exchange == kind), None)
    if found is None or kind not in importers:
        raise Http404
    return found


def enterable(request: HttpRequest, kind: str) -> Ledger:
    """The list, if the user may enter its rows."""
    ledger = ledger_of(kind)
    if not ledger.importing(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": ledger.importing.label})
    return ledger


@require_http_methods(["GET", "HEAD", "POST"])
def upload_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file. It is kept, and its preview shown."""
    ledger, importer = enterable(request, kind), importers[kind]
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer)
    if request.method == "POST" and form.is_valid():
        return redirect(
            keep(form.cleaned_data["file"], kind, request.user, form.cleaned_data.get("accounts", False))
        )
    status = 200 if request.method != "POST" else 413 if form.too_large else 400
    context = {"ledger": ledger, "importer": importer, "form": form, "columns": showing.headings(importer)}
    return render(request, "exchange/upload.html", context, status=status)


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty sheet with the headings that are understood."""
    ledger = enterable(request, kind)
    return _file(request, ledger, ledger.model._default_manager.none())


def own_upload(request: HttpRequest, pk: Any) -> Upload:
    upload: Upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    return upload


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the import would do; or the choice of headings when a wanted column was not found."""
    upload = own_upload(request, pk)
    if request.method == "POST":
        change(upload, request.POST)
        return redirect(upload)
    context = {"upload": upload, "ledger": ledger_of(upload.kind), **showing.shown(upload, request)}
    return render(request, "exchange/preview.html", context, status=context.get("status", 200))


@require_POST
def commit_upload(request: HttpRequest, pk: Any) -> HttpResponse:
    upload, committee = own_upload(request, pk), request.committee  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            one_at_a_time(committee, upload.kind)
            seen = look(upload, committee, request.user)
            batch = commit(seen, upload.sha256, keep_good="keep_good" in request.POST)
    except (Unreadable, NotCommitted) as error:
        messages.error(request, str(error))
        return redirect(upload)
    if batch is None:
        messages.info(request, _("Nothing to import: every row is there already."))
    return redirect(batch or ledger_of(upload.kind).list_url)


@require_safe
def marked(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The uploaded sheet with its refused cells in red, each with the reason."""
    upload = own_upload(request, pk)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        seen = look(upload, request.committee, request.user)  # type: ignore[attr-defined]
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect(upload)
    marked_sheet(stream, seen.table.matched, seen.refusals)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{upload.name.rpartition('.')[0]}-refused.xlsx")


@require_safe
def batch_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    batch = get_object_or_404(ledger.rows(request.user), pk=pk)
    context = {"ledger": ledger, **showing.batch(batch, ledger, request.user)}
    return render(request, "exchange/batch.html", context)


@require_POST
def undo_page(request: HttpRequest, pk: Any) -> HttpResponse:
    batch = get_object_or_404(BATCHES.rows(request.user).select_related("committee"), pk=pk)
    try:
        undo(batch, request.user)
        messages.success(request, _("The import was taken back: every row is again what it was before."))
    except NotCommitted as error:
        messages.error(request, str(error))
    return redirect(batch)


@require_POST
def slips(request: HttpRequest, pk: Any) -> HttpResponse:
    """One-time codes of the accounts that the batch opened, to print; earlier unused ones stop working."""
    batch = get_object_or_404(BATCHES.rows(request.user), pk=pk)
    return render(request, "exchange/slips.html", {"batch": batch, "slips": issue(batch, request.user)})


@require_safe
def export_page(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the list shows to this user under the filters of the address, as a file."""
    ledger = ledger_of(kind)
    rows, _bound = filtered(request, ledger)
    return _file(request, ledger, rows)


def _file(request: HttpRequest, ledger: Ledger, rows: Any) -> HttpResponseBase:
    importer, form = importers[ledger.exchange], request.GET.get("format", "xlsx")
    if form not in TYPES:
        raise Http404
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        export(importer, rows, stream, form, request.user)
    except Unwritable as error:
        messages.error(request, str(error))
        return redirect(ledger.list_url)
    stream.seek(0)
    name = f"{importer.label}-{localtime():%Y%m%d}.{form}"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=TYPES[form])
