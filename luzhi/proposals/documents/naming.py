"""How papers name the committee, a session, a proposal and its proposers."""

from __future__ import annotations

import re
from typing import Final

from luzhi.core.numbers import hanzi
from luzhi.organisation.models import Committee, Level, Session
from luzhi.proposals.models import Proposal, ProposerKind

BEFORE: Final = re.compile(r"(?:中国人民政治协商会议|政协)(.*?)委员会|(.+?)政协")
PEOPLE: Final = (ProposerKind.MEMBER, ProposerKind.JOINT)
FULL_NAME: Final = "中国人民政治协商会议"


def place(committee: Committee) -> str:
    """萍乡市 of 萍乡市政协 or 政协萍乡市委员会."""
    found = BEFORE.fullmatch(committee.short_name)
    return (found[1] or found[2] or "") if found else committee.short_name


def own_name(committee: Committee) -> str:
    """市政协, 县政协, 区政协, 省政协, 全国政协: as the papers of its own place call it."""
    where = place(committee)
    return f"{where if committee.level == Level.NATION else where[-1:]}政协"


def session_title(session: Session) -> str:
    """第十三届委员会第六次会议; of a session without a term 2019年."""
    if not session.term.number:
        return f"{session.year}年"
    return f"第{hanzi(session.term.number)}届委员会第{hanzi(session.number)}次会议"


def number(proposal: Proposal) -> str:
    """总编（2021）第0001号; before filing the mark as it is."""
    if not proposal.is_numbered:
        return f"未编号（{proposal.number}）"
    return f"总编（{proposal.session.year}）第{proposal.number}号"


def topic_number(proposal: Proposal) -> str:
    """经济发展类012号."""
    if not proposal.topic:
        return ""
    kind = proposal.topic if proposal.topic.endswith("类") else f"{proposal.topic}类"
    return kind if proposal.topic_serial is None else f"{kind}{proposal.topic_serial:03}号"


def answer_title(proposal: Proposal, merged: list[Proposal], what: str = "答复") -> str:
    """关于市政协十三届六次会议第0012号（并第0015号、第0020号）提案的答复."""
    session = f"{proposal.session}会议" if proposal.session.term.number else str(proposal.session)
    others = "、".join(f"第{each.number}号" for each in merged)
    beside = f"（并{others}）" if others else ""
    return f"关于{own_name(proposal.committee)}{session}第{proposal.number}号{beside}提案的{what}"


def addressed(proposal: Proposal) -> str:
    """The first proposer as a letter addresses him, her or it: 张三委员; 民革萍乡市委."""
    if proposal.lead is not None:
        return f"{proposal.lead.name}委员"
    if proposal.lead_unit is not None:
        return str(proposal.lead_unit)
    return f"{proposal.proposer}委员" if proposal.proposer_kind in PEOPLE else proposal.proposer
