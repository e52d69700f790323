"""Entry and filters of topics, outcome documents and suggestions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.activities.registry import kind_codes
from luzhi.consultations.funnel import STAGES, stage_choices
from luzhi.consultations.models import Adoption, DocumentKind, OutcomeDocument, Suggestion, Topic
from luzhi.core.forms import RecordForm
from luzhi.organisation.models import Unit, UnitKind
from luzhi.organisation.secrecy import refuse_marked

DAY = {"type": "date"}


class TopicForm(RecordForm):
    class Meta:
        model = Topic
        fields = ("year", "title", "decided_by", "decided_on", "lead")
        widgets = {"decided_on": forms.DateInput(attrs=DAY)}
        help_texts = {"decided_by": _("the meeting of the Party committee that set the question")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decided_on") and not cleaned.get("decided_by"):
            self.add_error("decided_by", _("Name the meeting that decided it on that day."))
        return cleaned


class OutcomeDocumentForm(RecordForm):
    class Meta:
        model = OutcomeDocument
        fields = ("topic", "kind", "title", "number", "sent_on", "activity")
        widgets = {"sent_on": forms.DateInput(attrs=DAY)}
        help_texts = {"sent_on": _("from this day its suggestions count")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forum = self.fields["activity"]
        forum.queryset = forum.queryset.filter(kind__in=kind_codes("consultation", "survey", "inspection"))  # type: ignore[attr-defined]

    def clean_sent_on(self) -> Any:
        day = self.cleaned_data["sent_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if day is None and self.instance.suggestions.exclude(state=Adoption.SENT).exists():
            raise forms.ValidationError(
                _("Suggestions of it have been answered: the day it was sent must stay.")
            )
        return day


class SuggestionForm(RecordForm):
    class Meta:
        model = Suggestion
        fields = ("document", "number", "text", "raised_by", "department", "duplicate_of")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "text": _("one matter and one action; several recommendations are several items"),
            "duplicate_of": _("the item raised earlier that says the same: both count as one"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = self.fields["department"]
        departments.queryset = departments.queryset.filter(kind=UnitKind.DEPARTMENT)  # type: ignore[attr-defined]
        repeated = self.fields["duplicate_of"]
        repeated.queryset = repeated.queryset.filter(duplicate_of=None).exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        if self.instance._state.adding and "document" in self.initial:
            self.initial["number"] = self._next_item(self.initial["document"])

    def _next_item(self, asked: str) -> int | None:
        """The item after the last one of the document that the address names."""
        try:
            document: OutcomeDocument = self.fields["document"].clean(asked)
        except forms.ValidationError:
            return None
        return int(document.suggestions.aggregate(last=Max("number"))["last"] or 0) + 1

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_marked(text)
        return text


def _of(model: Any, **filtered: Any) -> Any:
    """The rows of a model that the reader may see, for a filter."""
    return lambda request: model.objects.visible_to(request.user).filter(**filtered)


class TopicFilter(FilterSet):
    year = filters.NumberFilter(label=_("year"))
    lead = filters.ModelChoiceFilter(label=_("lead unit"), queryset=_of(Unit, topics__isnull=False))

    class Meta:
        model = Topic
        fields = ("year", "lead")


class OutcomeDocumentFilter(FilterSet):
    topic = filters.ModelChoiceFilter(label=_("consultation topic"), queryset=_of(Topic))
    kind = filters.ChoiceFilter(label=_("kind"), choices=DocumentKind.choices)
    unsent = filters.BooleanFilter(label=_("not sent yet"), field_name="sent_on", lookup_expr="isnull")

    class Meta:
        model = OutcomeDocument
        fields = ("topic", "kind")


class SuggestionFilter(FilterSet):
    topic = filters.ModelChoiceFilter(
        label=_("consultation topic"), field_name="document__topic", queryset=_of(Topic)
    )
    stage = filters.ChoiceFilter(label=_("stage reached"), choices=stage_choices, method="at_stage")
    state = filters.ChoiceFilter(label=_("adoption"), choices=Adoption.choices)
    department = filters.ModelChoiceFilter(
        label=_("department"), queryset=_of(Unit, kind=UnitKind.DEPARTMENT)
    )
    since = filters.DateFilter(
        label=_("sent from"),
        field_name="document__sent_on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs=DAY),
    )
    until = filters.DateFilter(
        label=_("sent until"),
        field_name="document__sent_on",
        lookup_expr="lte",
        widget=forms.DateInput(attrs=DAY),
    )

    class Meta:
        model = Suggestion
        fields = ("topic", "state", "department")

    def at_stage(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(STAGES[value][1])
