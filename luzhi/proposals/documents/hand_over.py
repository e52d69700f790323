"""转办单: the sheet by which a unit is given a proposal, with the requirements of handling on its second page."""

from __future__ import annotations

from typing import Any

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Block, Box, Boxes, Document, Heading, PageBreak, Paragraph, Title
from luzhi.handling.classes import scheme
from luzhi.proposals.documents.access import instructions_reader
from luzhi.proposals.documents.naming import number
from luzhi.proposals.documents.notes import notes
from luzhi.proposals.documents.paper import examined, examined_on
from luzhi.proposals.models import Answer, Assignment, FeedbackState

OPINIONS = (FeedbackState.SATISFIED, FeedbackState.BASIC, FeedbackState.UNSATISFIED)
TICK, BLANK = "√", "　"
SIGNED = "提案人签字：　　　　　　　　　　年　　月　　日"


def document(assignment: Assignment, user: Any) -> Document:
    """The sheet of one unit; what has happened already is filled in, the rest is left to be written."""
    committee = assignment.committee
    requirements = [
        Paragraph.of(f"{order}．{line}")
        for order, line in enumerate(notes(committee, assignment.assigned_on), 1)
    ]
    blocks: tuple[Block, ...] = (
        _boxes(assignment, user),
        Paragraph.of("注：办理情况和征求意见情况在所选项后打“√”；办理要求附后。"),
        PageBreak(),
        Heading(1, "办理要求", numbered=False),
        *requirements,
    )
    return Document(
        title=Title(f"{committee.short_name}提案转办单"),
        issuer=committee.name,
        signed_by=committee.name,
        signed_on=assignment.assigned_on,
        blocks=blocks,
        form="sheet",
    )


def _boxes(assignment: Assignment, user: Any) -> Boxes:
    proposal = assignment.proposal
    answer = Answer.objects.sent().visible_to(user).filter(assignment=assignment, is_current=True).first()
    instructions = proposal.instructions if instructions_reader(user, proposal) else ""
    return Boxes(
        (
            (Box("提案案由", "\n".join(filter(None, (proposal.title, proposal.subtitle))), lines=2),),
            (Box("编　号", number(proposal)), Box("提案人", proposal.proposer)),
            (Box("承办单位", str(assignment.unit)), Box("办理方式", str(assignment.get_role_display()))),
            (
                Box("交办日期", document_date(assignment.assigned_on)),
                Box("答复期限", _day(assignment.answer_by)),
            ),
            (Box("政协提案委审查意见", examined(proposal), lines=3, foot=examined_on(proposal)),),
            (Box("分处意见", proposal.office_opinion, lines=3),),
            (Box("领导批示", instructions, lines=4),),
            (Box("办理情况", classes(assignment, answer)),),
            (Box("征求提案人意见情况", opinions(answer), lines=4, foot=SIGNED),),
            (Box("答复件送出时间", _day(answer.sent_on if answer else None)),),
        )
    )


def classes(assignment: Assignment, answer: Answer | None) -> str:
    """The classes in force when it was handed over, a line each, the answer's own ticked."""
    found = scheme(assignment.committee_id, assignment.assigned_on)
    return "\n".join(
        f"{each.label}（{TICK if answer and answer.answer_class == each.code else BLANK}）" for each in found
    )


def opinions(answer: Answer | None) -> str:
    """满意（　）　基本满意（√）　不满意（　）; with several proposers each answers on a form of his own."""
    given = [each.state for each in answer.feedback.all()] if answer else []
    only = given[0] if len(given) == 1 else ""
    return "　　".join(f"{state.label}（{TICK if state == only else BLANK}）" for state in OPINIONS)


def _day(day: Any) -> str:
    return document_date(day) if day else ""
