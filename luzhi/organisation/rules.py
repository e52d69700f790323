"""Dated rules of the committee: a change is a new row from its day on, the former ones stay (field.md 2.16)."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.audit.models import record
from luzhi.organisation.models import Setting

NAMES = (
    ("work_year", _("year whose work is shown first")),
    ("study_day", _("fixed study day of the month")),
    ("answer_days", _("days to answer a proposal")),
    ("reactions", _("reactions shown on the portal")),
)


class RuleForm(forms.Form):
    name = forms.ChoiceField(label=_("rule"), choices=NAMES)
    value = forms.CharField(
        label=_("value"), max_length=2000, help_text=_("a number, a text in quotes, or a JSON list")
    )
    since = forms.DateField(
        label=_("in force from"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_value(self) -> Any:
        try:
            return json.loads(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(_("Write a number, a text in quotes, or a JSON list.")) from error


def set_rule(form: RuleForm, actor: Any) -> Setting:
    """The rule from its day on; set twice for one day, the later stands."""
    data = form.cleaned_data
    with transaction.atomic():
        rule, _created = Setting.objects.update_or_create(
            committee_id=actor.committee_id,
            name=data["name"],
            since=data["since"],
            defaults={"value": data["value"]},
        )
        record(actor, "setting.set", rule, {"name": rule.name})
    return rule
