"""The lists beside the proposals: what units handle, what proposers think, what was promised, who is asked to sign."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, labelled, table
from luzhi.proposals.documents.downloads import of_assignment, of_feedback
from luzhi.proposals.models import Answer, Assignment, Feedback, Invitation, Promise, Rating, Talk

ANSWERS = (
    Column("round", _("round of handling"), kind="num"),
    Column("answer_class", _("answer class"), kind="fit"),
    Column("number", _("document number")),
    Column("signed_by", _("signed by")),
    Column("sent_on", _("sent on"), kind="fit"),
    Column("body", _("text of the answer")),
)
TALKS = labelled(Talk, "held_on", "manner", "people", "note")
RATINGS = labelled(Rating, "side", "points", "note")
PROMISED = labelled(Promise, "text", "promised_for", "state", "result")
OPINIONS = labelled(Feedback, "proposal", "state", "manner", "given_on", "remark")


def parts(assignment: Assignment, user: Any) -> list[Related]:
    """Answers, promises, opinions, talks and ratings of one assignment, each as far as the reader may see it."""
    answers = Answer.objects.visible_to(user).filter(assignment=assignment)
    opinions = Feedback.objects.visible_to(user).filter(answer__in=answers).select_related("proposal")
    promised = Promise.objects.visible_to(user).filter(answer__in=answers)
    talks = Talk.objects.visible_to(user).filter(assignment=assignment)
    ratings = Rating.objects.visible_to(user).filter(assignment=assignment)
    return [
        Related(_("Answers"), ANSWERS, table(ANSWERS, answers), empty=_("No answer yet.")),
        Related(_("Promises"), PROMISED, table(PROMISED, promised), empty=_("Nothing was promised.")),
        Related(_("Opinions of the proposers"), OPINIONS, table(OPINIONS, opinions), empty=_("None yet.")),
        Related(_("Talks with the proposer"), TALKS, table(TALKS, talks), empty=_("None yet.")),
        Related(_("Ratings"), RATINGS, table(RATINGS, ratings), empty=_("None yet.")),
        *of_assignment(assignment, user),
    ]


ASSIGNMENTS = Ledger(
    code="assignments",
    label=_("Handling of proposals"),
    purpose=_("What each unit was given to handle, by when, and what it answered."),
    model=Assignment,
    namespace="proposals",
    columns=(
        Column("proposal", _("title of the proposal")),
        Column("proposal.reference", _("proposal number"), kind="fit"),
        Column("unit", _("handling unit")),
        Column("role", _("manner of handling"), kind="fit", phone=False),
        Column("due_on", _("due on"), kind="fit", sort="due_on"),
        Column("state", _("state"), kind="fit", sort="state"),
    ),
    facts=(
        Column("proposal", _("proposal")),
        Column("proposal.reference", _("proposal number")),
        *labelled(
            Assignment,
            "unit",
            "role",
            "state",
            "assigned_on",
            "received_on",
            "object_by",
            "talk_by",
            "answer_by",
            "due_on",
            "objection",
            "extension_reason",
            "extension_until",
            "extended_on",
            "answered_on",
            "closed_on",
            "round",
        ),
    ),
    texts=(Column("opinion", _("opinion of the joint unit")),),
    related=("proposal__session", "proposal__lead", "unit"),
    search=("proposal__title", "proposal__number", "unit__name"),
    related_tables=parts,
    empty=_("Nothing has been handed over yet."),
)
FEEDBACK = Ledger(
    code="opinions",
    label=_("Opinions on answers"),
    purpose=_("Each first proposer says what he or she thinks of the answer."),
    model=Feedback,
    namespace="proposals",
    columns=(
        Column("proposal", _("proposal")),
        Column("answer.assignment.unit", _("handling unit")),
        Column("due_on", _("due on"), kind="fit", sort="due_on"),
        Column("state", _("state"), kind="fit"),
    ),
    facts=(
        Column("proposal", _("proposal")),
        Column("answer.assignment.unit", _("handling unit")),
        Column("answer.answer_class", _("answer class")),
        Column("answer.number", _("document number")),
        *labelled(Feedback, "state", "due_on", "manner", "given_on"),
    ),
    texts=(Column("answer.body", _("text of the answer")), Column("remark", _("the proposer's words"))),
    related=("proposal__lead", "answer__assignment__unit", "answer__assignment__proposal"),
    related_tables=of_feedback,
    empty=_("No proposer has been asked yet."),
)
PROMISES = Ledger(
    code="promises",
    label=_("Promises of answers"),
    purpose=_("What units promised to do and by when, followed until it is kept or ended with a reason."),
    model=Promise,
    namespace="proposals",
    columns=(
        Column("text", _("what is promised")),
        Column("answer.assignment.unit", _("handling unit")),
        Column("promised_for", _("promised for"), kind="fit", sort="promised_for"),
        Column("state", _("state"), kind="fit"),
    ),
    facts=(
        Column("answer.assignment.proposal", _("proposal")),
        Column("answer.assignment.unit", _("handling unit")),
        *labelled(Promise, "promised_for", "state", "closed_on"),
    ),
    texts=(Column("text", _("what is promised")), Column("result", _("what became of it"))),
    related=("answer__assignment__unit", "answer__assignment__proposal"),
    search=("text", "answer__assignment__proposal__title"),
    empty=_("No answer has promised anything yet."),
)
INVITATIONS = Ledger(
    code="invitations",
    label=_("Invitations to co-sign"),
    purpose=_("Proposals that a member is asked to sign with others."),
    model=Invitation,
    namespace="proposals",
    columns=(
        Column("proposal", _("proposal")),
        Column("person", _("invited member")),
        Column("state", _("state"), kind="fit"),
    ),
    facts=(
        Column("proposal", _("proposal")),
        Column("proposal.proposer", _("proposer")),
        *labelled(Invitation, "person", "state"),
    ),
    texts=(Column("proposal.body", _("text")),),
    related=("proposal__lead", "person"),
    empty=_("Nobody has been asked to co-sign."),
)
