from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.organisation.models import Unit, UnitKind


class UnitForm(RecordForm):
    class Meta:
        model = Unit
        fields = (
            "kind",
            "name",
            "parent",
            "approved_by",
            "approval_number",
            "address",
            "set_up_on",
            "dissolved_on",
            "order",
        )
        widgets = {
            "set_up_on": forms.DateInput(attrs={"type": "date"}),
            "dissolved_on": forms.DateInput(attrs={"type": "date"}),
        }


class UnitFilter(FilterSet):
    kind = filters.ChoiceFilter(label=_("kind"), choices=UnitKind.choices)

    class Meta:
        model = Unit
        fields = ("kind",)
