"""A new review from a template, and the edit of its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.core.models import Record
from luzhi.organisation.models import Committee
from luzhi.reports.body import blocks, ends_a_sentence
from luzhi.reports.models import Review, ReviewState
from luzhi.reports.writing import compose

NEW = ("template", "year", "period", "cut_off", "title")
EDITED = ("title", "cut_off", "summary", "text")
LAID_OUT = ("form", "number", "addressee", "copies_to", "meeting")


class ReviewForm(RecordForm):
    """New: which template and year; the text is then composed from the records. Later: the words."""

    class Meta:
        model = Review
        fields = ("template", "year", "period", "title", "cut_off", "summary", "text", *LAID_OUT)
        widgets = {
            "cut_off": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 4}),
            "text": forms.Textarea(attrs={"rows": 30}),
            "copies_to": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = NEW if self.instance._state.adding else EDITED + LAID_OUT
        for name in set(self.Meta.fields) - set(wanted):
            del self.fields[name]
        if self.instance._state.adding:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("left empty, the template's")

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"].strip()
        if not ends_a_sentence(summary):
            raise ValidationError(_("The summary must end with a sentence."))
        return summary

    def clean_text(self) -> str:
        blocks(self.cleaned_data["text"])
        return str(self.cleaned_data["text"])

    def _create(self, obj: Record, actor: Any) -> list[str]:
        review: Any = obj
        review.committee = Committee.objects.get(pk=review.committee_id)
        review.written_by = actor
        compose(review)
        return super()._create(obj, actor)

    def _update(self, obj: Record) -> list[str]:
        """Whoever changed the words of a draft is their writer: others read them. A reader's corrections are his."""
        changed = super()._update(obj)
        review: Any = obj
        if changed and review.state == ReviewState.DRAFT:
            review.written_by = self.user
            review.save(update_fields=["written_by"])
        return changed


class ReviewFilter(FilterSet):
    year = filters.NumberFilter(label=_("year"))
    state = filters.ChoiceFilter(label=_("state"), choices=Review._meta.get_field("state").choices)

    class Meta:
        model = Review
        fields = ("year", "state")
