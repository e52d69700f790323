"""What happened, written in the transaction in which it happened: append-only, hash-chained per committee.

The chain holds no personal names: people appear as their subject key, rows as model name and id, changes as states
and field names. The words of a reason stand beside the chain in `Remark`, which can be erased.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from luzhi.tenancy.models import TenantModel


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, obj: models.Model) -> EntryQuerySet:
        """The history of one row."""
        return self.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk)

    def visible_to(self, user: Any) -> EntryQuerySet:
        """The whole chain is the audit administrator's; a row's own history is shown with the row."""
        roles = {held.role for held in getattr(user, "holdings", ())}
        return self.filter(committee_id=user.committee_id) if "audit_admin" in roles else self.none()


class Entry(models.Model):
    """One link. `seq`, `at`, `previous` and `digest` are filled by the database (see the first migration)."""

    pk = models.CompositePrimaryKey("committee", "seq")
    committee = models.ForeignKey("organisation.Committee", models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)
    actor_key = models.UUIDField(null=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    changes = models.JSONField(default=dict)
    remark_id = models.UUIDField(null=True)
    previous = models.BinaryField(default=b"")
    digest = models.BinaryField(default=b"")

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["committee", "subject_id", "seq"], name="audit_entry_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: Any) -> RemarkQuerySet:
        """Remarks are read beside the entry they belong to, never by themselves."""
        return self.none()


class Remark(TenantModel):
    """The words that somebody gave with a change (a reason, a note): personal, so not in the chain."""

    text = models.TextField()

    objects = RemarkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:40]


def record(
    actor: Any, verb: str, obj: models.Model, changes: dict[str, Any] | None = None, remark: str = ""
) -> None:
    """Write what `actor` (None: the system) did to `obj`, a tenant row or a committee, in this transaction."""
    committee_id: UUID = getattr(obj, "committee_id", None) or obj.pk
    said = Remark.objects.create(committee_id=committee_id, text=remark).pk if remark else None
    Entry(
        committee_id=committee_id,
        actor_key=getattr(actor, "subject_key", None),
        verb=verb,
        subject_type=obj._meta.label_lower,
        subject_id=obj.pk,
        changes=changes or {},
        remark_id=said,
    ).save(force_insert=True)


def remarks(entries: list[Entry]) -> dict[UUID, str]:
    """The words beside these entries, by remark id."""
    wanted = [entry.remark_id for entry in entries if entry.remark_id]
    return dict(Remark.objects.filter(pk__in=wanted).values_list("pk", "text")) if wanted else {}
