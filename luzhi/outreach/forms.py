"""Entry and filters of gifts, pairings, help records and voices; what the database refuses is said here in words first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.activities.models import Activity
from luzhi.core.forms import RecordForm
from luzhi.organisation.models import Unit, UnitKind
from luzhi.outreach.access import hearer
from luzhi.outreach.models import (
    Consent,
    DonorKind,
    Gift,
    GiftKind,
    Pairing,
    PairingKind,
    Standing,
    Visit,
    Voice,
    faults,
    open_to_all,
)

DAY = {"type": "date"}
HELPED_PLACES = (UnitKind.SCHOOL, UnitKind.VILLAGE, UnitKind.VILLAGE_BRANCH)
GOODS_FIELDS = ("goods", "quantity", "unit")


def not_to_come(day: date | None) -> date | None:
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."))
    return day


class GiftForm(RecordForm):
    class Meta:
        model = Gift
        fields = (
            "kind",
            "standing",
            "given_on",
            "donor",
            "donor_kind",
            "donor_person",
            "recipient",
            "purpose",
            "amount",
            *GOODS_FIELDS,
            "receipt",
            "activity",
        )
        widgets = {"given_on": forms.DateInput(attrs=DAY)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donor = self.fields["donor_person"]
        donor.queryset = donor.queryset.members()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("standing") == Standing.RECEIVED:
            self._check_received(cleaned)
        if cleaned.get("kind") == GiftKind.MONEY:
            self._check_money(cleaned)
        elif cleaned.get("kind") == GiftKind.GOODS:
            self._check_goods(cleaned)
        return cleaned

    def _check_received(self, cleaned: dict[str, Any]) -> None:
        """What was received counts by its day, so it needs one; a pledge may name the day it was made."""
        day = cleaned.get("given_on")
        if not day:
            self.add_error("given_on", _("Received gifts count by the day of receipt: enter it."))
        elif day > timezone.localdate():
            self.add_error("given_on", _("This day is still to come: record it as pledged."))

    def _check_money(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Money needs its exact amount in yuan."))
        for name in GOODS_FIELDS:
            if cleaned.get(name):
                self.add_error(
                    name, _("Money is no goods: leave this empty, or enter the goods as a gift of their own.")
                )

    def _check_goods(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("goods"):
            self.add_error("goods", _("Goods need the name of the item."))
        if cleaned.get("quantity") is None and "quantity" not in self.errors:
            self.add_error("quantity", _("Goods need their number."))
        if not cleaned.get("unit"):
            self.add_error("unit", _("Goods need the unit that is counted, such as 册."))


class PairingForm(RecordForm):
    class Meta:
        model = Pairing
        fields = ("kind", "code", "helper", "helping_unit", "place", "since", "until", "goal")
        widgets = {"since": forms.DateInput(attrs=DAY), "until": forms.DateInput(attrs=DAY)}
        help_texts = {"code": _("a number of your own register; never the name of a pupil or household")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        place.queryset = place.queryset.filter(kind__in=HELPED_PLACES)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        helper, unit = cleaned.get("helper"), cleaned.get("helping_unit")
        if bool(helper) == bool(unit) and not {"helper", "helping_unit"} & set(self.errors):
            self.add_error("helper", _("Name one helper: a person or a unit, not both."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It ends before it begins."))
        return cleaned


class VisitForm(RecordForm):
    class Meta:
        model = Visit
        fields = ("pairing", "on", "what", "result")
        widgets = {"on": forms.DateInput(attrs=DAY)}
        help_texts = {"what": _("no names of pupils or households")}

    def clean_on(self) -> date | None:
        return not_to_come(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        pairing, on = cleaned.get("pairing"), cleaned.get("on")
        if pairing and on and not pairing.since <= on <= (pairing.until or on):
            self.add_error("on", _("The pairing did not hold on this day."))
        return cleaned


class VoiceForm(RecordForm):
    class Meta:
        model = Voice
        fields = ("activity", "words", "source", "consent", "answered_on", "asked_by")
        help_texts = {
            "words": _(
                "as they were spoken, without quotation marks around them; no names and no numbers of anybody"
            ),
            "source": _("no name: 某村村民, 社区居民, 学校教师"),
            "answered_on": _("day on which the person agreed or refused, or took the consent back"),
            "asked_by": _("who of the office asked; needed with consent"),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 4}), "answered_on": forms.DateInput(attrs=DAY)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activity: Any = self.fields["activity"]
        offered = Q(pk__in=open_to_all().values("pk")) | Q(pk=self.instance.activity_id)
        activity.queryset = activity.queryset.filter(offered)
        activity.label_from_instance = lambda row: f"{row.held_on} {row.title}"
        asked: Any = self.fields["asked_by"]
        asked.queryset = asked.queryset.filter(merged_into=None)
        if self.corrects:
            self.fields["reason"].help_text = _(
                "A text may quote it already: the change stays visible with who, when and why."
            )

    def clean_activity(self) -> Activity:
        activity: Activity = self.cleaned_data["activity"]
        if not hearer(self.user, Voice(activity=activity)):
            raise forms.ValidationError(_("You do not record for this unit: whoever organises, records."))
        return activity

    def clean_answered_on(self) -> date | None:
        return not_to_come(self.cleaned_data["answered_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if {"activity", "consent", "answered_on", "asked_by"} & set(self.errors):
            return cleaned
        day, asked = cleaned["answered_on"], cleaned["asked_by"]
        for name, fault in faults(cleaned["consent"], day, bool(asked), cleaned["activity"].held_on).items():
            self.add_error(name, str(fault))
        return cleaned


class GiftFilter(FilterSet):
    kind = filters.ChoiceFilter(label=_("kind"), choices=GiftKind.choices)
    standing = filters.ChoiceFilter(label=_("standing"), choices=Standing.choices)
    donor_kind = filters.ChoiceFilter(label=_("kind of donor"), choices=DonorKind.choices)
    since = filters.DateFilter(
        label=_("given from"), field_name="given_on", lookup_expr="gte", widget=forms.DateInput(attrs=DAY)
    )
    until = filters.DateFilter(
        label=_("given until"), field_name="given_on", lookup_expr="lte", widget=forms.DateInput(attrs=DAY)
    )

    class Meta:
        model = Gift
        fields = ("kind", "standing", "donor_kind")


class PairingFilter(FilterSet):
    kind = filters.ChoiceFilter(label=_("kind"), choices=PairingKind.choices)
    open = filters.BooleanFilter(label=_("still going on"), field_name="until", lookup_expr="isnull")

    class Meta:
        model = Pairing
        fields = ("kind",)


def _organisers(request: Any) -> Any:
    return Unit.objects.visible_to(request.user)


class VoiceFilter(FilterSet):
    consent = filters.ChoiceFilter(label=_("consent"), choices=Consent.choices)
    organiser = filters.ModelChoiceFilter(
        label=_("organiser"), field_name="activity__organiser", queryset=_organisers
    )
    since = filters.DateFilter(
        label=_("held from"),
        field_name="activity__held_on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs=DAY),
    )
    until = filters.DateFilter(
        label=_("held until"),
        field_name="activity__held_on",
        lookup_expr="lte",
        widget=forms.DateInput(attrs=DAY),
    )

    class Meta:
        model = Voice
        fields = ("consent",)
