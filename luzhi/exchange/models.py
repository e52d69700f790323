"""What was imported: the batch with every database row it wrote, so that it can be taken back exactly."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.models import Record
from luzhi.core.pages import ledgers
from luzhi.exchange.registry import importers
from luzhi.tenancy.models import TenantModel


def importable(user: Any) -> list[str]:
    """The kinds whose rows this user may enter, and so import."""
    return [ledger.exchange for ledger in ledgers if ledger.exchange and ledger.importing(user, None)]


def private_path(upload: Upload, filename: str) -> str:
    """In the committee's own folder, under a name that nobody can guess and that says nothing."""
    return f"exchange/{upload.committee_id}/{uuid4().hex}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> UploadQuerySet:
        """A file between preview and commit is its sender's, as long as he or she may import its kind."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(committee_id=user.committee_id, actor=user, kind__in=importable(user))


class Upload(TenantModel):
    """An uploaded sheet, kept for a day. `mapping`: their heading → our column, as the user said.

    `constants`: our column → one text for all rows, where the file has no such column.
    """

    kind = models.CharField(max_length=30)
    actor = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file = models.FileField(upload_to=private_path, max_length=120)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    constants = models.JSONField(default=dict)
    accounts = models.BooleanField(default=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exchange:upload", args=[self.pk])


def kind_choices() -> list[tuple[str, Any]]:
    return importers.choices()


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: Any) -> BatchQuerySet:
        """Whoever may import a kind sees its batches."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(committee_id=user.committee_id, kind__in=importable(user))


class Batch(Record):
    """One import that wrote something. Its lines are counted, its database rows are `rows`."""

    kind = models.CharField(_("kind"), max_length=30, choices=kind_choices)
    file = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    created = models.PositiveIntegerField(_("new"))
    updated = models.PositiveIntegerField(_("modified"))
    unchanged = models.PositiveIntegerField(_("unchanged"))
    refused = models.PositiveIntegerField(_("refused"))
    undone_at = models.DateTimeField(_("taken back at"), null=True, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at"]
        indexes = [models.Index(fields=["committee", "kind", "sha256"], name="batch_file")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.file}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:batch", args=[self.pk])

    @property
    def standing(self) -> Text:
        return _("taken back") if self.undone_at else _("imported")


class Action(models.TextChoices):
    CREATED = "created", _("new")
    UPDATED = "updated", _("modified")
    REMOVED = "removed", _("taken away")


class BatchRowQuerySet(models.QuerySet["BatchRow"]):
    def visible_to(self, user: Any) -> BatchRowQuerySet:
        return self.filter(batch__in=Batch.objects.visible_to(user))


class BatchRow(TenantModel):
    """One database row of a batch. `before`: stored values to restore; `digest`: of all values as the import left them."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()  # of the sheet
    action = models.CharField(max_length=10, choices=Action)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    before = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch"], name="batch_row_batch")]

    def __str__(self) -> str:
        return f"{self.row} {self.action} {self.subject_type}"
