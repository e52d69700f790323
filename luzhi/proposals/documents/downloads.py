"""One address for each paper, and the links that the pages offer; what a reader may not see is not there (404)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from luzhi.accounts.models import WORKING
from luzhi.core.access import Text, holds
from luzhi.core.pages import Related
from luzhi.core.showing import Cell, Column, Row
from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Document
from luzhi.organisation.models import Session
from luzhi.proposals.documents import catalogue, hand_over, letter, opinion_form, paper
from luzhi.proposals.models import Answer, Assignment, Feedback, Proposal

LINKS = (Column("document", _("printed paper")),)
PROPOSER = ("committee", "session__term", "lead", "lead_unit", "main__session")
OF_ASSIGNMENT = ("committee", "unit", *(f"proposal__{name}" for name in PROPOSER))
OF_ANSWER = ("entered_by", *(f"assignment__{name}" for name in OF_ASSIGNMENT))


@dataclass(frozen=True)
class Paper:
    """`rows(user)` are those whose paper the user may open; `name(row)` begins the file's name."""

    code: str
    label: Text
    rows: Callable[[Any], QuerySet[Any]]
    write: Callable[[Any, Any], Document]
    name: Callable[[Any], str]

    def url(self, row: Any) -> str:
        return reverse(f"proposals:{self.code}", args=[row.pk])


def _read(rows: QuerySet[Any], user: Any, *joined: str) -> QuerySet[Any]:
    """Papers are for those who work here: the public reads what was released on the portal."""
    return rows.select_related(*joined) if holds(user, *WORKING) else rows.none()


def _proposals(user: Any) -> QuerySet[Any]:
    rows = Proposal.objects.visible_to(user).prefetch_related("signatures__person")
    return _read(rows, user, *PROPOSER)


def _assignments(user: Any) -> QuerySet[Any]:
    return _read(Assignment.objects.visible_to(user), user, *OF_ASSIGNMENT)


def _opinions(user: Any) -> QuerySet[Any]:
    return _assignments(user).exclude(opinion="")


def _answers(user: Any) -> QuerySet[Any]:
    return _read(Answer.objects.visible_to(user), user, *OF_ANSWER)


def _feedback(user: Any) -> QuerySet[Any]:
    rows = Feedback.objects.visible_to(user)
    return _read(rows, user, "committee", "proposal__session", "answer__assignment__unit")


PROPOSAL = Paper(
    "paper", _("Printed proposal"), _proposals, paper.document, lambda row: f"提案{row.reference}"
)
HAND_OVER = Paper(
    "hand_over",
    _("Sheet of hand-over"),
    _assignments,
    hand_over.document,
    lambda row: f"转办单{row.proposal.reference}{row.unit}",
)
ANSWER = Paper(
    "answer_letter",
    _("Answer as an official letter"),
    _answers,
    letter.answer_letter,
    lambda row: f"答复{row.assignment.proposal.reference}{row.assignment.unit}",
)
OPINION = Paper(
    "opinion_letter",
    _("Joint unit's opinion as an official letter"),
    _opinions,
    letter.opinion_letter,
    lambda row: f"会办意见{row.proposal.reference}{row.unit}",
)
FORM = Paper(
    "opinion_form",
    _("Form for the proposer's opinion"),
    _feedback,
    opinion_form.document,
    lambda row: f"征询意见表{row.proposal.reference}",
)


@require_safe
def download(request: HttpRequest, paper: Paper, pk: Any) -> FileResponse:
    row = get_object_or_404(paper.rows(request.user), pk=pk)
    with override("zh-hans"):
        return sent(paper.write(row, request.user), paper.name(row))


@require_safe
def catalogue_download(request: HttpRequest) -> FileResponse:
    """The filed proposals of one session, as far as the reader may see them; the latest session's unless one is named."""
    sessions = Session.objects.visible_to(request.user).select_related("committee", "term")
    session = get_object_or_404(_asked(sessions, request.GET.get("session", ""))[:1])
    rows = Proposal.objects.visible_to(request.user).filed().filter(session=session)
    joined = rows.select_related("main", "handler", "main__handler").prefetch_related(
        "assignments__unit", "main__assignments__unit"
    )
    with override("zh-hans"):
        written = catalogue.document(session, joined.order_by("topic", "topic_serial", "number"))
        return sent(written, written.title.text.replace("\n", ""))


def _asked(sessions: QuerySet[Any], key: str) -> QuerySet[Any]:
    try:
        return sessions.filter(pk=UUID(key)) if key else sessions
    except ValueError:
        return sessions.none()


def sent(document: Document, name: str) -> FileResponse:
    return FileResponse(BytesIO(build(document)), as_attachment=True, filename=f"{name}.docx")


def offered(*wanted: tuple[Paper, Any]) -> list[Related]:
    """The papers of a page as a table of links; the names tell apart what several units wrote."""
    rows = [
        Row(paper.url(row), (Cell(LINKS[0], f"{paper.label} · {paper.name(row)}"),)) for paper, row in wanted
    ]
    return [Related(_("Printed papers"), LINKS, rows)] if rows else []


def of_proposal(proposal: Proposal, user: Any) -> list[Related]:
    """The proposal itself, the sheets by which it was handed over, and what was answered."""
    assignments = _assignments(user).filter(proposal=proposal)
    answers = _answers(user).filter(assignment__proposal=proposal).order_by("assignment", "round")
    return offered(
        (PROPOSAL, proposal),
        *((HAND_OVER, row) for row in assignments),
        *((ANSWER, row) for row in answers),
    )


def of_assignment(assignment: Assignment, user: Any) -> list[Related]:
    """One unit's papers: what it was given, what it wrote, and the forms for those who are asked."""
    opinions = [(OPINION, assignment)] if assignment.opinion else []
    answers = _answers(user).filter(assignment=assignment).order_by("round")
    asked = _feedback(user).filter(answer__assignment=assignment)
    return offered(
        (PROPOSAL, assignment.proposal),
        (HAND_OVER, assignment),
        *opinions,
        *((ANSWER, row) for row in answers),
        *((FORM, row) for row in asked),
    )


def of_feedback(feedback: Feedback, user: Any) -> list[Related]:
    return offered((FORM, feedback), (ANSWER, feedback.answer))
