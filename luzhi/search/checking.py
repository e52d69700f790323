"""The index held against the texts, for `luzhi verify`: a second way, from the rows as Python reads them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from luzhi.core.showing import Column
from luzhi.search.folding import LONGEST, fold
from luzhi.search.models import Entry
from luzhi.search.registry import Searchable, searchables

CHUNK = 500


def differing(committee: UUID) -> Iterator[tuple[str, UUID]]:
    """(kind, id) of the texts whose entry is missing, left over or differs."""
    for each in searchables:
        entries = Entry.objects.filter(committee=committee, kind=each.code)
        rows = each.visible(None, committee, {})
        for part in batched(rows.order_by("pk").iterator(CHUNK)):
            held = entries.in_bulk([row.pk for row in part])
            yield from ((each.code, row.pk) for row in part if not _same(each, row, held.get(row.pk)))
        for pk in entries.exclude(pk__in=rows.values("pk")).values_list("pk", flat=True):
            yield each.code, pk


def batched(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while part := list(islice(rows, CHUNK)):
        yield part


def _same(of: Searchable, row: Any, entry: Entry | None) -> bool:
    if entry is None:
        return False
    title = fold(str(row.title)) if of.title == "title" else ""
    body = fold("。".join(str(Column(name, "").value(row)) for name in of.texts)[:LONGEST])
    return (entry.title, entry.body, entry.at) == (title, body, getattr(row, of.at))
