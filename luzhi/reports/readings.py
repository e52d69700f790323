"""三审三校 (field.md 2.17): naming the readers, and what each of them leaves behind."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role, User
from luzhi.core.forms import StepForm
from luzhi.organisation.models import Appointment
from luzhi.reports.models import READERS, READING, Outcome, Reading, Review, ReviewState

SIGNING: Final = READERS[ReviewState.THIRD]
"""The last reader signs off: a leader."""
REVIEWING_SECRECY: Final = READERS[ReviewState.SECRECY]
"""May be one of the three readers."""


def candidates(review: Review, *roles: str) -> dict[str, User]:
    """Who may be named today, by key as text: whoever holds one of the roles, but for the text's writer."""
    held = Appointment.objects.today().filter(committee=review.committee_id, role__in=roles)
    users = User.objects.filter(pk__in=held.values("user")).order_by("name", "username")
    return {str(user.pk): user for user in users if user.pk != review.written_by_id}


class NamingForm(StepForm):
    """Who reads the text first, second and last, and who reviews its secrecy; as last time unless chosen otherwise."""

    first_reader = forms.ChoiceField(label=_("first reader"), help_text=_("reads the facts and the words"))
    second_reader = forms.ChoiceField(
        label=_("second reader"), help_text=_("reads what is said and left out")
    )
    secrecy_reviewer = forms.ChoiceField(
        label=_("secrecy reviewer"), help_text=_("answers for it that nothing secret or private is told")
    )
    third_reader = forms.ChoiceField(label=_("third reader"), help_text=_("a leader, who signs off"))

    def __init__(self, *args: Any, user: Any, obj: Review, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        last = _named_last(obj)
        for name in READERS.values():
            people = candidates(obj, *((Role.LEADER,) if name == SIGNING else READING))
            field: Any = self.fields[name]
            field.choices = [("", _("choose")), *((key, str(one)) for key, one in people.items())]
            field.coerced = people
            self.initial.setdefault(name, last.get(name, ""))

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = super().clean() or {}
        readers = [chosen[name] for name in READERS.values() if name in chosen and name != REVIEWING_SECRECY]
        if len(set(readers)) < len(readers):
            raise ValidationError(_("The three readings are done by three people."))
        return {name: self.fields[name].coerced[key] for name, key in chosen.items()}  # type: ignore[attr-defined]


def _named_last(review: Review) -> dict[str, str]:
    """The readers of this text, or of the one that was named last."""
    named = Review.objects.filter(committee=review.committee_id, first_reader__isnull=False)
    before = review if review.first_reader_id else named.order_by("-entered_at").first()
    if before is None:
        return {}
    return {name: str(getattr(before, f"{name}_id") or "") for name in READERS.values()}


def name_readers(review: Review, actor: Any, **readers: User) -> None:
    for name, reader in readers.items():
        setattr(review, name, reader)


class ReadingForm(StepForm):
    opinion = forms.CharField(
        label=_("opinion"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    corrected = forms.IntegerField(label=_("places corrected"), min_value=0, max_value=9999, initial=0)


class SecrecyForm(StepForm):
    """先审后发、一事一审: each point is confirmed for this one text."""

    no_secret = forms.BooleanField(label=_("It tells no state secret and no working secret."))
    no_inside = forms.BooleanField(label=_("Internal material in it has been released for publication."))
    no_private = forms.BooleanField(
        label=_("It tells no private data; whoever is quoted or named has agreed.")
    )
    opinion = forms.CharField(
        label=_("opinion"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {"opinion": cleaned.get("opinion", "")}


class ReturnForm(StepForm):
    """The reason stands in the audit trail and among the readings."""

    remark = forms.CharField(label=_("reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {**cleaned, "opinion": cleaned.get("remark", "")}


def stage_of(review: Review) -> str:
    """The reading that is to be done next in this round: the flow has moved the state on already."""
    done = set(review.readings.filter(round=review.round).values_list("stage", flat=True))
    return next(stage for stage in READERS if stage not in done)


def note_passed(review: Review, actor: Any, opinion: str = "", corrected: int = 0) -> None:
    _note(review, actor, Outcome.PASSED, opinion, corrected)


def note_returned(review: Review, actor: Any, opinion: str) -> None:
    _note(review, actor, Outcome.RETURNED, opinion, 0)
    review.round += 1


def _note(review: Review, actor: Any, outcome: Outcome, opinion: str, corrected: int) -> None:
    Reading.objects.create(
        committee_id=review.committee_id,
        review=review,
        round=review.round,
        stage=stage_of(review),
        outcome=outcome,
        opinion=opinion,
        corrected=corrected,
        reader=actor,
    )
