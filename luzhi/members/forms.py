from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.members.codes import Party, Sex
from luzhi.members.models import Member, Membership, Person
from luzhi.organisation.models import Term, Unit, UnitKind


class PersonForm(RecordForm):
    class Meta:
        model = Person
        fields = (
            "name",
            "sex",
            "nationality",
            "born_on",
            "native_place",
            "party",
            "education",
            "degree",
            "title",
            "employer",
            "address",
            "mobile",
            "email",
        )
        widgets = {"born_on": forms.DateInput(attrs={"type": "date"})}


class MemberForm(RecordForm):
    class Meta:
        model = Member
        fields = ("person", "term", "number", "post", "since", "until", "end_reason")
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}),
            "until": forms.DateInput(attrs={"type": "date"}),
        }


class MembershipForm(RecordForm):
    class Meta:
        model = Membership
        fields = ("person", "unit", "post", "since", "until")
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}),
            "until": forms.DateInput(attrs={"type": "date"}),
        }

    def _post_clean(self) -> None:
        """The kind stands in the row for the one-sector constraint; it is the unit's."""
        if unit := self.cleaned_data.get("unit"):
            self.instance.kind = unit.kind
        super()._post_clean()  # type: ignore[misc]


def _sectors(request: Any) -> Any:
    return Unit.objects.visible_to(request.user).filter(kind=UnitKind.SECTOR)


def _terms(request: Any) -> Any:
    return Term.objects.visible_to(request.user)


class MemberFilter(FilterSet):
    term = filters.ModelChoiceFilter(label=_("term"), queryset=_terms)
    sector = filters.ModelChoiceFilter(
        label=_("sector"), queryset=_sectors, field_name="person__memberships__unit", distinct=True
    )
    party = filters.ChoiceFilter(
        label=_("political status"), field_name="person__party", choices=Party.choices
    )
    sex = filters.ChoiceFilter(label=_("sex"), field_name="person__sex", choices=Sex.choices)

    class Meta:
        model = Member
        fields = ("term", "sector", "party", "sex", "post")
