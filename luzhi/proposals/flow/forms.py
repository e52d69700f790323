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
from luzhi.proposals.examining import unmergeable
from luzhi.proposals.models import Ground, Proposal, ProposalState, Release, Sphere
from luzhi.writing.routes import routes

NOTE = forms.Textarea(attrs={"rows": 3})
HANDLING = (UnitKind.DEPARTMENT, UnitKind.PARTY_COMMITTEE, UnitKind.OTHER)
MODES = [(each.value, each.label) for each in (HandlingRole.SOLE, HandlingRole.MAIN, HandlingRole.SEPARATE)]


class FileForm(StepForm):
    topic = forms.CharField(label=_("class of content"), max_length=40, required=False)
    sphere = forms.ChoiceField(label=_("sphere"), choices=[("", "—"), *Sphere.choices], required=False)
    opinion = forms.CharField(
        label=_("opinion of the examination"), widget=NOTE, max_length=500, required=False
    )

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj is not None:
            self.initial = {"topic": obj.topic, "sphere": obj.sphere, **self.initial}


class GroundForm(StepForm):
    """The ground decides which way is named to the proposer; the remark is the committee's own words."""

    ground = forms.ChoiceField(
        label=_("ground of not filing"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        help_text=_("The proposer reads the ground and the way that is open instead."),
    )
    remark = forms.CharField(label=_("explanation to the proposer"), widget=NOTE, max_length=500)


class MergeForm(StepForm):
    main = forms.ModelChoiceField(
        label=_("main proposal"),
        queryset=Proposal.objects.filter(state__in=(ProposalState.FILED, ProposalState.ASSIGNED)),
        help_text=_("Both first proposers stay proposers, and each gets the answer."),
    )
    remark = forms.CharField(label=_("reason"), widget=NOTE, max_length=500, required=False)

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj is not None:
            rows = self.fields["main"].queryset  # type: ignore[attr-defined]
            rows = rows.filter(session=obj.session_id).exclude(pk=obj.pk).select_related("session")
            self.fields["main"].queryset = rows  # type: ignore[attr-defined]
        self.fields["main"].label_from_instance = lambda row: f"{row.reference} {row.title}"  # type: ignore[attr-defined]

    def clean_main(self) -> Proposal:
        main: Proposal = self.cleaned_data["main"]
        if self.obj is not None and (refusal := unmergeable(self.obj, main)):
            raise ValidationError(str(refusal))
        return main


class SendOnForm(StepForm):
    way = forms.ChoiceField(label=_("in which form"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = routes.choices()  # type: ignore[attr-defined]


class AssignForm(StepForm):
    """单办 and 会办 have one answering unit, 分办 several; joint units stand beside a main unit only."""

    mode = forms.ChoiceField(label=_("manner of handling"), choices=MODES, widget=forms.RadioSelect)
    units = forms.ModelMultipleChoiceField(
        label=_("units that answer"), queryset=Unit.objects.filter(kind__in=HANDLING)
    )
    joint = forms.ModelMultipleChoiceField(
        label=_("joint units"), queryset=Unit.objects.filter(kind__in=HANDLING), required=False
    )
    office_opinion = forms.CharField(
        label=_("opinion at hand-over"), widget=NOTE, max_length=500, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        mode, units, joint = cleaned.get("mode"), cleaned.get("units"), cleaned.get("joint")
        if units is not None and mode in (HandlingRole.SOLE, HandlingRole.MAIN) and len(units) != 1:
            self.add_error("units", _("Name one unit here; several that answer are separate handling."))
        if units is not None and mode == HandlingRole.SEPARATE and len(units) < 2:
            self.add_error("units", _("Separate handling names two units or more."))
        if joint and mode != HandlingRole.MAIN:
            self.add_error("joint", _("Joint units stand beside a main unit."))
        if mode == HandlingRole.MAIN and joint is not None and not joint:
            self.add_error("joint", _("Joint handling names at least one joint unit."))
        if units and joint and set(units) & set(joint):
            self.add_error("joint", _("A unit is either main or joint."))
        return cleaned


class AddUnitsForm(StepForm):
    units = forms.ModelMultipleChoiceField(
        label=_("handling units"), queryset=Unit.objects.filter(kind__in=HANDLING)
    )
    role = forms.ChoiceField(label=_("manner of handling"), choices=HandlingRole.choices)


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
