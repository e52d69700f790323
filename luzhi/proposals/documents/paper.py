"""提案: the printed proposal, with every field of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Block, Box, Boxes, Document, Pair, Paragraph, Title
from luzhi.proposals.documents.access import contact_reader
from luzhi.proposals.documents.naming import FULL_NAME, number, place, session_title, topic_number
from luzhi.proposals.models import FILED, Ground, Proposal, ProposalState

POSTCODE: Final = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


@dataclass(frozen=True)
class Contact:
    """How the first proposer is reached; empty for readers who may not know, and where nobody told."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""


def contact_of(proposal: Proposal, user: Any) -> Contact:
    if not contact_reader(user, proposal):
        return Contact()
    if proposal.lead is None:
        return Contact(phone=proposal.contact)
    lead = proposal.lead
    code = POSTCODE.search(lead.address)  # the roster keeps it within the address
    where = POSTCODE.sub("", lead.address).strip(" ,，;；()（）") if code else lead.address
    return Contact(where, code[0] if code else "", lead.mobile or proposal.contact, lead.email)


def document(proposal: Proposal, user: Any) -> Document:
    """The proposal as it is filed, for this reader."""
    committee = proposal.committee
    kind = session_title(proposal.session) + ("平时提案" if proposal.occasion == "ordinary" else "提案")
    blocks: list[Block] = [Pair(number(proposal), topic_number(proposal)), _boxes(proposal, user)]
    blocks += [Paragraph.of(line) for line in lines_of(proposal.body)]
    return Document(
        title=Title(f"{FULL_NAME}\n{place(committee)}{kind}"),
        issuer=committee.name,
        signed_by=committee.name,
        signed_on=timezone.localdate(proposal.submitted_at),
        blocks=tuple(blocks),
        form="sheet",
    )


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text; leading blanks give way to the layout's own indent."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _boxes(proposal: Proposal, user: Any) -> Boxes:
    contact = contact_of(proposal, user)
    day = document_date(timezone.localdate(proposal.submitted_at))
    subtitle = [(Box("副　题", proposal.subtitle),)] if proposal.subtitle else []
    return Boxes(
        (
            (Box("案　由", proposal.title, lines=2),),
            *subtitle,
            (Box("提案人", proposal.proposer), Box("提交日期", day)),
            (Box("联系地址", contact.address), Box("邮政编码", contact.postcode)),
            (Box("联系电话", contact.phone), Box("电子邮箱", contact.email)),
            (Box("附议提案人", cosigners(proposal)),),
            (
                Box("是否同意公开", "是" if proposal.may_publish else "否"),
                Box("提案者", str(proposal.get_proposer_kind_display())),
            ),
            (Box("建议办理单位", proposal.suggested_units),),
            (Box("审查意见", examined(proposal), lines=2, foot=examined_on(proposal)),),
            (Box("内　容", "（见下）"),),
        )
    )


def cosigners(proposal: Proposal) -> str:
    """Who signed after the first proposer, in the order of signing."""
    others = [each.person.name for each in proposal.signatures.all() if each.person_id != proposal.lead_id]
    return "、".join(others)


def examined(proposal: Proposal) -> str:
    """The result of the examination in the committee's words; nothing before it."""
    words = str(ProposalState(proposal.state).label)
    if proposal.state in FILED:
        words = f"并入第{proposal.main.number}号提案" if proposal.main else "立案"
    elif proposal.state == ProposalState.NOT_FILED and proposal.ground:
        words = f"不予立案：{Ground(proposal.ground).label}"
    elif proposal.examined_on is None:
        return ""
    return f"{words}。{proposal.opinion}" if proposal.opinion else words


def examined_on(proposal: Proposal) -> str:
    return document_date(proposal.examined_on) if proposal.examined_on else ""
