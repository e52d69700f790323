"""换届: a new term begins; those who go on get a membership of it, the others' ends with the old term."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.audit.models import record
from luzhi.members.models import Member
from luzhi.members.naming import people_named
from luzhi.organisation.models import Session, Term


class TermForm(forms.Form):
    number = forms.IntegerField(label=gettext_lazy("number of the new term"), min_value=1, max_value=99)
    starts_on = forms.DateField(
        label=gettext_lazy("first day of the new term"), widget=forms.DateInput(attrs={"type": "date"})
    )
    staying = forms.CharField(
        label=gettext_lazy("members who go on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("names, one a line; new members come with the roster's import"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.current = Term.objects.visible_to(user).order_by("-number").first()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.current and cleaned.get("number", 0) <= self.current.number:
            self.add_error(
                "number",
                _("The running term is %(term)s; the new one comes after it.") % {"term": self.current},
            )
        if self.current and cleaned.get("starts_on") and cleaned["starts_on"] <= self.current.starts_on:
            self.add_error("starts_on", _("It begins after the running term did."))
        return cleaned

    def clean_staying(self) -> list[Member]:
        """The running term's members of these names; unknown names and namesakes are refused."""
        people = people_named(self.cleaned_data["staying"], self.user.committee_id)
        found = {
            m.person_id: m for m in Member.objects.filter(term=self.current, until=None, person__in=people)
        }
        for person in people:
            if person.pk not in found:
                self.add_error("staying", _("“%(name)s” is not in the roster.") % {"name": person})
        return list(found.values())


def begin(form: TermForm, actor: Any) -> Term:
    """The new term with its first session; what the old one's figures counted does not move."""
    data = form.cleaned_data
    first, last = data["starts_on"], data["starts_on"] - timedelta(days=1)
    with transaction.atomic():
        term = Term.objects.create(committee_id=actor.committee_id, number=data["number"], starts_on=first)
        if not Session.objects.filter(committee_id=actor.committee_id, year=first.year).exists():
            Session.objects.create(
                committee_id=actor.committee_id, term=term, number=1, year=first.year, starts_on=first
            )
        if form.current:
            Member.objects.filter(term=form.current, until=None).update(
                until=last, end_reason=_("end of the term")
            )
            Term.objects.filter(pk=form.current.pk, ends_on=None).update(ends_on=last)
        Member.objects.bulk_create(
            Member(
                committee_id=actor.committee_id,
                person_id=member.person_id,
                term=term,
                post=member.post,
                since=first,
                entered_by=actor,
            )
            for member in data["staying"]
        )
        record(actor, "term.begin", term, {"staying": len(data["staying"])})
    return term
