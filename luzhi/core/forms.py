"""Entry forms of records: choices limited to what the user may see, a version against lost updates, one way to save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from luzhi.audit.models import record
from luzhi.core.models import Record


def limit_choices(form: forms.BaseForm, user: Any) -> None:
    """A choice among rows offers, and accepts, only what the user may see."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            chosen = field.queryset
            seen = chosen.model._default_manager.visible_to(user)
            field.queryset = seen.filter(pk__in=chosen.values("pk")) if chosen.query.where else seen


class StepForm(forms.Form):
    """What a step asks for of `obj`. `remark` goes beside the audit row, every other field to the step's effect."""

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.obj = user, obj
        limit_choices(self, user)


class ReasonForm(StepForm):
    """A step that must be explained."""

    remark = forms.CharField(label=_("reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Base of every entry form. A `reason` is asked for where the row already counts (see `counted`)."""

    page = "core/form.html"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("reason of the correction"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The row counts already: the correction stays visible with who, when and why."),
        max_length=500,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["version"].initial = self.instance.version
        adding = self.instance._state.adding
        self.instance.committee_id = user.committee_id if adding else self.instance.committee_id
        self.corrects = not adding and counted(self.instance)  # an edit of a row that figures count
        if not self.corrects:
            del self.fields["reason"]
        limit_choices(self, user)

    def _get_validation_exclusions(self) -> set[str]:
        """Uniqueness within the committee is checked with the form, so that it is refused in words."""
        return super()._get_validation_exclusions() - {"committee"}  # type: ignore[misc,no-any-return]

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"] or self.instance.version)

    def save_parts(self, actor: Any) -> list[str]:
        """Save rows that hang on this one; returns the names of what changed. For forms with parts."""
        return []

    def submit(self, actor: Any) -> Record:
        """Save with audit in one transaction. Raises ValidationError when somebody saved in between."""
        obj: Record = self.instance
        with transaction.atomic():
            created = obj._state.adding
            changed = self._create(obj, actor) if created else self._update(obj)
            changed += self.save_parts(actor)
            verb = f"{obj._meta.model_name}.{'create' if created else 'correct' if self.corrects else 'edit'}"
            record(actor, verb, obj, {"fields": changed}, self.cleaned_data.get("reason", ""))
        return obj

    def _create(self, obj: Record, actor: Any) -> list[str]:
        obj.entered_by = actor
        obj.save(force_insert=True)
        return []

    def _update(self, obj: Record) -> list[str]:
        stored = {field.name for field in obj._meta.concrete_fields} - {"version"}
        changed = [name for name in self.changed_data if name in stored]
        values = {name: getattr(obj, name) for name in (*changed, *obj.derived)}
        rows = type(obj)._base_manager.filter(pk=obj.pk, version=self.cleaned_data["version"])
        values["version"] = models.F("version") + 1
        if not rows.update(**values):  # one statement: one former version is kept
            raise ValidationError(_("Somebody saved this meanwhile; your text is kept below to compare."))
        return changed


def counted(obj: models.Model) -> bool:
    """Do figures count this row already? A model with a state says so by `counts_now`."""
    return bool(getattr(obj, "counts_now", True))
