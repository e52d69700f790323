"""What the hand-over to units asks for: the manner, and the units by typing."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.handling.models import HandlingRole
from luzhi.organisation.finding import FindMany
from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.advising import advised_units, named_units

NOTE: Final = forms.Textarea(attrs={"rows": 3})
HANDLING: Final = (UnitKind.DEPARTMENT, UnitKind.PARTY_COMMITTEE, UnitKind.OTHER)
MODES: Final = [
    (HandlingRole.SOLE.value, _("sole handling: one unit answers")),
    (HandlingRole.MAIN.value, _("joint handling: the main unit answers with the joint units' opinions")),
    (HandlingRole.SEPARATE.value, _("separate handling: each of several units answers")),
]


def choice_of_units(label: Any, **more: Any) -> forms.ModelMultipleChoiceField[Unit]:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=Unit.objects.filter(kind__in=HANDLING), widget=FindMany, **more
    )


class UnitsForm(StepForm):
    """Offers the units that exist today, with the suggested ones first."""

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        why = advised_units(obj) if obj is not None else {}
        for field in self.fields.values():
            if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset is not None:
                offered: Any = field.queryset
                field.queryset = offered.existing_on(timezone.localdate())
                field.widget.why = why


class AssignForm(UnitsForm):
    """单办 and 会办 have one answering unit, 分办 several; joint units stand beside a main unit only."""

    mode = forms.ChoiceField(
        label=_("manner of handling"), choices=MODES, widget=forms.RadioSelect, initial=HandlingRole.SOLE
    )
    units = choice_of_units(_("units that answer"))
    joint = choice_of_units(_("joint units"), required=False, help_text=_("of joint handling only"))
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


class AddUnitsForm(UnitsForm):
    units = choice_of_units(_("handling units"))
    role = forms.ChoiceField(label=_("manner of handling"), choices=HandlingRole.choices)


class BulkAssignForm(StepForm):
    """Many at once: each to the unit that it names itself, or all to one unit."""

    unit = forms.ModelChoiceField(
        label=_("handling unit"),
        queryset=Unit.objects.filter(kind__in=HANDLING),
        required=False,
        help_text=_("left empty, each goes to the unit that it names itself; one that names none is refused"),
    )
    office_opinion = forms.CharField(
        label=_("opinion at hand-over"), widget=NOTE, max_length=500, required=False
    )


def each_to_its_unit(proposal: Any, data: dict[str, Any]) -> dict[str, Any]:
    """One proposal's hand-over in bulk work. Raises ValidationError where neither it nor the form names a unit."""
    unit = data.pop("unit") or proposal.handler or _only_wished(proposal)
    if unit is None:
        raise ValidationError(_("It names no handling unit of the list of units."))
    return {**data, "mode": HandlingRole.SOLE.value, "units": [unit]}


def _only_wished(proposal: Any) -> Unit | None:
    """The one unit that its proposer suggested; None where that is none or several."""
    wished = list(Unit.objects.filter(pk__in=named_units(proposal)))
    return wished[0] if len(wished) == 1 else None
