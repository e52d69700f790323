"""What the steps of handling ask for."""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.handling.behalf import on_behalf
from luzhi.handling.classes import scheme
from luzhi.handling.models import Handling, HandlingState
from luzhi.organisation.secrecy import refuse_marked

PROMISES: Final = 8
LONG: Final = forms.Textarea(attrs={"rows": 3})
DAY: Final = forms.DateInput(attrs={"type": "date"})


class UnitForm(StepForm):
    """A unit's own step. Whoever takes it on a unit's behalf may note the paper that it stands on."""

    remark = forms.CharField(
        label=_("paper of the unit"),
        max_length=500,
        required=False,
        help_text=_("You enter this on behalf of the unit: number and date of its paper."),
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        if obj is None or not on_behalf(user, obj):
            del self.fields["remark"]
        else:
            self.order_fields([*(name for name in self.fields if name != "remark"), "remark"])


class ObjectionForm(UnitForm):
    objection = forms.CharField(
        label=_("reason of the objection"),
        widget=LONG,
        max_length=500,
        help_text=_("by which duty it is not this unit's, and whose it is"),
    )


class ExtensionForm(UnitForm):
    extension_until = forms.DateField(label=_("extension asked until"), widget=DAY)
    extension_reason = forms.CharField(label=_("reason of the extension"), widget=LONG, max_length=500)


class OpinionForm(UnitForm):
    opinion = forms.CharField(
        label=_("opinion of the joint unit"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20000
    )

    def clean_opinion(self) -> str:
        refuse_marked(self.cleaned_data["opinion"])
        return str(self.cleaned_data["opinion"])


class AnswerForm(UnitForm):
    """The answer with its class; a class that promises asks for what will be done and by when.

    It begins with what the row says was written already: `obj.begun()`, by the names of the fields.
    """

    answer_class = forms.ChoiceField(label=_("answer class"), widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("text of the answer"),
        widget=forms.Textarea(attrs={"rows": 18, "data-count": ""}),
        max_length=100_000,
        strip=False,
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        self.classes = scheme(user.committee_id, timezone.localdate())
        self.fields["answer_class"].choices = [(each.code, each.label) for each in self.classes]  # type: ignore[attr-defined]
        for number in range(1, PROMISES + 1):
            numbered = {"number": number}
            self.fields[f"promise_{number}"] = forms.CharField(
                label=_("promise %(number)s: what will be done") % numbered, max_length=500, required=False
            )
            self.fields[f"promise_by_{number}"] = forms.DateField(
                label=_("promise %(number)s: by when") % numbered, widget=DAY, required=False
            )
        if obj is not None:
            self.initial = {**_filled(obj.begun()), **self.initial}

    @property
    def promise_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [
            (self[f"promise_{number}"], self[f"promise_by_{number}"]) for number in range(1, PROMISES + 1)
        ]

    @property
    def promising(self) -> list[str]:
        """The codes of the classes that carry promises."""
        return [each.code for each in self.classes if each.promises]

    def clean_body(self) -> str:
        text = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        if not text.strip():
            raise ValidationError(_("Write the text first."), code="required")
        refuse_marked(text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        promises = []
        for number in range(1, PROMISES + 1):
            text, until = cleaned.pop(f"promise_{number}", ""), cleaned.pop(f"promise_by_{number}", None)
            if bool(text) != bool(until):
                self.add_error(f"promise_{number}", _("A promise has both a text and a day."))
            elif text:
                promises.append((text, until))
        if cleaned.get("answer_class") in self.promising and not promises and not self.errors:
            self.add_error("promise_1", _("An answer of this class names what will be done and by when."))
        cleaned["promises"] = promises
        return cleaned


def _filled(begun: dict[str, Any]) -> dict[str, Any]:
    """What was written already, its promises in the rows of the form."""
    values = {name: value for name, value in begun.items() if name != "promises"}
    for number, (text, until) in enumerate(begun.get("promises", ())[:PROMISES], 1):
        values |= {f"promise_{number}": text, f"promise_by_{number}": until}
    return values


class SignForm(UnitForm):
    number = forms.CharField(
        label=_("document number"), max_length=40, help_text=_("such as 萍教函〔2018〕12号")
    )
    signed_by = forms.CharField(label=_("signed by"), max_length=60)
    sent_on = forms.DateField(label=_("day of the answer"), initial=timezone.localdate, widget=DAY)

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        if obj is not None and not on_behalf(user, obj):
            self.initial = {"signed_by": str(user), **self.initial}


class BulkSignForm(SignForm):
    """Many answers signed at one go: # in the document number stands for the serial, one after another."""

    number = forms.CharField(
        label=_("document number"),
        max_length=34,
        help_text=_("# stands for the serial, such as 萍教函〔2018〕#号"),
    )
    first = forms.IntegerField(label=_("first serial"), min_value=1, max_value=99_999, initial=1)
    field_order = ("number", "first", "signed_by", "sent_on")

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number.count("#") != 1:
            raise ValidationError(_("Write one # where the serial stands."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["serials"] = count(cleaned.pop("first", 1))
        return cleaned


def in_turn(row: Handling, data: dict[str, Any]) -> dict[str, Any]:
    """One answer's number; an answer that can't be signed now takes none, so that none is left out."""
    serials = data.pop("serials")
    if row.state == HandlingState.REVIEWED:
        data["number"] = data["number"].replace("#", str(next(serials)))
    return data
