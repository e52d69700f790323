"""One unit's part of a proposal on one page: what is asked, by when, with whom it was talked, what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.accounts.models import DEPARTMENT
from luzhi.core.access import Text
from luzhi.core.flow import Offer, flows
from luzhi.core.pages import Ledger, Related, detail_context
from luzhi.core.showing import Column, Fact, buttons, labelled, table, words
from luzhi.handling.behalf import OF_UNITS, on_behalf, people_of, told
from luzhi.handling.classes import class_of
from luzhi.handling.lateness import lateness
from luzhi.handling.models import OPEN, HandlingRole, HandlingState
from luzhi.proposals.access import asked, examiner, handling_unit
from luzhi.proposals.documents.downloads import of_assignment
from luzhi.proposals.documents.paper import lines_of
from luzhi.proposals.due import untold
from luzhi.proposals.models import Answer, Assignment, Feedback, Promise, Rating, Talk

PROMISED = labelled(Promise, "text", "promised_for", "state", "result")
OPINIONS = (
    Column("proposal", gettext_lazy("proposal")),
    *labelled(Feedback, "state", "given_on", "remark"),
)
TALKS = (
    Column("held_on", gettext_lazy("talked on"), kind="fit"),
    *labelled(Talk, "manner", "people", "note"),
)
RATINGS = (
    *labelled(Rating, "side", "points"),
    Column("grade", gettext_lazy("grade")),
    *labelled(Rating, "note"),
)
JOINT = (
    Column("unit", gettext_lazy("joint unit")),
    Column("opinion_on", gettext_lazy("opinion sent on"), kind="fit"),
    Column("opinion", gettext_lazy("opinion of the joint unit")),
    Column("answer_by", gettext_lazy("due on"), kind="fit", phone=False),
)


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it; `class_words` with what its class has become since."""

    answer: Answer
    class_words: Text
    stage: Text
    promises: Related | None
    opinions: Related | None

    @property
    def lines(self) -> list[str]:
        return lines_of(self.answer.body)


def offers(row: Assignment, user: Any) -> list[Offer]:
    """The next steps without those that can never be this unit's: an answer of a joint unit, an unasked extension."""
    away = {"draft"} if row.role == HandlingRole.JOINT else {"send_opinion"}
    if not row.extension_asked:
        away |= {"grant_extension", "refuse_extension"}
    return [offer for offer in flows.of(row).open_to(user, row) if offer.step.code not in away]


@require_safe
def assignment_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    context = detail_context(request, ledger, pk)
    row, user = context["object"], request.user
    party = handling_unit(user, row) or examiner(user, row)
    context |= {
        "proposal": row.proposal,
        "proposal_lines": lines_of(row.proposal.body),
        "steps": buttons(offers(row, user), row),
        "events": told(row, OF_UNITS, people_of(row.unit_id, *DEPARTMENT), examiner.label),
        "deadlines": deadlines(row),
        "answers": answers(row, user),
        "related": related(row, user, party),
        "on_behalf": party and on_behalf(user, row) and row.state in OPEN,
        "versions_url": reverse("proposals:assignment_versions", args=[row.pk]) if party else "",
    }
    return render(request, "proposals/assignment.html", context)


def deadlines(row: Assignment) -> list[Fact]:
    """Every deadline with its day, in words where it is still open; or why there is no day yet."""
    named = (
        (_("sign or object until"), row.object_by, row.state == HandlingState.ASSIGNED),
        (_("first talk until"), row.talk_by, row.state in OPEN and not row.talks.exists()),
        (_("opinion until") if not row.answers else _("answer until"), row.answer_by, _awaited(row, 1)),
        (_("second answer until"), row.again_by, _awaited(row, 2)),
    )
    known = [
        Fact(
            label,
            words(day),
            state="late" if waits and row_late(day) else "",
            note=lateness(day) if waits else "",
        )
        for label, day, waits in named
        if day
    ]
    open_days = [
        Fact(label, _("%(reason)s: the day is not set yet") % {"reason": reason}, state="wait")
        for label, reason in untold(row)
    ]
    return known + open_days


def _awaited(row: Assignment, number: int) -> bool:
    return row.state in OPEN and (row.round == 1) == (number == 1)


def row_late(day: Any) -> bool:
    return bool(Assignment(due_on=day).is_overdue)


def answers(row: Assignment, user: Any) -> list[Shown]:
    """Latest first, as far as the reader may see them."""
    rows = Answer.objects.visible_to(user).filter(assignment=row)
    return [_shown(answer, row, user) for answer in rows.prefetch_related("promises")]


def _shown(answer: Answer, row: Assignment, user: Any) -> Shown:
    promised = table(PROMISED, answer.promises.all())
    given = Feedback.objects.visible_to(user).filter(answer=answer).select_related("proposal")
    opinions = table(OPINIONS, given)
    return Shown(
        answer,
        class_words(answer),
        _stage(answer, row),
        Related(_("Promises"), PROMISED, promised) if promised else None,
        Related(_("Opinions of the proposers"), OPINIONS, opinions) if opinions else None,
    )


def class_words(answer: Answer) -> str:
    """B 列入计划拟解决; → A since its promises were kept."""
    day = answer.sent_on or answer.entered_at.date()
    first = str(class_of(answer.committee_id, day, answer.answer_class).label)
    if not answer.solved_on:
        return first
    now = class_of(answer.committee_id, day, answer.class_now).label
    return _("%(first)s → since %(day)s %(now)s") % {"first": first, "day": answer.solved_on, "now": now}


def _stage(answer: Answer, row: Assignment) -> Text:
    """Where an unsent answer stands; nothing of one that was sent."""
    if answer.sent_on or answer.round != row.round:
        return ""
    return HandlingState(row.state).label if row.state in OPEN else ""


def related(row: Assignment, user: Any, party: bool) -> list[Related]:
    """Opinions of joint units at the main unit, talks, ratings and the printed papers."""
    tables = []
    if row.role == HandlingRole.MAIN:
        joint = row.proposal.assignments.standing().filter(role=HandlingRole.JOINT).select_related("unit")
        tables.append(
            Related(_("Opinions of the joint units"), JOINT, table(JOINT, joint), empty=_("None yet."))
        )
    talks = table(TALKS, Talk.objects.visible_to(user).filter(assignment=row))
    new = f"{reverse('proposals:talk_new')}?assignment={row.pk}" if party else ""
    tables.append(
        Related(_("Talks with the proposer"), TALKS, talks, new, _("Record a talk"), empty=_("None yet."))
    )
    tables += _rated(row, user, party)
    return tables + of_assignment(row, user)


def _rated(row: Assignment, user: Any, party: bool) -> list[Related]:
    """Both sides rate after the answer, neither sees the other's."""
    own = Rating.objects.visible_to(user).filter(assignment=row)
    shown = table(RATINGS, own)
    proposing = any(asked(user, each) for each in Feedback.objects.filter(answer__assignment=row))
    may = row.answered_on is not None and (party or proposing)
    new = f"{reverse('proposals:rating_new')}?assignment={row.pk}" if may else ""
    if not shown and not new:
        return []
    return [Related(_("Ratings of both sides"), RATINGS, shown, new, _("Rate"), empty=_("None yet."))]
