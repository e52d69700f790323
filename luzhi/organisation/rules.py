"""Dated rules of the committee: a change is a new row from its day on, the former ones stay (field.md 2.16).

Each room declares its own in its `rules.py`: how the text that somebody writes becomes the stored value, and back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.audit.models import record
from luzhi.core.access import Text
from luzhi.core.registry import Registry
from luzhi.organisation.models import Setting
from luzhi.organisation.years import FIRST, LAST


@dataclass(frozen=True)
class Rule:
    """`code` names the Setting. `read` takes what was written and raises ValidationError; `show` gives it back as text.

    `default` holds where nothing is set; None says that `otherwise` tells in words what holds then.
    """

    code: str
    label: Text
    default: Any
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str
    help: Text = ""
    otherwise: Text = ""

    def words(self, value: Any) -> Text:
        return self.otherwise if value is None else self.show(value)


rules: Registry[Rule] = Registry("rule")


def whole(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number between two, both included."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValidationError(
                _("Write a whole number between %(low)s and %(high)s.") % {"low": low, "high": high}
            )
        return int(text)

    return read


def lines(text: str) -> list[str]:
    """Reads a list, one entry a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def as_lines(value: list[str]) -> str:
    return "\n".join(value)


def from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValidationError(_("Write a number, a text in quotes, or a JSON list.")) from error


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


rules.add(
    Rule(
        "work_year",
        _("year whose work is shown first"),
        None,
        whole(FIRST, LAST),
        help=_("such as 2026"),
        otherwise=_("the current year"),
    ),
    Rule("study_day", _("fixed study day of the month"), 15, whole(1, 31), help=_("a day of the month: 15")),
)


class RuleForm(forms.Form):
    name = forms.ChoiceField(label=_("rule"))
    value = forms.CharField(label=_("value"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    since = forms.DateField(
        label=_("in force from"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("What was handed over before this day keeps the deadlines it was given."),
    )

    def __init__(self, *args: Any, chosen: str = "", shown: str = "", **kwargs: Any) -> None:
        """`chosen`: the rule that the page asks to change, `shown` its value now."""
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = rules.choices()  # type: ignore[attr-defined]
        if rule := rules.get(chosen):
            self.initial = {**self.initial, "name": rule.code, "value": shown}
            self.fields["value"].help_text = str(rule.help)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if {"name", "value"} <= set(cleaned):
            try:
                cleaned["value"] = rules[cleaned["name"]].read(cleaned["value"].strip())
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


def set_rule(form: RuleForm, actor: Any) -> Setting:
    """The rule from its day on; set twice for one day, the later stands."""
    data = form.cleaned_data
    with transaction.atomic():
        setting, _created = Setting.objects.update_or_create(
            committee_id=actor.committee_id,
            name=data["name"],
            since=data["since"],
            defaults={"value": data["value"]},
        )
        record(actor, "setting.set", setting, {"name": setting.name})
    return setting


@dataclass(frozen=True)
class InForce:
    """A rule as it stands today, and what is set for a later day."""

    rule: Rule
    value: Text
    since: Any
    coming: tuple[tuple[Any, Text], ...]


def in_force(committee: UUID) -> list[InForce]:
    """Every rule with its value of today, in one query."""
    today, found = timezone.localdate(), dict[str, list[Setting]]()
    for setting in Setting.objects.filter(committee=committee).order_by("since"):
        found.setdefault(setting.name, []).append(setting)
    return [_in_force(rule, found.get(rule.code, []), today) for rule in rules]


def _in_force(rule: Rule, dated: list[Setting], today: Any) -> InForce:
    past = [setting for setting in dated if setting.since <= today]
    now = past[-1] if past else None
    coming = tuple((each.since, rule.words(each.value)) for each in dated if each.since > today)
    value = rule.words(now.value if now else rule.default)
    return InForce(rule, value, now.since if now else None, coming)


def history(committee: UUID) -> list[dict[str, Any]]:
    """Every value ever set, newest first; one that no rule declares any more is shown as it is stored."""
    return [
        {
            "label": rule.label if (rule := rules.get(row.name)) else row.name,
            "value": rule.words(row.value) if rule else as_json(row.value),
            "since": row.since,
        }
        for row in Setting.objects.filter(committee=committee).order_by("-since", "name")
    ]
