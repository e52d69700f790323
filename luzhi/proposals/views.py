"""The ledger of proposals."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, table
from luzhi.proposals.access import editor, examiner, proposer
from luzhi.proposals.forms import ProposalFilter, ProposalForm
from luzhi.proposals.models import Proposal, Signature

SIGNERS = (Column("person.roll_name", _("signer")), Column("order", _("order of signing"), kind="num"))


def signers(proposal: Proposal, user: Any) -> list[Related]:
    rows = Signature.objects.visible_to(user).filter(proposal=proposal).select_related("person")
    shown = table(SIGNERS, rows)
    return [
        Related(_("Signers"), SIGNERS, shown, empty=_("No member of the roster signed: a unit proposes."))
    ]


PROPOSALS = Ledger(
    code="proposals",
    label=_("Proposals"),
    purpose=_(
        "What members and units propose, from receipt to the examination's result; the number is given at filing."
    ),
    model=Proposal,
    namespace="proposals",
    columns=(
        Column("title", _("title of the proposal")),
        Column("reference", _("proposal number"), kind="fit", sort="number"),
        Column("proposer", _("proposer")),
        Column("topic", _("class of content"), sort="topic", phone=False),
        Column("submitted_at", _("submitted at"), kind="fit", sort="submitted_at", phone=False),
        Column("state", _("state"), kind="fit", sort="state"),
    ),
    facts=(
        Column("reference", _("proposal number")),
        Column("state", _("state")),
        Column("ground", _("ground of not filing")),
        Column("route", _("the way that is open")),
        Column("session", _("session of the committee")),
        Column("proposer", _("proposer")),
        Column("proposer_kind", _("kind of proposer")),
        Column("lead", _("first proposer")),
        Column("lead_unit", _("proposing unit")),
        Column("signers", _("number of signers")),
        Column("topic", _("class of content")),
        Column("submitted_at", _("submitted at")),
        Column("examined_on", _("examined on")),
        Column("handler", _("handling unit")),
        Column("on_behalf", _("entered on behalf by")),
    ),
    texts=(Column("body", _("text")),),
    form=ProposalForm,
    create=proposer,
    edit=editor,
    filters=ProposalFilter,
    search=("title", "number", "proposer", "topic"),
    related=("session__term", "lead", "lead_unit", "handler", "entered_by"),
    related_tables=signers,
    exchange="proposals",
    load=examiner,
    empty=_("No proposals yet: write the first, or import the ledger of a session."),
)
