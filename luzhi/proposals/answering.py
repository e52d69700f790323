"""What a unit does with a proposal: receive, object, extend, answer; and what the proposer's opinion leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.handling.classes import class_of
from luzhi.handling.deadlines import due
from luzhi.handling.models import HandlingRole
from luzhi.proposals.models import Answer, Assignment, Feedback, FeedbackState, Promise, ProposalState

Promised = tuple[str, date]


def receive(assignment: Assignment, actor: Any) -> None:
    assignment.received_on = timezone.localdate()
    assignment.due_on = assignment.answer_by


def object_to(assignment: Assignment, actor: Any, objection: str) -> None:
    """申退: no private forwarding; the proposals committee decides within its own deadline."""
    assignment.objection = objection
    assignment.due_on = due(assignment.committee_id, "decision", timezone.localdate())


def objectable(assignment: Assignment) -> Text:
    """Why the unit cannot object any more, or ""."""
    last = assignment.object_by
    if last is not None and last < timezone.localdate():
        return _("Objections were open until %(day)s: ask the proposals committee.") % {"day": last}
    return ""


def keep(assignment: Assignment, actor: Any) -> None:
    """The objection is not granted: the unit handles it."""
    assignment.received_on = assignment.received_on or timezone.localdate()
    assignment.due_on = assignment.answer_by


def back_to_work(assignment: Assignment, actor: Any) -> None:
    assignment.due_on = assignment.answer_by


def ask_extension(assignment: Assignment, actor: Any, extension_reason: str, extension_until: date) -> None:
    start = assignment.answer_by or timezone.localdate()
    committee = assignment.committee_id
    longest = due(committee, "longest", assignment.assigned_on)
    most = due(committee, "extension", start)
    if extension_until <= start:
        raise ValidationError(_("That is no later than the deadline that holds now."))
    for last in filter(None, (longest, most)):
        if extension_until > last:
            raise ValidationError(_("By the committee's rule no later than %(day)s.") % {"day": last})
    assignment.extension_reason, assignment.extension_until = extension_reason, extension_until
    back_to_work(assignment, actor)


def extendable(assignment: Assignment) -> Text:
    if assignment.extension_asked:
        return _("An extension has been asked for already.")
    if assignment.extended_on:
        return _("It has been extended once: the rule knows no second extension.")
    return ""


def extension_open(assignment: Assignment) -> Text:
    return "" if assignment.extension_asked else _("No extension has been asked for.")


def grant_extension(assignment: Assignment, actor: Any) -> None:
    assignment.answer_by = assignment.extension_until
    assignment.extended_on = timezone.localdate()
    back_to_work(assignment, actor)


def refuse_extension(assignment: Assignment, actor: Any) -> None:
    assignment.extension_until, assignment.extension_reason = None, ""
    back_to_work(assignment, actor)


def owes_answer(assignment: Assignment) -> Text:
    return "" if assignment.answers else _("A joint unit sends its opinion to the main unit.")


def owes_opinion(assignment: Assignment) -> Text:
    return "" if assignment.role == HandlingRole.JOINT else _("This unit answers the proposer itself.")


def send_opinion(assignment: Assignment, actor: Any, opinion: str) -> None:
    assignment.opinion, assignment.opinion_on = opinion, timezone.localdate()


def draft(
    assignment: Assignment, actor: Any, answer_class: str, body: str, promises: Sequence[Promised] = ()
) -> None:
    """The answer of this round, written or rewritten. A class that promises says what will be done by when."""
    day, committee = timezone.localdate(), assignment.committee_id
    if assignment.proposal.state != ProposalState.ASSIGNED:
        raise ValidationError(_("The proposal is not under way any more: it can no longer be answered."))
    if class_of(committee, day, answer_class).promises and not promises:
        raise ValidationError(_("An answer of this class names what will be done and by when."))
    Answer.objects.filter(assignment=assignment, is_current=True).exclude(round=assignment.round).update(
        is_current=False
    )
    answer, _made = Answer.objects.update_or_create(
        committee_id=committee,
        assignment=assignment,
        round=assignment.round,
        defaults={"answer_class": answer_class, "body": body, "entered_by": actor, "reviewed_by": ""},
    )
    answer.promises.all().delete()
    Promise.objects.bulk_create(
        Promise(
            committee_id=committee,
            answer=answer,
            text=text,
            promised_for=until,
            due_on=until,
            entered_by=actor,
        )
        for text, until in promises
    )
    assignment.due_on = assignment.answer_by


def current(assignment: Assignment) -> Answer:
    """The answer of this round."""
    found: Answer = Answer.objects.get(assignment=assignment, round=assignment.round)
    return found


def review(assignment: Assignment, actor: Any, reviewed_by: str = "") -> None:
    """审核: `reviewed_by` names who did it on paper, where that is not the one signed in."""
    Answer.objects.filter(pk=current(assignment).pk).update(reviewed_by=reviewed_by or str(actor))
    assignment.due_on = assignment.answer_by


def sign(assignment: Assignment, actor: Any, number: str, signed_by: str, sent_on: date) -> None:
    """签发: the answer is sent; from now on the proposers read it."""
    if sent_on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    Answer.objects.filter(pk=current(assignment).pk).update(
        number=number, signed_by=signed_by, sent_on=sent_on
    )
    assignment.answered_on = assignment.answered_on or sent_on


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
    assignment.answered_on = None
    back_to_work(assignment, actor)


def again(assignment: Assignment, actor: Any) -> None:
    """二次办理: another round with another answer, in the time that the rule gives to an answer."""
    assignment.round += 1
    assignment.answer_by = due(assignment.committee_id, "answer", timezone.localdate())
    assignment.due_on = assignment.answer_by
    assignment.extension_until = assignment.extended_on = None
    proposal = assignment.proposal
    if proposal.state == ProposalState.ANSWERED:
        flows["proposal"].take("reopen", proposal, actor)


def finish(assignment: Assignment, actor: Any) -> None:
    assignment.closed_on = timezone.localdate()
    advance(assignment, actor)


def advance(assignment: Assignment, actor: Any) -> None:
    """The proposal follows its units: answered when all have answered, settled when all have settled."""
    proposal = assignment.proposal
    for step in ("answer", "close"):
        taken = flows["proposal"][step]
        proposal.refresh_from_db()
        if proposal.state in taken.source and taken.guard is not None and not taken.guard(proposal):
            flows["proposal"].take(step, proposal, actor)


def heard(feedback: Feedback, actor: Any, manner: str = "") -> None:
    """One proposer's opinion. When all have given theirs, the unit handles it again or it is settled."""
    feedback.given_on, feedback.manner = timezone.localdate(), manner
    assignment = feedback.answer.assignment
    flow = flows["proposal_assignment"]
    for step in ("handle_again", "finish"):
        guard = flow[step].guard
        if assignment.state in flow[step].source and guard is not None and not guard(assignment):
            flow.take(step, assignment, actor)
            return


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
    answer = promise.answer
    if not answer.promises.exclude(pk=promise.pk).exclude(state="kept").exists():
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
