"""Examination of a proposal: filed under a number, not filed on one of ten grounds, converted, or withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm, StepForm
from luzhi.proposals.access import author, examiner
from luzhi.proposals.models import Ground, Proposal, ProposalState
from luzhi.proposals.numbering import next_number

WAITING = (ProposalState.SUBMITTED,)


class GroundForm(StepForm):
    """The ground decides which way is named to the proposer; the remark is the committee's own words."""

    ground = forms.ChoiceField(
        label=_("ground of not filing"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        help_text=_("The proposer reads the ground and the way that is open instead."),
    )
    remark = forms.CharField(
        label=_("explanation to the proposer"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


def examine(proposal: Proposal, actor: Any) -> None:
    proposal.examined_on = timezone.localdate()


def file(proposal: Proposal, actor: Any) -> None:
    """An imported proposal keeps the number that it came with."""
    examine(proposal, actor)
    if not proposal.is_numbered:
        proposal.number = next_number(proposal.session_id)


def refuse(proposal: Proposal, actor: Any, ground: str) -> None:
    examine(proposal, actor)
    proposal.ground = ground


flows.add(
    Flow(
        "proposal",
        _("Proposal"),
        Proposal,
        ProposalState,
        final=frozenset(set(ProposalState.values) - set(WAITING)),
        steps=(
            Step(
                "file",
                _("File the proposal"),
                WAITING,
                ProposalState.FILED,
                by=examiner,
                effect=file,
                main=True,
            ),
            Step(
                "refuse",
                _("Do not file"),
                WAITING,
                ProposalState.NOT_FILED,
                by=examiner,
                form=GroundForm,
                effect=refuse,
            ),
            Step(
                "convert",
                _("Turn into social-conditions information"),
                WAITING,
                ProposalState.CONVERTED,
                by=examiner,
                form=ReasonForm,
                effect=examine,
            ),
            Step("withdraw", _("Withdraw"), WAITING, ProposalState.WITHDRAWN, by=author, form=ReasonForm),
        ),
        marks={ProposalState.NOT_FILED: "stopped", ProposalState.WITHDRAWN: "stopped"},
    )
)
