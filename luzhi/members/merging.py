"""Two records of one person become one, with every row that pointed at either kept and the former versions too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.audit.models import record
from luzhi.core.forms import ReasonForm
from luzhi.members.models import Person

FILLED = (
    "born_on",
    "native_place",
    "education",
    "degree",
    "title",
    "employer",
    "address",
    "mobile",
    "email",
    "user_id",
)


class MergeForm(ReasonForm):
    other = forms.ModelChoiceField(
        Person.objects.all(),
        label=gettext_lazy("the record to be merged into this one"),
        help_text=gettext_lazy("its rows move here; it stays as a pointer to this record"),
    )


def merge(kept: Person, merged: Person, actor: Any, reason: str) -> int:
    """Move every row of `merged` to `kept`; the number of rows moved.

    A row that `kept` has already (the same activity, the same membership) is not doubled: the one of `merged` goes,
    and its former version stays in the table of versions.
    """
    if kept.pk == merged.pk or kept.merged_into_id or merged.merged_into_id:
        raise ValidationError(_("Choose two different records, neither of them merged already."))
    with transaction.atomic():
        moved = sum(
            _move(relation, kept, merged) for relation in Person._meta.related_objects if relation.one_to_many
        )
        taken = [name for name in FILLED if not getattr(kept, name) and getattr(merged, name)]
        values = {name: getattr(merged, name) for name in taken}
        merged.merged_into, merged.user = kept, None
        merged.save(update_fields=["merged_into", "user"])
        for name, value in values.items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save(update_fields=[*taken, "version"])
        record(
            actor, "person.merge", kept, {"fields": taken, "merged": str(merged.pk), "rows": moved}, reason
        )
    return moved


def _move(relation: Any, kept: Person, merged: Person) -> int:
    model: type[models.Model] = relation.related_model
    if model is Person or hasattr(
        model, "pgh_id"
    ):  # pointers of earlier merges, and versions, stay as they were
        return 0
    moved = 0
    for row in model._base_manager.filter(**{relation.field.name: merged}):
        moved += _moved(row, relation.field.attname, kept)
    return moved


def _moved(row: models.Model, attname: str, kept: Person) -> int:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{attname: kept.pk})
            return 1
    except IntegrityError:
        row.delete()
        return 0
