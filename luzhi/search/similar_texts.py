"""The texts of a searchable, read for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from luzhi.search.registry import Searchable
from luzhi.search.similar_finding import Load
from luzhi.search.similar_reading import Reading

LONGEST_TITLE = 80


def rows(searchable: Searchable, user: Any, committee: UUID, wanted: list[UUID]) -> dict[UUID, Any]:
    """The rows that the user may see, by id; `user` None is the office."""
    found = searchable.visible(user, committee, {}).filter(pk__in=wanted)
    return {row.pk: row for row in found.select_related(*searchable.joins)}


def reading(searchable: Searchable, row: Any) -> Reading:
    body = "\n".join(str(getattr(row, name)) for name in searchable.texts)
    return Reading(str(attrgetter(searchable.title)(row)), body)


def loader(searchable: Searchable, user: Any, committee: UUID) -> Load:
    def load(wanted: list[UUID]) -> Mapping[UUID, Reading]:
        found = rows(searchable, user, committee, wanted)
        return {pk: reading(searchable, row) for pk, row in found.items()}

    return load


def split(text: str) -> Reading:
    """A text that came as a file: its first line is the title where it looks like one."""
    lines = text.strip().split("\n", 1)
    first = lines[0].strip()
    if len(lines) == 2 and 0 < len(first) <= LONGEST_TITLE and not first.endswith(("。", "；", "：", ":")):
        return Reading(first, lines[1].strip())
    return Reading("", text.strip())
