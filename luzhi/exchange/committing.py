"""Writing an import: one transaction, in bulk, with a batch that remembers every database row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.core.models import Record
from luzhi.exchange.lines import Write, distinct
from luzhi.exchange.models import Action, Batch, BatchRow
from luzhi.exchange.preview import Preview
from luzhi.exchange.stored import digest, pack, packed
from luzhi.organisation.models import Committee

CHUNK = 500


class NotCommitted(Exception):  # noqa: N818 (an outcome, said to the reader)
    """Nothing was written; the message says why in the reader's language."""


def one_at_a_time(committee: Committee, kind: str) -> None:
    """Imports of one kind into one committee wait for each other until the transaction ends."""
    key = hashlib.sha256(f"{committee.pk} {kind}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key, "big", signed=True)])


def commit(seen: Preview, sha256: str, keep_good: bool = False) -> Batch | None:
    """Write what the preview says; None when there is nothing to write.

    All or nothing: refused lines stop everything unless `keep_good`. Raises NotCommitted.
    """
    if not keep_good and seen.refusals:
        raise NotCommitted(
            _("Nothing was imported: some rows are refused. Mend them, or import the others alone.")
        )
    writes = distinct(seen.good)
    if not writes:
        return None
    batch = _batch(seen, sha256)
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            _write([write for _number, write in writes])
            BatchRow.objects.bulk_create([_row(batch, *numbered) for numbered in writes], CHUNK)
            counts = {name: getattr(batch, name) for name in ("created", "updated", "unchanged", "refused")}
            record(seen.asked.actor, "batch.import", batch, {"kind": batch.kind, **counts})
            check_references()
    except DatabaseError as error:
        raise NotCommitted(
            _("Nothing was imported: the database refused it. %(why)s") % {"why": _why(error)}
        ) from error
    return batch


def _batch(seen: Preview, sha256: str) -> Batch:
    counts, asked = seen.counts, seen.asked
    return Batch(
        committee=asked.committee,
        entered_by=asked.actor,
        kind=asked.importer.code,
        file=asked.file[-200:],
        sha256=sha256,
        created=counts["new"],
        updated=counts["changed"],
        unchanged=counts["same"],
        refused=counts["refused"],
    )


def _write(writes: list[Write]) -> None:
    """Removals, changes, additions: what is closed makes room for what begins. References are checked at the end."""
    for model, group in _by_model(write for write in writes if write.removed):
        model._base_manager.filter(pk__in=[write.obj.pk for write in group]).delete()
    changed = [write for write in writes if not write.made and not write.removed]
    for model, group in _by_model(changed):
        _update(model, group)
    for model, group in _by_model(write for write in writes if write.made):
        model._base_manager.bulk_create([write.obj for write in group], CHUNK)


def _by_model(writes: Iterable[Write]) -> list[tuple[type[models.Model], list[Write]]]:
    groups: dict[type[models.Model], list[Write]] = {}
    for write in writes:
        groups.setdefault(type(write.obj), []).append(write)
    return list(groups.items())


def _update(model: type[models.Model], group: list[Write]) -> None:
    """Change stored rows, each of which must still be as it was read."""
    names = {name for write in group for name in write.before}
    if issubclass(model, Record):
        _lock(model, group)
        names.add("version")
    upsert(model, [write.obj for write in group], names)


def _lock(model: type[Record], group: list[Write]) -> None:
    rows = {write.obj.pk: write for write in group}
    locked = model._base_manager.select_for_update(of=("self",)).filter(pk__in=rows)
    versions: dict[Any, int] = dict(locked.values_list("pk", "version"))
    for pk, write in rows.items():
        obj: Any = write.obj
        if versions.get(pk) != obj.version:
            raise NotCommitted(
                _("Nothing was imported: “%(row)s” was changed in the meantime.") % {"row": obj}
            )
        write.before["version"] = obj.version
        obj.version += 1


def upsert(model: type[models.Model], objs: list[Any], names: Iterable[str]) -> None:
    """Update many rows in few statements; every row is stored already."""
    fields = {field.attname: field.name for field in model._meta.concrete_fields}
    model._base_manager.bulk_create(
        objs,
        CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(fields[name] for name in names),
    )


def _row(batch: Batch, number: int, write: Write) -> BatchRow:
    action = Action.REMOVED if write.removed else Action.CREATED if write.made else Action.UPDATED
    before = packed(write.obj) if write.removed else pack(write.before.items())
    return BatchRow(
        committee_id=batch.committee_id,
        batch=batch,
        row=number,
        action=action,
        subject_type=write.obj._meta.label_lower,
        subject_id=write.obj.pk,
        before=before,
        digest="" if write.removed else digest(write.obj),
    )


def check_references() -> None:
    """Keys are checked at the end of a transaction; here their fault can still be told."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _why(error: DatabaseError) -> str:
    """The database's own first line: the name of the rule that was broken."""
    return str(error).partition("\n")[0]
