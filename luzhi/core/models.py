"""What every editable row of the field has: who entered it and when, and a version against lost updates."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.tenancy.models import TenantModel

M = TypeVar("M", bound=models.Model)


def versioned(model: type[M]) -> type[M]:
    """Decorator: the database keeps each former version of a row beside it, whoever changes it by whatever way."""
    track = pghistory.track(
        pghistory.UpdateEvent("before_update", row=pghistory.Old),
        pghistory.DeleteEvent("before_delete", row=pghistory.Old),
        context_field=None,  # type: ignore[arg-type]  # documented as optional, typed without it
        append_only=True,
    )
    tracked: type[M] = track(model)
    return tracked


def joins(model: type[models.Model]) -> list[str]:
    """The rows that a row's words and addresses usually need: its foreign keys, but for the frame's."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.name not in ("committee", "entered_by")
    ]


class Record(TenantModel):
    """A tenant row that people enter and correct. `entered_by` differs from whom it speaks of when done on behalf."""

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    derived: ClassVar[tuple[str, ...]] = ()
    """Fields that `clean()` fills from others: they are saved with every edit."""

    class Meta:
        abstract = True

    def field_values(self) -> dict[str, Any]:
        """Stored values by attribute name, to tell what a form or an effect changed."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}


class Flowing(Record):
    """A record that moves through a flow. Only `Flow.take` writes its state."""

    state = models.CharField(_("state"), max_length=20, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()
