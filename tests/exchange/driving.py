"""Import, export and undo as one call each, with all that tests ask about in one result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from luzhi.exchange.bringing import bring
from luzhi.exchange.committing import NotCommitted
from luzhi.exchange.exporting import export, form_of
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.marking import marked_sheet
from luzhi.exchange.models import Batch
from luzhi.exchange.preview import Preview, Request
from luzhi.exchange.registry import importers
from luzhi.exchange.rows import Refusal
from luzhi.exchange.undoing import undo
from luzhi.organisation.models import Committee


@dataclass
class Result:
    """What an import did (or, dry, would do). Refused with row 0: the file as a whole."""

    kind: str
    file: str
    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    checks: list[str] = field(
        default_factory=list
    )  # totals printed in the sheet that its rows don't add up to
    unknown: tuple[str, ...] = ()  # headings that are imported nowhere
    batch: Batch | None = None
    taken: bool = False  # nothing stood in the way

    def as_json(self) -> dict[str, Any]:
        """The shape that `luzhi import --json` promises; amounts are exact decimals as strings."""
        written = self.counts if self.taken else Counter[str]()
        return {
            "kind": self.kind,
            "file": self.file,
            "rows": sum(self.counts.values()),
            "created": written["new"],
            "updated": written["changed"],
            "unchanged": self.counts["same"],
            "refused": [
                {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason}
                for one in self.refused
            ],
            "totals": {name: f"{value:f}" for name, value in self.totals.items()},
            "checks": self.checks,
            "unknown": list(self.unknown),
            "batch": str(self.batch.pk) if self.batch else None,
        }


class Wish(TypedDict, total=False):
    """How to import: what the user says of headings, and what may be done about refused lines."""

    mapping: Mapping[str, str] | None
    dry_run: bool
    keep_good: bool
    accounts: bool
    refused_to: Path | None


def import_file(
    kind: str, path: Path, committee: Committee, actor: Any = None, **wish: Unpack[Wish]
) -> Result:
    """Import a file in one transaction, all or nothing unless `keep_good`.

    The committee's rows must be shown (`tenants`). Refusals are in the result; raises KeyError for an unknown kind.
    """
    path = Path(path)
    asked = Request(
        importers[kind], committee, actor, path.name, wish.get("mapping") or {}, wish.get("accounts", False)
    )
    keep_good, dry_run = wish.get("keep_good", False), wish.get("dry_run", False)
    try:
        with transaction.atomic():
            seen, batch = bring(asked, path, keep_good=keep_good, dry_run=dry_run)
    except (Unreadable, NotCommitted) as error:
        return Result(kind, path.name, refused=[Refusal(0, "", "", path.name, str(error))])
    result = _result(seen)
    if (marked := wish.get("refused_to")) and result.refused:
        marked_sheet(marked, seen.table.matched, result.refused)
    result.batch, result.taken = batch, keep_good or not result.refused
    return result


def _result(seen: Preview) -> Result:
    return Result(
        seen.asked.importer.code,
        seen.asked.file,
        seen.counts,
        seen.refusals,
        seen.totals,
        [str(check) for check in seen.table.checks if not check.agrees],
        seen.table.matched.unknown,
    )


def undo_batch(batch: UUID | str, actor: Any = None) -> Batch:
    """Take a batch back. Raises Batch.DoesNotExist, or NotUndone with the names of what was edited since."""
    found = Batch.objects.select_related("committee").get(pk=batch)
    undo(found, actor)
    return found


def export_file(kind: str, committee: Committee, path: Path) -> int:
    """Write all rows of the committee (.xlsx, .csv, .json by the name's ending); returns how many lines.

    Raises Unwritable when the kind of file cannot hold them; a file is then not left half-written.
    """
    importer, path = importers[kind], Path(path)
    rows = importer.model._base_manager.filter(committee=committee)
    partial = path.with_name(f".{path.name}.partial")
    try:
        written = export(importer, rows, partial, form_of(path))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return written.rows
