"""提案目录: the filed proposals of a session by class of content."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Block, Document, Heading, Paragraph, Table, Title
from luzhi.organisation.models import Session
from luzhi.proposals.documents.naming import place, session_title
from luzhi.proposals.models import Proposal

HEADER = ("编号", "案由", "提案人", "承办单位")
SHARES = (4, 17, 8, 8)
NO_TOPIC = "未分类"


def document(session: Session, proposals: Iterable[Proposal]) -> Document:
    """`proposals` with their assignments' units prefetched, ordered by topic and number."""
    rows = list(proposals)
    committee = session.committee
    total = f"共{len(rows)}件，截至{document_date(timezone.localdate())}。"
    blocks: list[Block] = [Paragraph.of(total)]
    for topic, of_topic in groupby(rows, key=lambda proposal: proposal.topic):
        lines = tuple(_line(proposal) for proposal in of_topic)
        blocks += [Heading(1, f"{topic or NO_TOPIC}（{len(lines)}件）"), Table(HEADER, lines, shares=SHARES)]
    return Document(
        title=Title(f"政协{place(committee)}{session_title(session)}\n提案目录"),
        issuer=committee.name,
        signed_by=committee.name,
        signed_on=timezone.localdate(),
        blocks=tuple(blocks),
        form="sheet",
    )


def _line(proposal: Proposal) -> tuple[str, ...]:
    merged = f"（并入第{proposal.main.number}号）" if proposal.main else ""
    return proposal.number, proposal.title + merged, proposal.proposer, "、".join(units(proposal))


def units(proposal: Proposal) -> list[str]:
    """主办 first, then 会办; a merged proposal is handled with its main one; an imported one names its unit."""
    given = (proposal.main or proposal).assignments.all()
    named = [str(each.unit) for each in sorted(given, key=lambda each: not each.answers)]
    return named or [str(proposal.handler)] * (proposal.handler is not None)
