"""Entry forms on the editor: a draft of every keystroke, three parts of one text, saved or submitted in one go."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.core.forms import RecordForm
from luzhi.core.models import Record
from luzhi.writing.comparing import marked
from luzhi.writing.drafts import code_of, finish, shown
from luzhi.writing.sections import PARTS, Parts, compose, decompose

PART_NAMES = tuple(str(role) for role in PARTS)
IN_PARTS, WHOLE = "parts", "whole"  # the shapes of a text


SUBMIT = "submit"  # name of the second button


class WritingForm(RecordForm):
    """A record form whose page keeps a draft. `submitting`: the steps of which the second button takes the open one.

    `overtaken`: what somebody else saved meanwhile, field by field beside what was sent; saving again keeps the latter.
    """

    page = "writing/editor.html"
    submitting: tuple[str, ...] = ()
    beside = ""  # URL name of the fragment that stands beside the text: similar ones with their answers

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code_of(self.instance)
        self.overtaken: list[dict[str, Any]] = []

    @property
    def draft(self) -> dict[str, Any]:
        return shown(self.user, self.code)

    @cached_property
    def submit_label(self) -> Text:
        """The step's words, where the row stands before one."""
        steps = (flows.of(self.instance)[code] for code in self.submitting)
        return next((step.label for step in steps if self.instance.state in step.source), "")

    def submit(self, actor: Any) -> Record:
        """Save, take the step where its button was pressed, and be done with the draft: all or nothing."""
        with transaction.atomic():
            row = self._saved(actor)
            finish(actor, self.code)
            if SUBMIT in self.data and self.submit_label:
                self._take(row, actor)
        return row

    def _saved(self, actor: Any) -> Record:
        try:
            return super().submit(actor)
        except ValidationError:
            stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
            if stored is not None and stored.version != self.cleaned_data["version"]:
                self._compare(stored)
            raise

    def _compare(self, stored: Any) -> None:
        """Show both, and let the next saving begin from what is stored now."""
        data: Any = self.data
        data = data.copy()
        data["version"] = str(stored.version)
        self.data = data
        for name in self.changed_data:
            there, here = (str(getattr(row, name, "") or "") for row in (stored, self.instance))
            if there != here and isinstance(self.fields[name], forms.CharField):
                self.overtaken.append({"label": self.fields[name].label, "html": marked(there, here)})

    def _take(self, row: Any, actor: Any) -> None:
        flow = flows.of(row)
        opened = (offer.step.code for offer in flow.open_to(actor, row) if offer.step.code in self.submitting)
        flow.take(next(opened, self.submitting[0]), row, actor)


class PartsForm(WritingForm):
    """A text in three parts, stored as one: `body` of the model. A text of another form stays one field."""

    shape = forms.CharField(widget=forms.HiddenInput, required=False)
    situation = forms.CharField(label=_("1. What was found"), required=False, strip=False)
    analysis = forms.CharField(label=_("2. Where the problem lies"), required=False, strip=False)
    suggestions = forms.CharField(label=_("3. Concrete suggestions"), required=False, strip=False)
    texts = (*PART_NAMES, "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = decompose(self.instance.body) if self.instance.body else Parts()
        for name in PART_NAMES:
            self.initial.setdefault(name, getattr(stored or Parts(), name))
        self.initial.setdefault("shape", IN_PARTS if stored else WHOLE)
        body: Any = self.fields["body"]
        body.required, body.strip = False, False
        for name, rows in zip(self.texts, (8, 8, 10, 24), strict=True):
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows, "data-count": ""})
            self.fields[name].required = False
        if self.is_bound:
            self.data = self._composed(self.data)

    @property
    def is_whole(self) -> bool:
        return bool(self["shape"].value() != IN_PARTS)

    def _composed(self, sent: Any) -> Any:
        """What was sent, with the text as one; line ends as stored, so that an untouched text stays as it was."""
        data = sent.copy()
        for name in self.texts:
            data[name] = unix(data.get(name) or "")
        if data.get("shape") == IN_PARTS:
            data["body"] = compose(Parts(*(data[name] for name in PART_NAMES)))
        if data["body"] == unix(self.instance.body):
            data["body"] = self.instance.body
        return data

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        names = ("body",) if self.is_whole else PART_NAMES
        if not any((cleaned.get(name) or "").strip() for name in names):
            self.add_error(names[0], ValidationError(_("Write the text first."), code="required"))
        return cleaned


def unix(text: str) -> str:
    """With the line ends of a text area."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
