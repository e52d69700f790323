"""The lists beside the proposals: what units handle, what proposers think, what was promised, who is asked to sign."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger
from luzhi.core.showing import Column, labelled
from luzhi.proposals.documents.downloads import of_feedback
from luzhi.proposals.models import Assignment, Feedback, Invitation

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
