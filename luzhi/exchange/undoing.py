"""Taking a batch back: what it made goes away, what it changed becomes again what it was, to the last character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.accounts.models import OneTimeCode
from luzhi.audit.models import record
from luzhi.exchange.committing import NotCommitted, check_references, one_at_a_time, upsert
from luzhi.exchange.models import Action, Batch, BatchRow
from luzhi.exchange.stored import digest, unpack

NAMED = 10
NO_USERS = ("exchange", "pghistory")  # their tables tell what happened to rows; they don't build on them
GOES_ALONG = (OneTimeCode,)  # hangs on a row that the batch made and has no life of its own


class NotUndone(NotCommitted):
    """The batch stays; `rows` names what was edited or is used since."""

    def __init__(self, message: str, rows: list[str]) -> None:
        named = "、".join(rows[:NAMED]) + ("…" if len(rows) > NAMED else "")
        super().__init__(message % {"count": len(rows), "rows": named} if rows else message)
        self.rows = rows


class _Rows:
    """The batch's rows of one model, with what is stored of them now."""

    def __init__(self, label: str, rows: list[BatchRow]) -> None:
        self.model: type[models.Model] = apps.get_model(label)
        self.rows = rows
        alive = [row.subject_id for row in rows if row.action != Action.REMOVED]
        self.stored = {obj.pk: obj for obj in self.model._base_manager.filter(pk__in=alive)}

    def of(self, action: Action) -> list[BatchRow]:
        return [row for row in self.rows if row.action == action]

    @property
    def created(self) -> list[Any]:
        return [row.subject_id for row in self.of(Action.CREATED)]

    def edited(self) -> Iterator[str]:
        """Names of the rows that are not as the import left them."""
        for row in self.rows:
            obj = self.stored.get(row.subject_id)
            if row.action != Action.REMOVED and (obj is None or digest(obj) != row.digest):
                yield str(obj) if obj else _("row %(row)s (deleted)") % {"row": row.row}


def undo(batch: Batch, actor: Any) -> None:
    """Restore every row of the batch. Raises NotUndone, with names, where rows were edited or used since."""
    one_at_a_time(batch.committee, batch.kind)
    try:
        with transaction.atomic():
            fresh = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
            if fresh.undone_at:
                raise NotUndone(_("This import was taken back already."), [])
            _undo(fresh)
            record(actor, "batch.undo", fresh, {"kind": fresh.kind})
            check_references()
    except DatabaseError as error:
        raise NotUndone(_("It can't be taken back: its rows are used elsewhere."), []) from error
    batch.refresh_from_db()


def _undo(batch: Batch) -> None:
    labelled: dict[str, list[BatchRow]] = {}
    for row in batch.rows.all():
        labelled.setdefault(row.subject_type, []).append(row)
    groups = [_Rows(label, rows) for label, rows in labelled.items()]
    if edited := [name for group in groups for name in group.edited()]:
        raise NotUndone(_("%(count)s rows were edited since the import: %(rows)s."), edited)
    if used := [name for group in groups for name in _users(group, groups)]:
        raise NotUndone(_("%(count)s later rows build on this import: %(rows)s."), used)
    for group in groups:
        _delete(group)
    for group in groups:
        _restore(group)
    batch.undone_at = timezone.now()
    batch.version += 1
    batch.save(update_fields=["undone_at", "version"])


def _delete(group: _Rows) -> None:
    """In any order: nothing else points at these rows, and keys are checked at the end."""
    if not group.created:
        return
    for along in GOES_ALONG:
        for key in along._meta.concrete_fields:
            if key.related_model is group.model:
                along._base_manager.filter(**{f"{key.name}__in": group.created}).delete()
    doomed = group.model._base_manager.filter(pk__in=group.created)
    doomed._raw_delete(doomed.db)


def _users(group: _Rows, groups: list[_Rows]) -> Iterator[str]:
    """Names of rows outside the batch that point at rows which the batch made."""
    if not group.created:
        return
    own: dict[type[models.Model], set[Any]] = {other.model: set(other.stored) for other in groups}
    for relation in group.model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or not getattr(
            relation.field, "db_constraint", True
        ):
            continue
        model: Any = relation.related_model
        if model in GOES_ALONG or model._meta.app_label in NO_USERS:
            continue
        pointing = model._base_manager.filter(**{f"{relation.field.name}__in": group.created})
        yield from (str(obj) for obj in pointing.exclude(pk__in=own.get(model, ())))


def _restore(group: _Rows) -> None:
    changed, names = [], set()
    for row in group.of(Action.UPDATED):
        obj = group.stored[row.subject_id]
        for attname, value in unpack(group.model, row.before).items():
            setattr(obj, attname, value)
            names.add(attname)
        changed.append(obj)
    if changed:
        upsert(group.model, changed, names)
    group.model._base_manager.bulk_create(
        [group.model(**unpack(group.model, row.before)) for row in group.of(Action.REMOVED)]
    )
