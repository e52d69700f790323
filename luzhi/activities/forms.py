"""Entry of an activity with its measures; of the attendance; filters of the list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.activities.access import records_for
from luzhi.activities.models import Activity, ActivityState, Attendance, Outcome, Programme
from luzhi.activities.registry import FAMILIES, Kind, kind_choices, kind_codes, kinds
from luzhi.core.forms import RecordForm
from luzhi.members.models import Person
from luzhi.members.naming import people_named
from luzhi.organisation.models import Unit

DAY = {"type": "date"}


class ActivityForm(RecordForm):
    """One number box per measure of the kind; the kind is chosen first and then stands."""

    class Meta:
        model = Activity
        fields = (
            "kind",
            "title",
            "organiser",
            "programme",
            "held_on",
            "ended_on",
            "place",
            "destination",
            "host",
            "topic",
            "summary",
            "result",
        )
        widgets = {"held_on": forms.DateInput(attrs=DAY), "ended_on": forms.DateInput(attrs=DAY)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = (
            {}
            if self.instance._state.adding
            else dict(self.instance.outcomes.values_list("measure", "value"))
        )
        for measure in self._kind().measures if self._kind() else ():
            self.fields[f"measure_{measure.code}"] = forms.DecimalField(
                label=f"{measure.label} ({measure.unit})",
                min_value=Decimal(0),
                max_digits=14,
                decimal_places=2,
                required=False,
                initial=values.get(measure.code),
            )

    def _kind(self) -> Any:
        return kinds.get(self.data.get("kind") or self.instance.kind or self.initial.get("kind", ""))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind: Kind | None = kinds.get(cleaned.get("kind", ""))
        organiser: Unit | None = cleaned.get("organiser")
        if kind and organiser and kind.organisers and organiser.kind not in kind.organisers:
            words = {"kind": kind.label, "unit": organiser.get_kind_display()}
            self.add_error(
                "organiser", _("“%(kind)s” is not organised by a unit of this kind: %(unit)s.") % words
            )
        if organiser and not records_for(self.user, organiser.pk):
            self.add_error("organiser", _("You do not record for this unit: whoever organises, records."))
        return cleaned

    def save_parts(self, actor: Any) -> list[str]:
        changed = []
        for measure in kinds[self.instance.kind].measures:
            name = f"measure_{measure.code}"
            if name in self.changed_data:
                changed.append(measure.code)
                self._save_outcome(actor, measure.code, self.cleaned_data[name])
        return changed

    def _save_outcome(self, actor: Any, measure: str, value: Decimal | None) -> None:
        rows = Outcome.objects.filter(activity=self.instance, measure=measure)
        if value is None:
            rows.delete()
        elif not rows.update(value=value):
            Outcome.objects.create(
                committee_id=self.instance.committee_id,
                activity=self.instance,
                measure=measure,
                value=value,
                entered_by=actor,
            )


class ProgrammeForm(RecordForm):
    class Meta:
        model = Programme
        fields = ("name", "purpose", "cadence", "owner", "since", "until")
        widgets = {"since": forms.DateInput(attrs=DAY), "until": forms.DateInput(attrs=DAY)}


class AttendanceForm(forms.Form):
    """The sign-in list of an activity: who is due, and what became of each; one field a person."""

    add = forms.CharField(
        label=_("add people"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("names from the roster, apart by commas or lines"),
    )

    def __init__(self, *args: Any, activity: Activity, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activity, self.user = activity, user
        self.lines = list(activity.participations.select_related("person"))
        for line in self.lines:
            self.fields[f"line_{line.pk}"] = forms.ChoiceField(
                label=line.person.roll_name, choices=Attendance.choices, initial=line.attendance
            )

    def clean_add(self) -> list[Person]:
        """The named people; an unknown or ambiguous name is refused, never guessed."""
        return people_named(self.cleaned_data["add"], self.activity.committee_id)


def _units(request: Any) -> Any:
    return Unit.objects.visible_to(request.user)


def _programmes(request: Any) -> Any:
    return Programme.objects.visible_to(request.user)


class ActivityFilter(FilterSet):
    family = filters.ChoiceFilter(label=_("field of work"), choices=FAMILIES.items, method="of_family")
    kind = filters.ChoiceFilter(label=_("kind"), choices=kind_choices)
    state = filters.ChoiceFilter(label=_("state"), choices=ActivityState.choices)
    organiser = filters.ModelChoiceFilter(label=_("organiser"), queryset=_units)
    programme = filters.ModelChoiceFilter(label=_("programme"), queryset=_programmes)
    since = filters.DateFilter(
        label=_("held from"), field_name="held_on", lookup_expr="gte", widget=forms.DateInput(attrs=DAY)
    )
    until = filters.DateFilter(
        label=_("held until"), field_name="held_on", lookup_expr="lte", widget=forms.DateInput(attrs=DAY)
    )

    class Meta:
        model = Activity
        fields = ("kind", "state", "organiser", "programme")

    def of_family(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(kind__in=kind_codes(value))
