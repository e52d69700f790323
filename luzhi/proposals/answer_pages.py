"""The editor of an answer: beside the proposal, kept while it is typed, filled from a .docx; and its former versions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.core.pages import Ledger, attempted
from luzhi.core.showing import words
from luzhi.handling.forms import AnswerForm
from luzhi.handling.models import HandlingState
from luzhi.proposals.access import examiner, handling_unit
from luzhi.proposals.ledgers import ASSIGNMENTS
from luzhi.proposals.models import Answer, Assignment, Feedback, Talk
from luzhi.writing import drafts
from luzhi.writing.comparing import marked
from luzhi.writing.reading import FILE_BYTES, Read, Refused, read_text
from luzhi.writing.views import READ_OR_KEEP, kept

party = handling_unit | examiner
STEP = "draft"


def own_row(request: HttpRequest, ledger: Ledger, pk: Any) -> Assignment:
    """The assignment, for those who may write its answer."""
    row: Assignment = get_object_or_404(ledger.rows(request.user), pk=pk)
    if not party(request.user, row):
        raise PermissionDenied(_("Only %(who)s.") % {"who": party.label})
    return row


def code_of(row: Assignment) -> str:
    """Each round's answer has a draft of its own."""
    return f"{row._meta.model_name}.{row.pk}.{row.round}"


@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    row = own_row(request, ledger, pk)
    posted, importing = request.method == "POST", "import" in request.POST
    form = AnswerForm(request.POST if posted else None, user=request.user, obj=row)
    imported = _import(form, request) if importing else None
    if posted and not importing and form.is_valid() and attempted(form, lambda: _drafted(row, request, form)):
        messages.success(request, _("The answer waits for its review."))
        return redirect(row)
    context = {
        "ledger": ledger,
        "object": row,
        "form": form,
        "imported": imported,
        "posted": posted,
        **beside(row, request.user),
    }
    return render(
        request,
        "proposals/answer.html",
        context,
        status=400 if form.errors or (imported and not imported.text) else 200,
    )


def _drafted(row: Assignment, request: HttpRequest, form: AnswerForm) -> bool:
    """Take the step; where it is refused the text stays on the page."""
    data = dict(form.cleaned_data)
    flows.of(row).take(STEP, row, request.user, data.pop("remark", ""), **data)
    drafts.finish(request.user, code_of(row))
    return True


def _import(form: AnswerForm, request: HttpRequest) -> Read:
    """Put the text of the file into the form; nothing else of it is kept. Without a text: why it could not be taken."""
    form.is_bound, form.initial = False, request.POST.dict()  # shown as typed, judged when it is sent
    file: Any = request.FILES.get("file")
    if file is None:
        return Read("", (_("Choose a .docx or .txt file."),))
    if file.size > FILE_BYTES:
        return Read("", (_("The file is larger than %(limit)s MB.") % {"limit": FILE_BYTES >> 20},))
    try:
        read = read_text(file.name, file.read())
    except Refused as refused:
        return Read("", (str(refused),))
    form.initial["body"] = read.text
    return Read(read.text, (_("The text was read from %(file)s.") % {"file": file.name}, *read.notices))


def beside(row: Assignment, user: Any) -> dict[str, Any]:
    """What is read while the answer is written; why it cannot be written now; its draft."""
    flow = flows.of(row)
    blocked: Text = ""
    if row.state not in flow[STEP].source:
        label = HandlingState(row.state).label
        blocked = _("It stands at “%(state)s” and cannot be answered now. Your text is kept.") % {
            "state": label
        }
    missing = Feedback.objects.filter(answer__assignment=row).exclude(remark="")
    return {
        "draft": drafts.shown(user, code_of(row)),
        "blocked": blocked,
        "proposal": row.proposal,
        "opinions": row.proposal.assignments.standing().exclude(opinion="").select_related("unit"),
        "talks": Talk.objects.visible_to(user).filter(assignment=row),
        "wanted": missing.select_related("proposal") if row.round > 1 else (),
    }


@READ_OR_KEEP
def keep_answer(request: HttpRequest, pk: Any) -> JsonResponse:
    row = own_row(request, ASSIGNMENTS, pk)
    return kept(request, code_of(row), AnswerForm(user=request.user, obj=row).fields)


@require_POST
def discard_answer(request: HttpRequest, pk: Any) -> JsonResponse:
    row = own_row(request, ASSIGNMENTS, pk)
    drafts.finish(request.user, code_of(row))
    return JsonResponse({})


@dataclass(frozen=True)
class Version:
    """A text of the answer as it once stood; `what` names it on the page."""

    what: str
    text: str


def versions(row: Assignment) -> list[Version]:
    """Every text that the answers of this assignment ever had, in order; equal neighbours once."""
    found: list[Version] = []
    for answer in Answer.objects.filter(assignment=row).order_by("round"):
        former: Any = answer.events  # type: ignore[attr-defined]
        texts = [(event.pgh_created_at, event.body) for event in former.order_by("pgh_id")]
        for at, text in [*texts, (None, answer.body)]:
            until = _("until %(at)s") % {"at": words(at)} if at else _("as it stands")
            what = _("round %(round)s, %(until)s") % {"round": answer.round, "until": until}
            if not found or found[-1].text != text:
                found.append(Version(what, text))
            else:
                found[-1] = Version(what, text)
    return found


@require_safe
def versions_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    """Two versions of the answer word by word: the last change, or the one that the address asks for."""
    row = own_row(request, ledger, pk)
    texts = versions(row)
    pairs = [
        {"number": at, "before": old.what, "after": new.what}
        for at, (old, new) in enumerate(pairwise(texts), 1)
    ]
    asked = request.GET.get("change", "")
    at = int(asked) if asked.isdigit() and 1 <= int(asked) <= len(pairs) else len(pairs)
    compared = marked(texts[at - 1].text, texts[at].text) if at else ""
    context = {"ledger": ledger, "object": row, "pairs": pairs, "chosen": at, "compared": compared}
    return render(request, "proposals/versions.html", context)
