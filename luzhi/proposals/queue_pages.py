"""The examination's pages: the queue, one proposal with its decisions beside its text, and the offers of a merger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import StepForm
from luzhi.core.history import history
from luzhi.core.pages import PAGE, attempted
from luzhi.core.showing import chips, timeline, words
from luzhi.proposals.access import examiner
from luzhi.proposals.flow.deciding import mains, shown
from luzhi.proposals.models import Proposal, ProposalState
from luzhi.proposals.queueing import TABS, UNNAMED, Queue, waiting_days
from luzhi.proposals.suggesting import suggested_topics

OFFERED = 10
BESIDE = ("mark_key", "unmark_key", "mark_excellent", "instruct", "release", "invite")
"""Steps that decide nothing about the examination: they stand on the proposal's own page."""


def only_examiners(request: HttpRequest) -> None:
    if not examiner(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": examiner.label})


def address(queue: Queue, pk: Any = None, **changed: str) -> str:
    """The queue's address (or one proposal's in it) with its filters; an empty value takes one off."""
    asked = queue.asked.copy()
    asked.pop("page", None)
    for name, value in changed.items():
        asked[name] = value
    kept = urlencode([(name, value) for name, values in asked.lists() for value in values if value])
    base = reverse("proposals:examine", args=[pk]) if pk else reverse("proposals:queue")
    return f"{base}?{kept}" if kept else base


@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    only_examiners(request)
    queue = Queue(request.user, request.GET, request)
    page = Paginator(queue.rows(), PAGE).get_page(request.GET.get("page"))
    numbers, bound = queue.tabs(), queue.filter
    context = {
        "page": page,
        "lines": [_line(queue, row) for row in page],
        "filter": bound,
        "chips": chips(bound, request),
        "states": [
            {
                "label": label,
                "count": str(numbers[state]),
                "url": address(queue, state=state, topic=""),
                "current": state == queue.state,
            }
            for state, label in TABS.items()
        ],
        "classes": _classes(queue),
        "first": address(queue, page[0].pk) if page.object_list else "",
        "state": queue.state,
        "topic": "" if queue.topic == UNNAMED else queue.topic,
    }
    return render(request, "proposals/queue.html", context)


def _line(queue: Queue, row: Proposal) -> dict[str, Any]:
    return {"row": row, "url": address(queue, row.pk), "days": waiting_days(row)}


def _classes(queue: Queue) -> list[dict[str, Any]]:
    found = [(name or UNNAMED, name or _("without a class"), number) for name, number in queue.classes()]
    everything = ("", _("all classes"), sum(number for *_others, number in found))
    return [
        {
            "label": label,
            "count": str(number),
            "url": address(queue, topic=code),
            "current": code == queue.topic,
        }
        for code, label, number in (everything, *found)
    ]


@dataclass(frozen=True)
class Decision:
    """A step with its form as it stands on the page; `open` is shown unfolded."""

    step: Step
    form: StepForm
    blocked: Any = ""
    open: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def examine_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """One proposal for fast work: its text, and every decision that is open; after one, on to the next."""
    only_examiners(request)
    rows = Proposal.objects.visible_to(request.user).select_related("session__term", "lead", "lead_unit")
    row = get_object_or_404(rows, pk=pk)
    queue, flow, tried = Queue(request.user, request.GET, request), flows["proposal"], None
    before, after, place = queue.neighbours(row)
    if request.method == "POST":
        tried = _tried(request, flow, row)
        if attempted(tried.form, lambda: _decide(flow, tried, row, request.user)):
            messages.success(request, _result(row, tried.step))
            following = after or before
            return redirect(address(queue, following.pk if following else None))
        row.refresh_from_db()
    context = {
        "object": row,
        "place": place,
        "number": queue.rows().count(),
        "decisions": _decisions(flow, row, request.user, tried),
        "tried": tried,
        "overtaken": timeline(history(row)[:1]) if tried and row.state not in tried.step.source else [],
        "suggested": _suggested(row),
        "queue_url": address(queue),
        "before": address(queue, before.pk) if before else "",
        "after": address(queue, after.pk) if after else "",
        "days": waiting_days(row),
    }
    return render(request, "proposals/examine.html", context, status=400 if tried else 200)


def _suggested(row: Proposal) -> list[Any]:
    """Classes that the committee's past speaks for, while the class is still open."""
    if row.state != ProposalState.SUBMITTED:
        return []
    return suggested_topics(row.committee_id, row.title, row.body)


def _tried(request: HttpRequest, flow: Flow, row: Proposal) -> Decision:
    step = flow.get(request.POST.get("step", ""))
    if step is None or step.automatic:
        raise Http404
    form = (step.form or StepForm)(
        request.POST, user=request.user, obj=row, auto_id=f"{step.code}_%s", use_required_attribute=False
    )
    return Decision(step, form, open=True)


def _decide(flow: Flow, tried: Decision, row: Proposal, actor: Any) -> bool:
    if not tried.form.is_valid():
        return False
    data = dict(tried.form.cleaned_data)
    flow.take(tried.step.code, row, actor, data.pop("remark", ""), **data)
    return True


def _result(row: Proposal, step: Step) -> str:
    """What was done, with the numbers where it has them."""
    told = f"{row.title}：{row.get_state_display() if step.target else step.label}"
    if not row.is_numbered:
        return told
    in_class = (
        _("no. %(serial)03d of the class %(topic)s") % {"topic": row.topic, "serial": row.topic_serial}
        if row.topic_serial and row.topic
        else ""
    )
    return "，".join(filter(None, [told, row.reference, in_class]))


def _decisions(flow: Flow, row: Proposal, user: Any, tried: Decision | None) -> list[Decision]:
    """Every step that is open to the examiner, the main one unfolded; the one just tried with what was typed."""
    found = []
    for offer in flow.open_to(user, row):
        step = offer.step
        if step.code in BESIDE:
            continue
        if tried and tried.step is step:
            found.append(tried)
            continue
        form = (step.form or StepForm)(
            user=user, obj=row, auto_id=f"{step.code}_%s", use_required_attribute=False
        )
        found.append(Decision(step, form, offer.blocked, step.main and tried is None))
    return found


@require_safe
def mains_offered(request: HttpRequest) -> JsonResponse:
    """Filed proposals that fit what is typed, as the lines of a list: number and title."""
    only_examiners(request)
    words_typed = request.GET.get("q", "").replace("\x00", "").strip()
    rows = mains(request.user, None)
    for part in words_typed.split()[:5]:
        rows = (
            rows.filter(title__icontains=part)
            if not part[:1].isdigit()
            else rows.filter(number__contains=part.rpartition("-")[2].lstrip("0"))
        )
    found = rows.order_by("-session__year", "number")[:OFFERED] if words_typed else []
    return JsonResponse({"offers": [words(shown(row)) for row in found]})
