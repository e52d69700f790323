"""What a proposal's page tells beside its text: how it was examined, who handles it, what was answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.accounts.models import Role
from luzhi.core.access import Text, holds
from luzhi.core.flow import flows
from luzhi.core.pages import Related
from luzhi.core.showing import Column, Fact, buttons, facts, labelled, table
from luzhi.handling.lateness import lateness
from luzhi.handling.models import ANSWERING, OPEN
from luzhi.proposals.access import author, handling_unit
from luzhi.proposals.due import untold
from luzhi.proposals.models import Answer, Assignment, Feedback, Promise, Proposal, ProposalState
from luzhi.writing.routes import routes

READING = (Role.LEADER, Role.RESEARCH, Role.PROPOSALS)  # of leaders' instructions, field.md 2.19
MERGED = (
    Column("title", gettext_lazy("title of the proposal")),
    Column("reference", gettext_lazy("proposal number"), kind="fit"),
    Column("proposer", gettext_lazy("proposer")),
)
HANDLED = (
    Column("unit", gettext_lazy("handling unit")),
    Column("role", gettext_lazy("manner of handling"), kind="fit"),
    Column("state", gettext_lazy("state"), kind="fit"),
    Column("timing", gettext_lazy("due on")),
    Column("class_now", gettext_lazy("answer class"), kind="fit"),
)
OPINIONS = (
    Column("answer.assignment.unit", gettext_lazy("handling unit")),
    *labelled(Feedback, "proposal", "state", "given_on", "remark"),
)
PROMISED = (
    Column("answer.assignment.unit", gettext_lazy("handling unit")),
    *labelled(Promise, "text", "promised_for", "state", "result"),
)
EXAMINED = labelled(Proposal, "examined_on", "opinion", "ground")
HANDED = labelled(Proposal, "assigned_on", "office_opinion", "answered_on", "closed_on")
MARKED = labelled(Proposal, "key_on", "supervisor", "supervision", "excellent_on")


def examination(proposal: Proposal, user: Any) -> list[Fact]:
    """The examination's result with the way that is open, and the way that was gone."""
    told = facts(EXAMINED, proposal)
    if proposal.route:
        told.append(Fact(_("the way that is open"), proposal.route))
    if proposal.main is not None:
        told.append(Fact(_("merged into"), _named(proposal.main), proposal.main.get_absolute_url()))
    if proposal.passed_to:
        way = "letter" if proposal.state == ProposalState.LETTER else "opinion"
        told.append(Fact(_("sent on as"), _("Open the paper"), routes[way].address(proposal.passed_to)))
    return told


def _named(proposal: Proposal) -> str:
    return f"{proposal.reference} {proposal.title}"


def handling(proposal: Proposal, assignments: list[Assignment], user: Any) -> list[Fact]:
    """The hand-over's facts, the marks, and leaders' instructions as far as the reader may read them."""
    told = [*facts(HANDED, proposal), *facts(MARKED, proposal)]
    if not proposal.instructions:
        return told
    if holds(user, *READING) or any(handling_unit(user, each) for each in assignments):
        return [*told, Fact(_("leaders' instructions"), proposal.instructions)]
    return [*told, Fact(_("leaders' instructions"), _("There is one."))] if author(user, proposal) else told


def assignments_of(proposal: Proposal, user: Any) -> list[Assignment]:
    """The units' parts as the reader may see them; of a merged proposal, those of its main one."""
    rows = Assignment.objects.visible_to(user).filter(proposal=proposal.main_id or proposal.pk)
    found = list(rows.select_related("unit", "proposal").prefetch_related("written").order_by("pk"))
    for row in found:
        row.timing = _timing(row)  # type: ignore[attr-defined]
    return found


def _timing(row: Assignment) -> str:
    """The day and 已逾期3个工作日; why no day can be told; or in time or late, once it is answered."""
    if row.state in OPEN:
        reasons = untold(row) if row.due_on is None else []
        return str(reasons[0][1]) if reasons else f"{row.due_on or ''} {lateness(row.due_on)}".strip()
    return {True: _("in time"), False: _("too late"), None: ""}[row.in_time]


def answers_of(assignments: list[Assignment], user: Any) -> list[Answer]:
    """The answers in force that were sent, the answering units' in their order."""
    answering = [row.pk for row in assignments if row.role in ANSWERING]
    rows = Answer.objects.visible_to(user).sent().filter(assignment__in=answering, is_current=True)
    return list(rows.select_related("assignment__unit").order_by("assignment"))


def tables(proposal: Proposal, user: Any) -> list[Related]:
    """Merged proposals, units, opinions and promises; what does not exist yet takes no place."""
    seen = Proposal.objects.visible_to(user)
    merged = seen.filter(main=proposal).select_related("session")
    assignments = assignments_of(proposal, user)
    answers = Answer.objects.visible_to(user).filter(assignment__in=[row.pk for row in assignments])
    opinions = Feedback.objects.visible_to(user).filter(answer__in=answers)
    promised = Promise.objects.visible_to(user).filter(answer__in=answers.sent())
    units = "answer__assignment__unit"
    return [
        part
        for part in (
            Related(_("Merged into this one"), MERGED, table(MERGED, merged)),
            Related(_("Handling"), HANDLED, table(HANDLED, assignments)),
            Related(
                _("Opinions of the proposers"),
                OPINIONS,
                table(OPINIONS, opinions.select_related("proposal", units)),
            ),
            Related(_("Promises"), PROMISED, table(PROMISED, promised.select_related(units))),
        )
        if part.rows
    ]


def offered(proposal: Proposal, user: Any) -> list[dict[str, Any]]:
    """The next steps as buttons, without the undoing of a mark that it does not have."""
    open_steps = flows["proposal"].open_to(user, proposal)
    away = {"unmark_key": not proposal.key_on, "mark_excellent": bool(proposal.excellent_on)}
    return buttons([each for each in open_steps if not away.get(each.step.code)], proposal)


def told(proposal: Proposal, user: Any) -> dict[str, Any]:
    """What the page's own template adds to the usual ones."""
    assignments = assignments_of(proposal, user)
    return {
        "examination": examination(proposal, user),
        "handling": handling(proposal, assignments, user),
        "answers": answers_of(assignments, user),
        "steps": offered(proposal, user),
        "late": lateness(proposal.due_on) if proposal.is_overdue else "",
        "marks": _marks(proposal),
    }


def _marks(proposal: Proposal) -> list[Text]:
    marks = {_("key proposal"): proposal.key_on, _("excellent proposal"): proposal.excellent_on}
    return [label for label, since in marks.items() if since]
