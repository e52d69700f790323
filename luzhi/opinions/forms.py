"""Entry of written work: by a member for himself or herself, or by the research office on behalf."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.members.models import Person
from luzhi.opinions.access import office
from luzhi.opinions.models import Paper, PaperKind, PaperState
from luzhi.organisation.secrecy import refuse_marked

DAY = {"type": "date"}
OFFICE_FIELDS = ("author", "source", "number")


class PaperForm(RecordForm):
    class Meta:
        model = Paper
        fields = ("kind", *OFFICE_FIELDS, "title", "body", "submitted_on")
        widgets = {"body": forms.Textarea(attrs={"rows": 16}), "submitted_on": forms.DateInput(attrs=DAY)}
        help_texts = {
            "title": _("one matter one report"),
            "body": _("the facts, the analysis, the suggestion; nothing under a classification mark"),
            "source": _("for senders outside the roster, such as invited informants"),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.by_office = office(user, None)
        if not self.by_office:
            for name in OFFICE_FIELDS:
                del self.fields[name]
            if self.instance._state.adding:
                self._write_as_member()
        else:
            author = self.fields["author"]
            author.queryset = author.queryset.members()  # type: ignore[attr-defined]

    def _write_as_member(self) -> None:
        author = Person.objects.of_user(self.user)
        self.instance.author, self.instance.source = author, str(author or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        refuse_marked(cleaned.get("title", ""), cleaned.get("body", ""))
        if self.by_office:
            self._check_author(cleaned)
        elif self.instance.author is None:
            raise ValidationError(
                _("Your account is not linked to a member: ask the office to enter it on your behalf.")
            )
        day = cleaned.get("submitted_on")
        if day and day > timezone.localdate():
            self.add_error("submitted_on", _("This day is still to come."))
        return cleaned

    def _check_author(self, cleaned: dict[str, Any]) -> None:
        author = cleaned.get("author")
        if author and not cleaned.get("source"):
            cleaned["source"] = author.name
        elif not author and not cleaned.get("source"):
            self.add_error("author", _("Name the author, or write the sender below."))


class PaperFilter(FilterSet):
    kind = filters.ChoiceFilter(label=_("kind"), choices=PaperKind.choices)
    state = filters.ChoiceFilter(label=_("state"), choices=PaperState.choices)
    since = filters.DateFilter(
        label=_("submitted from"),
        field_name="submitted_on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs=DAY),
    )
    until = filters.DateFilter(
        label=_("submitted until"),
        field_name="submitted_on",
        lookup_expr="lte",
        widget=forms.DateInput(attrs=DAY),
    )

    class Meta:
        model = Paper
        fields = ("kind", "state")
