from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.learning.models import Regulation, RegulationState


class RegulationForm(RecordForm):
    class Meta:
        model = Regulation
        fields = ("title", "number", "adopted_by", "adopted_on", "standing", "replaces", "text")
        widgets = {
            "adopted_on": forms.DateInput(attrs={"type": "date"}),
            "text": forms.Textarea(attrs={"rows": 16}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        former = self.fields["replaces"]
        former.queryset = former.queryset.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        former, day = cleaned.get("replaces"), cleaned.get("adopted_on")
        if former and day and former.adopted_on > day:
            self.add_error("replaces", _("The rule that it replaces was adopted later than this one."))
        return cleaned


class RegulationFilter(FilterSet):
    standing = filters.ChoiceFilter(label=_("standing"), choices=RegulationState.choices)
    year = filters.NumberFilter(label=_("year of adoption"), field_name="adopted_on__year")

    class Meta:
        model = Regulation
        fields = ("standing",)
