"""征询意见 on one page, on a phone first: the answer, three choices, a few words; and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luzhi.accounts.models import Role
from luzhi.core.flow import flows
from luzhi.core.pages import Ledger, attempted, detail_context
from luzhi.core.showing import buttons
from luzhi.handling.behalf import Own, people_of, told
from luzhi.handling.lateness import lateness
from luzhi.proposals.access import asked, examiner
from luzhi.proposals.assignment_page import answers, class_words
from luzhi.proposals.documents.downloads import of_feedback
from luzhi.proposals.documents.paper import lines_of
from luzhi.proposals.flow.opinions import GivingForm
from luzhi.proposals.models import Feedback, FeedbackState

OF_PROPOSER = frozenset(("content", "partly", "discontent"))


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    context = detail_context(request, ledger, pk)
    row, user, posted = context["object"], request.user, request.method == "POST"
    form = GivingForm(request.POST if posted else None, user=user, obj=row, initial={"manner": row.manner})
    if posted and form.is_valid() and attempted(form, lambda: _given(row, user, form)):
        messages.success(request, _("Your opinion is recorded."))
        return redirect(row)
    context |= shown(row, user) | {"form": form}
    return render(request, "proposals/feedback.html", context, status=400 if posted else 200)


def _given(row: Feedback, actor: Any, form: GivingForm) -> bool:
    data = dict(form.cleaned_data)
    flows.of(row).take(data.pop("opinion"), row, actor, data.pop("remark", ""), **data)
    return True


def shown(row: Feedback, user: Any) -> dict[str, Any]:
    """The answer, what became of it, and who may still say something."""
    assignment = row.answer.assignment
    flow = flows.of(row)
    waiting = row.state == FeedbackState.AWAITED
    others = [each for each in answers(assignment, user) if each.answer.pk != row.answer_id]
    return {
        "answer": row.answer,
        "lines": lines_of(row.answer.body),
        "class_words": class_words(row.answer),
        "promises": row.answer.promises.all(),
        "others": others,
        "assignment": assignment,
        "may_give": waiting and flow["content"].by(user, row),
        "on_behalf": waiting and not asked(user, row),
        "left": lateness(row.due_on) if waiting else "",
        "steps": buttons([o for o in flow.open_to(user, row) if o.step.code not in OF_PROPOSER], row),
        "events": told(row, OF_PROPOSER, own_accounts(row), examiner.label),
        "related": of_feedback(row, user),
    }


def own_accounts(row: Feedback) -> Own:
    """The first proposer's account; of a unit's proposal its staff and whoever entered it."""
    proposal = row.proposal
    if proposal.lead is not None:
        key = proposal.lead.user.subject_key if proposal.lead.user else None
        return lambda who, day: who == key
    staff = people_of(proposal.lead_unit_id, Role.ORGANISER) if proposal.lead_unit_id else _nobody
    writer = proposal.entered_by.subject_key if proposal.entered_by else None
    return lambda who, day: who == writer or staff(who, day)


def _nobody(who: UUID, day: date) -> bool:
    return False
