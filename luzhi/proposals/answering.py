"""What a unit does with a proposal: receive, object, extend, answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.handling.classes import class_of
from luzhi.handling.deadlines import due
from luzhi.handling.models import HandlingRole
from luzhi.proposals.models import Answer, Assignment, Promise, ProposalState

Promised = tuple[str, date]


def receive(assignment: Assignment, actor: Any) -> None:
    assignment.received_on = timezone.localdate()
    assignment.due_on = assignment.deadline


def object_to(assignment: Assignment, actor: Any, objection: str) -> None:
    """申退: no private forwarding; the proposals committee decides within its own deadline."""
    assignment.objection, assignment.objected_on = objection, timezone.localdate()
    assignment.due_on = due(assignment.committee_id, "decision", assignment.objected_on)


def objectable(assignment: Assignment) -> Text:
    """Why the unit cannot object any more, or ""."""
    last = assignment.object_by
    if last is not None and last < timezone.localdate():
        return _("Objections were open until %(day)s: ask the proposals committee.") % {"day": last}
    return ""


def keep(assignment: Assignment, actor: Any) -> None:
    """The objection is not granted: the unit handles it."""
    assignment.received_on = assignment.received_on or timezone.localdate()
    assignment.due_on = assignment.deadline


def back_to_work(assignment: Assignment, actor: Any) -> None:
    assignment.due_on = assignment.deadline


def ask_extension(assignment: Assignment, actor: Any, extension_reason: str, extension_until: date) -> None:
    """Within the rule's extension and, the first time, within the longest time in all."""
    start = assignment.deadline or timezone.localdate()
    committee = assignment.committee_id
    limits = [due(committee, "extension", start)]
    if assignment.round == 1:
        limits.append(due(committee, "longest", assignment.assigned_on))
    if extension_until <= start:
        raise ValidationError(_("That is no later than the deadline that holds now."))
    for last in filter(None, limits):
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
    if assignment.round == 1:
        assignment.answer_by = assignment.extension_until
    else:
        assignment.again_by = assignment.extension_until
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
    """The answer of this round, written or rewritten; a former one stays in force until this one is signed.

    A class that promises says what will be done by when.
    """
    day, committee = timezone.localdate(), assignment.committee_id
    if assignment.proposal.state != ProposalState.ASSIGNED:
        raise ValidationError(_("The proposal is not under way any more: it can no longer be answered."))
    if class_of(committee, day, answer_class).promises and not promises:
        raise ValidationError(_("An answer of this class names what will be done and by when."))
    written = {"answer_class": answer_class, "body": body, "entered_by": actor, "reviewed_by": ""}
    answer, _made = Answer.objects.update_or_create(
        committee_id=committee,
        assignment=assignment,
        round=assignment.round,
        defaults=written,
        create_defaults={**written, "is_current": assignment.round == 1},
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
    assignment.due_on = assignment.deadline


def current(assignment: Assignment) -> Answer:
    """The answer of this round."""
    found: Answer = Answer.objects.get(assignment=assignment, round=assignment.round)
    return found


def review(assignment: Assignment, actor: Any, reviewed_by: str = "") -> None:
    """审核: `reviewed_by` names who did it on paper, where that is not the one signed in."""
    Answer.objects.filter(pk=current(assignment).pk).update(reviewed_by=reviewed_by or str(actor))
    assignment.due_on = assignment.deadline


def sign(assignment: Assignment, actor: Any, number: str, signed_by: str, sent_on: date) -> None:
    """签发: the answer is sent; from now on the proposers read it."""
    if sent_on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    if sent_on < assignment.assigned_on:
        raise ValidationError(_("That is before the hand-over."))
    answer = current(assignment)
    Answer.objects.filter(assignment=assignment, is_current=True).exclude(pk=answer.pk).update(
        is_current=False
    )
    Answer.objects.filter(pk=answer.pk).update(
        number=number, signed_by=signed_by, sent_on=sent_on, is_current=True
    )
    assignment.answered_on = assignment.answered_on or sent_on
