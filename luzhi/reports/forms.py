"""A new review from a template, and the edit of its text."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.models import Record
from luzhi.organisation.finding import FindOne
from luzhi.organisation.models import Committee
from luzhi.reports.body import blocks, ends_a_sentence
from luzhi.reports.choosing import check_period, offer, tell_missing
from luzhi.reports.editing.editor import brought
from luzhi.reports.editing.remembering import remember
from luzhi.reports.models import Review, ReviewState
from luzhi.reports.writing import compose
from luzhi.writing.forms import WritingForm, unix

NEW = ("template", "year", "period", "cut_off", "meeting", "title")
EDITED = ("title", "cut_off", "summary", "text")
LONGEST: Final = 100_000  # characters of a text, some 150 pages
MOST_LINES: Final = 5_000
SUMMARY: Final = 300  # characters that the portal prints
WORDS = ("summary", "text", "copies_to")
LAID_OUT = ("form", "number", "addressee", "copies_to", "meeting")


class ReviewForm(WritingForm):
    """New: which template and year; the text is then composed from the records. Later: the words."""

    class Media:
        js = (Script("periods.js", defer=True),)

    class Meta:
        model = Review
        fields = ("template", "year", "period", "title", "cut_off", "summary", "text", *LAID_OUT)
        widgets = {
            "cut_off": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 4}),
            "text": forms.Textarea(attrs={"rows": 30}),
            "copies_to": forms.Textarea(attrs={"rows": 3}),
            "meeting": FindOne(),
        }

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    """JSON by token, what the page showed of the figures; filled in when it is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = NEW if self.instance._state.adding else EDITED + LAID_OUT
        for name in set(self.Meta.fields) - set(wanted):
            del self.fields[name]
        self.page = "reports/editing/editor.html"
        if self.is_bound:
            self.data = _as_stored(self.data, self.instance)
        if self.instance._state.adding:
            self.page = "core/form.html"
            offer(self)
            self.fields["title"].required = False
            self.fields["title"].help_text = _("left empty, the template's")
            self.fields["meeting"].help_text = _("what a bulletin or minutes are about; others need none")
        else:
            tell_missing(self)

    @property
    def brought(self) -> dict[str, Any]:
        return brought(self.instance, str(self["text"].value() or ""), self.user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance._state.adding:
            check_period(self)
        return cleaned

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"].strip()
        if not ends_a_sentence(summary):
            raise ValidationError(_("The summary must end with a sentence."))
        if len(summary) > SUMMARY:
            raise ValidationError(
                _("The portal prints a summary of at most %(limit)s characters.") % {"limit": SUMMARY}
            )
        return summary

    def clean_text(self) -> str:
        """What is too long to be printed is refused before it is read."""
        text = str(self.cleaned_data["text"])
        if len(text) > LONGEST or len(text.splitlines()) > MOST_LINES:
            words = _("A text has at most %(characters)s characters in %(lines)s lines: divide it.")
            raise ValidationError(words % {"characters": f"{LONGEST:,}", "lines": f"{MOST_LINES:,}"})
        blocks(text)
        return text

    def _create(self, obj: Record, actor: Any) -> list[str]:
        review: Any = obj
        review.committee = Committee.objects.get(pk=review.committee_id)
        review.written_by = actor
        compose(review)
        remember(review)
        return super()._create(obj, actor)

    def _update(self, obj: Record) -> list[str]:
        """Whoever changed the words of a draft is their writer: others read them. A reader's corrections are his."""
        review: Any = obj
        if set(EDITED + LAID_OUT).intersection(self.changed_data) and review.state == ReviewState.DRAFT:
            review.written_by = self.user
        remember(review, self.cleaned_data["seen"])
        return super()._update(obj)


def _as_stored(sent: Any, review: Review) -> Any:
    """With the line ends that are stored: a text that was not touched stays as it was."""
    data = sent.copy()
    for name in set(WORDS) & set(data):
        words, stored = unix(data[name]), getattr(review, name)
        data[name] = stored if words == unix(stored) else words
    return data


class ReviewFilter(FilterSet):
    year = filters.NumberFilter(label=_("year"))
    state = filters.ChoiceFilter(label=_("state"), choices=Review._meta.get_field("state").choices)

    class Meta:
        model = Review
        fields = ("year", "state")
