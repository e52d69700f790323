"""征询意见表: what the first proposer is asked when an answer was sent."""

from __future__ import annotations

from typing import Any

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Box, Boxes, Document, Paragraph, Title
from luzhi.handling.classes import class_of
from luzhi.proposals.documents.hand_over import BLANK, OPINIONS, SIGNED, TICK
from luzhi.proposals.documents.naming import number
from luzhi.proposals.models import Feedback, Manner


def document(feedback: Feedback, user: Any) -> Document:
    """The form of one proposer; what was told already is ticked."""
    answer, committee = feedback.answer, feedback.committee
    until = f"请于{document_date(feedback.due_on)}前" if feedback.due_on else "请"
    return Document(
        title=Title(f"{committee.short_name}提案办理征询意见表"),
        issuer=committee.name,
        signed_by=committee.name,
        signed_on=answer.sent_on or feedback.entered_at.date(),
        blocks=(
            _boxes(feedback),
            Paragraph.of(f"注：{until}填好交回{committee.short_name}提案委员会。在所选项后打“√”。"),
        ),
        form="sheet",
    )


def _boxes(feedback: Feedback) -> Boxes:
    answer, proposal = feedback.answer, feedback.proposal
    assignment = answer.assignment
    label = class_of(feedback.committee_id, assignment.assigned_on, answer.answer_class).label
    return Boxes(
        (
            (Box("提案案由", proposal.title, lines=2),),
            (Box("编　号", number(proposal)), Box("提案人", proposal.proposer)),
            (Box("承办单位", str(assignment.unit)), Box("答复文号", answer.number)),
            (Box("办理结果", str(label)),),
            (
                Box("答复日期", document_date(answer.sent_on) if answer.sent_on else ""),
                Box("交回期限", document_date(feedback.due_on) if feedback.due_on else ""),
            ),
            (Box("沟通方式", _ticked(Manner, feedback.manner), lines=2),),
            (Box("对答复的意见", _ticked(OPINIONS, feedback.state), lines=2),),
            (Box("具体意见和建议", feedback.remark, lines=12, foot=SIGNED),),
        )
    )


def _ticked(choices: Any, chosen: str) -> str:
    return "　".join(f"{each.label}（{TICK if each == chosen else BLANK}）" for each in choices)
