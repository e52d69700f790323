"""答复 and 会办意见: official letters of the handling unit (GB/T 9704, letter)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from luzhi.documents.official.content import Document, Paragraph, Title
from luzhi.handling.models import HandlingRole
from luzhi.proposals.documents.naming import addressed, answer_title
from luzhi.proposals.documents.notes import copies_to
from luzhi.proposals.documents.paper import lines_of
from luzhi.proposals.models import Answer, Assignment


def answer_letter(answer: Answer, user: Any) -> Document:
    """The answer, its class at the top right, addressed to the first proposer of every proposal that it answers."""
    assignment = answer.assignment
    proposal = assignment.proposal
    merged = list(proposal.merged.select_related("session", "lead", "lead_unit").order_by("number"))
    addressees = dict.fromkeys(addressed(each) for each in (proposal, *merged))
    draft = "" if answer.sent_on else "　送审稿"
    return _letter(
        assignment,
        title=answer_title(proposal, merged),
        body=answer.body,
        day=answer.sent_on,
        number=answer.number,
        mark=f"{answer.answer_class}类{draft}",
        to="、".join(addressees),
        note=f"联系人：{answer.entered_by}" if answer.entered_by else "",
        copies_to=copies_to(proposal.committee, answer.sent_on or timezone.localdate()),
    )


def opinion_letter(assignment: Assignment, user: Any) -> Document:
    """会办意见: what a joint unit tells the main unit; the proposer gets one answer from the latter."""
    proposal = assignment.proposal
    main = proposal.assignments.standing().filter(role=HandlingRole.MAIN).select_related("unit").first()
    return _letter(
        assignment,
        title=answer_title(proposal, [], "会办意见"),
        body=assignment.opinion,
        day=assignment.opinion_on,
        to=str(main.unit) if main else addressed(proposal),
    )


def _letter(assignment: Assignment, *, title: str, body: str, day: date | None, **parts: Any) -> Document:
    """Not sent yet, it bears the day of its printing."""
    unit = str(assignment.unit)
    return Document(
        title=Title(title),
        issuer=unit,
        signed_by=unit,
        signed_on=day or timezone.localdate(),
        blocks=tuple(Paragraph.of(line) for line in lines_of(body)),
        form="letter",
        **parts,
    )
