"""What the steps of a proposal ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.handling.models import HandlingRole
from luzhi.members.models import Person
from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.cosigning import members_named
from luzhi.proposals.examining import unmergeable
from luzhi.proposals.models import Ground, Proposal, ProposalState, Release, Sphere
from luzhi.writing.routes import routes

NOTE = forms.Textarea(attrs={"rows": 3})
HANDLING = (UnitKind.DEPARTMENT, UnitKind.PARTY_COMMITTEE, UnitKind.OTHER)
MODES = [(each.value, each.label) for each in (HandlingRole.SOLE, HandlingRole.MAIN, HandlingRole.SEPARATE)]


class InviteForm(StepForm):
    people = forms.CharField(
        label=_("members to invite"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("names or initials of the pinyin (lm), apart by commas or lines"),
    )

    def clean_people(self) -> list[Person]:
        return members_named(self.cleaned_data["people"], self.user.committee_id)


class KeyForm(StepForm):
    supervisor = forms.ModelChoiceField(
        label=_("supervising leader"), queryset=Person.objects.all(), required=False
    )
    supervision = forms.CharField(
        label=_("manner of supervision"),
        max_length=200,
        required=False,
        help_text=_("forum, survey, inspection, visit to the unit, consultation"),
    )


class InstructionForm(StepForm):
    instructions = forms.CharField(label=_("leaders' instructions"), widget=NOTE, max_length=500)


class ReleaseForm(StepForm):
    """同步审查: what is published of the proposal and its answers, without contact data."""

    release = forms.ChoiceField(
        label=_("decision on publication"),
        choices=[(each.value, each.label) for each in Release if each],
        widget=forms.RadioSelect,
    )
    release_text = forms.CharField(
        label=_("text for publication"),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        max_length=100_000,
        help_text=_("of a summary; left empty, the whole text is published without contact data"),
    )
    remark = forms.CharField(label=_("reason"), widget=NOTE, max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("release") == Release.SUMMARY and not cleaned.get("release_text"):
            self.add_error("release_text", _("Write the summary that is to be published."))
        return cleaned
