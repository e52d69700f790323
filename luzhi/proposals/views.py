"""The ledger of proposals."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column
from luzhi.proposals.access import editor, examiner, proposer
from luzhi.proposals.documents.downloads import of_proposal
from luzhi.proposals.forms import ProposalFilter, ProposalForm
from luzhi.proposals.models import Proposal
from luzhi.proposals.release_pages import publication
from luzhi.proposals.signing_page import signing
from luzhi.proposals.story import tables


def beside(proposal: Proposal, user: Any) -> list[Related]:
    """Who handles it, who signed, what is published, and the papers that can be printed."""
    return [
        *tables(proposal, user),
        *signing(proposal, user),
        *publication(proposal, user),
        *of_proposal(proposal, user),
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
        Column("subtitle", _("subtitle")),
        Column("proposer", _("proposer")),
        Column("proposer_kind", _("kind of proposer")),
        Column("lead", _("first proposer")),
        Column("lead_unit", _("proposing unit")),
        Column("signers", _("number of signers")),
        Column("session", _("session of the committee")),
        Column("occasion", _("occasion")),
        Column("topic", _("class of content")),
        Column("topic_serial", _("number in its class")),
        Column("sphere", _("sphere")),
        Column("submitted_at", _("submitted at")),
        Column("suggested_units", _("units suggested by the proposer")),
        Column("may_publish", _("the proposer agrees to publication")),
        Column("may_cosign", _("open to co-signing")),
        Column("confirmed_on", _("confirmed by the unit on")),
        Column("handler", _("handling unit")),
        Column("on_behalf", _("entered on behalf by")),
    ),
    texts=(Column("body", _("text")),),
    form=ProposalForm,
    create=proposer,
    edit=editor,
    filters=ProposalFilter,
    search=("title", "number", "proposer", "topic"),
    related=("session__term", "lead", "lead_unit", "handler", "entered_by", "main__session", "supervisor"),
    related_tables=beside,
    exchange="proposals",
    load=examiner,
    empty=_("No proposals yet: write the first, or import the ledger of a session."),
)
