"""What follows an answer: its examination, the proposers' opinions, a second handling, settlement and kept promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.handling.deadlines import due
from luzhi.proposals.answering import back_to_work, current
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    FeedbackState,
    Promise,
    PromiseState,
    Proposal,
    ProposalState,
)


def passed(assignment: Assignment, actor: Any) -> None:
    """办复审查 passed: the first proposer of it and of each proposal merged into it is asked for an opinion."""
    day, committee, answer = timezone.localdate(), assignment.committee_id, current(assignment)
    until = due(committee, "feedback", day)
    proposals = [assignment.proposal, *assignment.proposal.merged.all()]
    Feedback.objects.bulk_create(
        Feedback(committee_id=committee, answer=answer, proposal=proposal, due_on=until, entered_by=actor)
        for proposal in proposals
    )
    assignment.due_on = until
    advance(assignment, actor)


def rejected(assignment: Assignment, actor: Any) -> None:
    """驳回重办: the same round's answer is written anew; what was sent stays among its former versions."""
    Answer.objects.filter(pk=current(assignment).pk).update(sent_on=None, signed_by="", reviewed_by="")
    if assignment.round == 1:
        assignment.answered_on = None
    back_to_work(assignment, actor)


def again(assignment: Assignment, actor: Any) -> None:
    """二次办理: another round with another answer, in the time that the rule gives to an answer from today on."""
    assignment.round += 1
    assignment.again_on = timezone.localdate()
    assignment.again_by = due(assignment.committee_id, "answer", assignment.again_on)
    assignment.due_on = assignment.again_by
    assignment.extension_until = assignment.extended_on = None
    proposal = assignment.proposal
    if proposal.state == ProposalState.ANSWERED:
        flows["proposal"].take("reopen", proposal, actor)


def finish(assignment: Assignment, actor: Any) -> None:
    assignment.closed_on = timezone.localdate()
    advance(assignment, actor)


def advance(assignment: Assignment, actor: Any) -> None:
    """The proposal follows its units: answered when all have answered, settled when all have settled.

    It is locked first: of two units that end at once the second sees the first.
    """
    proposal = Proposal.objects.select_for_update().get(pk=assignment.proposal_id)
    for step in ("answer", "close"):
        taken = flows["proposal"][step]
        proposal.refresh_from_db()
        if proposal.state in taken.source and taken.guard is not None and not taken.guard(proposal):
            flows["proposal"].take(step, proposal, actor)


def heard(feedback: Feedback, actor: Any, manner: str = "", words: str = "") -> None:
    """One proposer's opinion. When all have given theirs, the unit handles it again or it is settled.

    The assignment is locked first: of two proposers of a merger who answer at once the second sees the first.
    """
    feedback.given_on, feedback.manner, feedback.remark = timezone.localdate(), manner, words
    assignment = Assignment.objects.select_for_update().get(pk=feedback.answer.assignment_id)
    flow = flows["proposal_assignment"]
    for step in ("handle_again", "finish"):
        guard = flow[step].guard
        if assignment.state in flow[step].source and guard is not None and not guard(assignment):
            flow.take(step, assignment, actor)
            return


def lapsed(feedback: Feedback, actor: Any) -> None:
    """No opinion came: nothing is given, so that it stands in no denominator."""
    heard(feedback, actor)
    feedback.given_on = None


def _opinions(assignment: Assignment) -> list[str]:
    rows = Feedback.objects.filter(answer__assignment=assignment, answer__round=assignment.round)
    return list(rows.values_list("state", flat=True))


def all_content(assignment: Assignment) -> Text:
    """Why it cannot be settled yet, or ""."""
    opinions = _opinions(assignment)
    if FeedbackState.AWAITED in opinions or not opinions:
        return _("The proposer's opinion is awaited.")
    if {FeedbackState.BASIC, FeedbackState.UNSATISFIED} & set(opinions) and assignment.round == 1:
        return _("A proposer is not satisfied: it is handled again.")
    return ""


def somebody_discontent(assignment: Assignment) -> Text:
    """Why it is not handled a second time, or "": 基本满意 and 不满意 lead to one second handling."""
    opinions = _opinions(assignment)
    if FeedbackState.AWAITED in opinions:
        return _("The proposer's opinion is awaited.")
    discontent = {FeedbackState.BASIC, FeedbackState.UNSATISFIED} & set(opinions)
    return "" if discontent and assignment.round == 1 else _("No proposer asks for more.")


def keep_promise(promise: Promise, actor: Any, result: str) -> None:
    """转A: when all promises of the answer are kept, its class becomes A from this day."""
    promise.result, promise.closed_on = result, timezone.localdate()
    answer = Answer.objects.select_for_update().get(pk=promise.answer_id)
    if not answer.promises.exclude(pk=promise.pk).exclude(state=PromiseState.KEPT).exists():
        Answer.objects.filter(pk=answer.pk).update(solved_on=promise.closed_on)


def end_promise(promise: Promise, actor: Any, result: str) -> None:
    promise.result, promise.closed_on = result, timezone.localdate()


def postpone(promise: Promise, actor: Any, promised_for: date) -> None:
    """继续跟踪: a new day, with the reason beside the audit row."""
    if promised_for <= promise.promised_for:
        raise ValidationError(_("Name a later day than %(day)s.") % {"day": promise.promised_for})
    promise.promised_for = promise.due_on = promised_for


def unsent(promise: Promise) -> Text:
    """Why the promise binds nobody yet, or ""."""
    return "" if promise.answer.sent_on else _("The answer has not been sent yet.")


def still_time(feedback: Feedback) -> Text:
    """Why the proposer's silence does not count yet, or ""."""
    last = feedback.due_on
    if last is None or last >= timezone.localdate():
        return _("The proposer may still answer until %(day)s.") % {"day": last or "—"}
    return ""
