"""What the steps of a proposal ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.members.models import Person
from luzhi.organisation.finding import FindOne
from luzhi.proposals.cosigning import members_named
from luzhi.proposals.honouring import leaders
from luzhi.proposals.models import Release

NOTE = forms.Textarea(attrs={"rows": 3})


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
        label=_("supervising leader"), queryset=Person.objects.all(), widget=FindOne, required=False
    )
    supervision = forms.CharField(
        label=_("manner of supervision"),
        max_length=200,
        required=False,
        help_text=_("forum, survey, inspection, visit to the unit, consultation"),
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        field: Any = self.fields["supervisor"]
        field.queryset = field.queryset.filter(pk__in=leaders(user.committee_id))
        if obj is not None:
            self.initial = {"supervisor": obj.supervisor_id, "supervision": obj.supervision, **self.initial}


class InstructionForm(StepForm):
    instructions = forms.CharField(label=_("leaders' instructions"), widget=NOTE, max_length=500)

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj is not None:
            self.initial = {"instructions": obj.instructions, **self.initial}


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
