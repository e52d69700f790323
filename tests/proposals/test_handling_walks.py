"""Random walks: whatever people do in whatever order, states never contradict each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luzhi.core.flow import flows
from luzhi.handling.models import ANSWERING, OPEN, SENT, HandlingState
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    FeedbackState,
    Promise,
    Proposal,
    ProposalState,
)
from tests.proposals.handled import department
from tests.proposals.lives import LATER, filed
from tests.world import World

DATA: dict[str, dict[str, Any]] = {
    "object": {"objection": "不属本单位职责"},
    "ask_extension": {"extension_reason": "需会商", "extension_until": LATER},
    "send_opinion": {"opinion": "已列入预算。"},
    "draft": {"answer_class": "B", "body": "拟办。", "promises": [("开工", LATER)]},
    "sign": {"number": "1号", "signed_by": "袁正", "sent_on": timezone.localdate()},
    "content": {"manner": "meeting", "words": ""},
    "partly": {"manner": "meeting", "words": "缺时间表"},
    "discontent": {"manner": "meeting", "words": "缺时间表"},
    "keep": {"result": "已完成"},
    "postpone": {"promised_for": LATER},
    "end": {"result": "规划调整"},
}
STEPS = sorted(
    {
        (flow, step.code)
        for flow in ("proposal_assignment", "feedback", "promise")
        for step in flows[flow].steps
        if not step.automatic
    }
    | {("proposal", "withdraw_filed"), ("proposal", "archive")}
)
LIKELY = ["receive", "draft", "review", "sign", "pass", "content", "discontent"]
STEP = st.one_of(st.sampled_from(STEPS), st.sampled_from([each for each in STEPS if each[1] in LIKELY]))
WALK = st.lists(
    st.tuples(STEP, st.integers(0, 3), st.sampled_from(["cheng", "yuan", "ti", "liu"])), max_size=40
)


def start(world: World, mode: str) -> Proposal:
    row = filed(world)
    others = [department(world, "市财政局")]
    units = {"sole": [], "main": [], "separate": others}[mode]
    joint = others if mode == "main" else []
    flows["proposal"].take(
        "assign", row, world.acting("ti"), mode=mode, units=[world.units["department"], *units], joint=joint
    )
    return row


def tried(world: World, flow: str, step: str, which: int, who: str) -> None:
    """The step as a page takes it: refused or done, each in a savepoint."""
    rows = list(flows[flow].model._default_manager.order_by("pk"))
    if not rows:
        return
    try:
        with transaction.atomic():
            flows[flow].take(step, rows[which % len(rows)], world.acting(who), **DATA.get(step, {}))
    except (ValidationError, PermissionDenied):
        return


def consistent(proposal: Proposal) -> None:
    proposal.refresh_from_db()
    given = list(Assignment.objects.all())
    answering = [row for row in given if row.role in ANSWERING and row.state not in ("returned", "cancelled")]
    open_now = [row for row in given if row.state in OPEN]
    if proposal.state in (ProposalState.CLOSED, ProposalState.ARCHIVED):
        assert all(row.state == HandlingState.CLOSED for row in answering)
    if proposal.state == ProposalState.ANSWERED:
        assert all(row.state in (HandlingState.FEEDBACK, HandlingState.CLOSED) for row in answering)
    if proposal.state == ProposalState.WITHDRAWN:
        assert not open_now
    for row in given:
        assert row.round <= 2
        written = list(Answer.objects.filter(assignment=row))
        assert sum(each.is_current and each.sent_on is not None for each in written) <= 1
        if row.state in SENT:
            assert row.answered_on is not None
            assert Answer.objects.get(assignment=row, round=row.round).sent_on is not None
        if row.state == HandlingState.CLOSED:
            opinions = Feedback.objects.filter(answer__assignment=row, answer__round=row.round)
            assert FeedbackState.AWAITED not in opinions.values_list("state", flat=True)
    for answer in Answer.objects.exclude(solved_on=None):
        assert set(Promise.objects.filter(answer=answer).values_list("state", flat=True)) == {"kept"}


@pytest.mark.parametrize("mode", ["sole", "main", "separate"])
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(walk=WALK)
def test_no_walk_reaches_an_impossible_combination(mode: str, walk: Any, world: World) -> None:
    with transaction.atomic():
        proposal = start(world, mode)
        for (flow, step), which, who in walk:
            tried(world, flow, step, which, who)
            consistent(proposal)
        transaction.set_rollback(True)
