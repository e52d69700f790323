"""What the steps of handling ask for."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.handling.classes import scheme
from luzhi.organisation.secrecy import refuse_marked

PROMISES: Final = 5
LONG: Final = forms.Textarea(attrs={"rows": 3})
DAY: Final = forms.DateInput(attrs={"type": "date"})


class ObjectionForm(StepForm):
    objection = forms.CharField(
        label=_("reason of the objection"),
        widget=LONG,
        max_length=500,
        help_text=_("by which duty it is not this unit's, and whose it is"),
    )


class ExtensionForm(StepForm):
    extension_until = forms.DateField(label=_("extension asked until"), widget=DAY)
    extension_reason = forms.CharField(label=_("reason of the extension"), widget=LONG, max_length=500)


class OpinionForm(StepForm):
    opinion = forms.CharField(
        label=_("opinion of the joint unit"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20000
    )

    def clean_opinion(self) -> str:
        refuse_marked(self.cleaned_data["opinion"])
        return str(self.cleaned_data["opinion"])


class AnswerForm(StepForm):
    """The answer with its class; a class that promises asks for what will be done and by when."""

    answer_class = forms.ChoiceField(label=_("answer class"), widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("text of the answer"), widget=forms.Textarea(attrs={"rows": 18}), max_length=100_000
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        self.classes = scheme(user.committee_id, timezone.localdate())
        self.fields["answer_class"].choices = [(each.code, each.label) for each in self.classes]  # type: ignore[attr-defined]
        for number in range(1, PROMISES + 1):
            self.fields[f"promise_{number}"] = forms.CharField(
                label=_("promise %(number)s: what will be done") % {"number": number},
                max_length=500,
                required=False,
            )
            self.fields[f"promise_by_{number}"] = forms.DateField(
                label=_("promise %(number)s: by when") % {"number": number}, widget=DAY, required=False
            )

    def clean_body(self) -> str:
        refuse_marked(self.cleaned_data["body"])
        return str(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        promises = []
        for number in range(1, PROMISES + 1):
            text, until = cleaned.pop(f"promise_{number}", ""), cleaned.pop(f"promise_by_{number}", None)
            if bool(text) != bool(until):
                self.add_error(f"promise_{number}", _("A promise has both a text and a day."))
            elif text:
                promises.append((text, until))
        promising = {each.code for each in self.classes if each.promises}
        if cleaned.get("answer_class") in promising and not promises and not self.errors:
            raise ValidationError(_("An answer of this class names what will be done and by when."))
        cleaned["promises"] = promises
        return cleaned


class SignForm(StepForm):
    number = forms.CharField(
        label=_("document number"), max_length=40, help_text=_("such as 萍教函〔2018〕12号")
    )
    signed_by = forms.CharField(label=_("signed by"), max_length=60)
    sent_on = forms.DateField(label=_("sent on"), initial=timezone.localdate, widget=DAY)
