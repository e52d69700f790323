"""Accounts and roles, kept by the security administrator: who may sign in and what he or she holds, from–until."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, OneTimeCode, Role, User
from luzhi.audit.models import record
from luzhi.organisation.models import Appointment, Unit


class AppointForm(forms.Form):
    username = forms.CharField(
        label=_("user name"),
        max_length=60,
        help_text=_("an account that is not there yet is made, with a one-time code"),
    )
    name = forms.CharField(label=_("name"), max_length=60, required=False, help_text=_("for a new account"))
    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("unit"), required=False, help_text=_("empty: for the whole committee")
    )
    since = forms.DateField(label=_("from"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = user
        self.fields["since"].initial = timezone.localdate()
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.found = User.objects.filter(username=cleaned.get("username", "")).first()
        if self.found is None and not cleaned.get("name"):
            self.add_error("name", _("There is no such account; give the name to make one."))
        if self.found and self.found.pk == self.actor.pk:
            self.add_error("username", _("Nobody appoints himself or herself."))
        if cleaned.get("role") in DEPARTMENT and not cleaned.get("unit"):
            self.add_error("unit", _("A department's role is held for a unit: name it."))
        return cleaned


def appoint(form: AppointForm, actor: Any) -> tuple[Appointment, str]:
    """The appointment, and the new account's one-time code ("" where the account was there).

    Raises ValidationError where the role is held already, or a second administrator's role is asked for.
    """
    data = form.cleaned_data
    try:
        with transaction.atomic():
            user, code = form.found, ""
            if user is None:
                user = User.objects.create_user(data["username"], name=data["name"])
                code = OneTimeCode.issue([user])[user.pk]
            made = Appointment.objects.create(
                committee_id=actor.committee_id,
                user=user,
                role=data["role"],
                unit=data["unit"],
                since=data["since"],
            )
            record(actor, "appointment.create", made, {"role": made.role})
    except IntegrityError as error:
        raise ValidationError(
            _(
                "This role is held already, or the account is another administrator's: the three are separate persons."
            )
        ) from error
    return made, code


def end(appointment: Appointment, actor: Any, day: date | None = None) -> None:
    """The last day is yesterday, so that the role is gone at once; one begun today lasts today."""
    with transaction.atomic():
        last = (day or timezone.localdate()) - timedelta(days=1)
        appointment.until = max(last, appointment.since)
        appointment.save(update_fields=["until"])
        record(actor, "appointment.end", appointment, {"role": appointment.role})


def slip(appointment: Appointment, actor: Any) -> str:
    """A new one-time code for the account: the way back in without mail. Earlier unused codes stop working."""
    with transaction.atomic():
        code = OneTimeCode.issue([appointment.user])[appointment.user_id]
        record(actor, "appointment.slip", appointment)
    return code
