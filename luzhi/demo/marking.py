"""Which proposals of a session were made one, which are key or excellent, and what of them is published."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from luzhi.demo.handling import Desks
from luzhi.demo.scene import TODAY, Scene
from luzhi.proposals.models import Proposal, ProposalState, Release

MERGED = 0.12  # of those on a matter that another of the session has already
KEY = 12
EXCELLENT = 15


def merge(desks: Desks, filed: list[tuple[Proposal, str]]) -> None:
    """Two of one session on the same matter are one: the later is merged into the earlier, both keep their numbers."""
    first: dict[tuple[Any, str], Proposal] = {}
    for proposal, matter in filed:
        main = first.setdefault((proposal.session_id, matter), proposal)
        if main is not proposal and desks.lots.random() < MERGED:
            proposal.main, proposal.state, proposal.handler = main, ProposalState.MERGED, None
            proposal.released = False
            desks.merged.setdefault(main, []).append(proposal)


def honour(desks: Desks, handled: list[Proposal]) -> None:
    """Key proposals under a leader, excellent ones of the year, and what is published."""
    chairs = [each.person for each in desks.scene.delegates if each.member.post in ("chair", "vice_chair")]
    given = [proposal for proposal in handled if proposal.assigned_on]
    for proposal in desks.lots.sample(given, min(KEY, len(given))):
        proposal.key_on = (proposal.assigned_on or TODAY) + timedelta(days=3)
        proposal.supervisor, proposal.supervision = desks.lots.choice(chairs), "调研、座谈"
    settled = [proposal for proposal in handled if proposal.closed_on]
    for proposal in desks.lots.sample(settled, min(EXCELLENT, len(settled))):
        proposal.excellent_on = date((proposal.closed_on or TODAY).year, 12, 28)
    for proposal in handled:
        proposal.may_publish = proposal.released or desks.lots.random() < 0.4
        if proposal.released and proposal.closed_on:
            proposal.release, proposal.released_on = Release.FULL, proposal.closed_on + timedelta(days=12)
        else:
            proposal.released = False


def handle(scene: Scene, filed: list[tuple[Proposal, str]]) -> Desks:
    """What became of the filed proposals, given with their matters: the rows that hang on them, not written yet."""
    desks = Desks(scene, scene.lots("handling"))
    merge(desks, filed)
    for proposal, matter in filed:
        if proposal.main is None:
            desks.hand_over(proposal, matter)
    honour(desks, [proposal for proposal, _ in filed])
    serials: Counter[tuple[Any, str]] = Counter()
    for proposal, _ in filed:
        key = (proposal.session_id, proposal.topic)
        serials[key] += 1
        proposal.topic_serial = serials[key]
    return desks
