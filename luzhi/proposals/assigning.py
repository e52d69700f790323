"""交办: hand a filed proposal to units, with every deadline worked out by the rules of that day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.handling.deadlines import due
from luzhi.handling.models import ANSWERING, OPEN, HandlingRole
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Assignment, Proposal


def assign(  # what the hand-over form asks for
    proposal: Proposal,
    actor: Any,
    mode: str,
    units: Iterable[Unit],
    joint: Iterable[Unit] = (),
    office_opinion: str = "",
) -> None:
    """单办: one unit answers. 分办: each of several answers. 会办: the first answers, `joint` give it their opinions."""
    proposal.assigned_on = timezone.localdate()
    proposal.office_opinion = office_opinion or proposal.office_opinion
    hand_over(proposal, actor, [(unit, HandlingRole(mode)) for unit in units])
    hand_over(proposal, actor, [(unit, HandlingRole.JOINT) for unit in joint])


def hand_over(proposal: Proposal, actor: Any, given: list[tuple[Unit, HandlingRole]]) -> list[Assignment]:
    """New assignments with their deadlines; a unit that has the proposal already is refused by name."""
    day, committee = timezone.localdate(), proposal.committee_id
    days = {code: due(committee, code, day) for code in ("objection", "talk", "answer", "opinion")}
    having = set(proposal.assignments.standing().values_list("unit", flat=True))
    made = []
    for unit, role in given:
        if unit.pk in having:
            raise ValidationError(_("%(unit)s has this proposal already.") % {"unit": unit})
        made.append(
            Assignment(
                committee_id=committee,
                proposal=proposal,
                unit=unit,
                role=role,
                assigned_on=day,
                object_by=days["objection"],
                talk_by=days["talk"] if role in ANSWERING else None,
                answer_by=days["answer" if role in ANSWERING else "opinion"],
                due_on=days["objection"],
                entered_by=actor,
            )
        )
        having.add(unit.pk)
    Assignment.objects.bulk_create(made)
    for assignment in made:
        record(actor, "proposal_assignment.create", assignment, {"fields": []})
    return made


def add_units(proposal: Proposal, actor: Any, units: Iterable[Unit], role: str) -> None:
    """Another unit after an objection was granted, or beside those that handle it."""
    hand_over(proposal, actor, [(unit, HandlingRole(role)) for unit in units])


def take_back(proposal: Proposal, actor: Any) -> None:
    """Whatever is under way at units ends with the proposal; an answer that was sent cannot be taken back."""
    try:  # who works on one of them may be waiting for this proposal: we never wait for them
        given = list(proposal.assignments.order_by("pk").select_for_update(nowait=True, no_key=True))
    except OperationalError as error:
        raise ValidationError(_("A unit is working on it at this moment: try it again.")) from error
    if any(each.answered_on and each.state not in OPEN for each in given):
        raise ValidationError(_("A unit has answered: the proposal can only be settled."))
    for assignment in given:
        if assignment.state in OPEN:
            flows["proposal_assignment"].take("cancel", assignment, actor, _("The proposal was withdrawn."))


def unanswered(proposal: Proposal) -> Text:
    """Why the proposal as a whole is not answered yet, or ""."""
    standing = proposal.assignments.standing().filter(role__in=ANSWERING)
    if not standing.exists():
        return _("No unit is to answer it.")
    if waiting := standing.exclude(state__in=("feedback", "closed")).count():
        return _("%(number)s units have not answered yet.") % {"number": waiting}
    return ""


def answered(proposal: Proposal) -> Text:
    return "" if unanswered(proposal) else _("All units have answered.")


def unsettled(proposal: Proposal) -> Text:
    """Why the proposal is not settled yet, or ""."""
    standing = proposal.assignments.standing().filter(role__in=ANSWERING)
    if waiting := standing.exclude(state="closed").count():
        return _("%(number)s units have not settled it yet.") % {"number": waiting}
    return unanswered(proposal)


def note_answered(proposal: Proposal, actor: Any) -> None:
    proposal.answered_on = proposal.answered_on or timezone.localdate()


def note_closed(proposal: Proposal, actor: Any) -> None:
    proposal.closed_on = timezone.localdate()
