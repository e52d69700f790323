"""政协党组 → 机关党组 → 机关党委 → 机关党支部, from who leads whom; who approved a unit need not be its leader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from luzhi.core.showing import Cell, Column, Row, words
from luzhi.organisation.models import Unit

STEP = "\u3000"  # one level deeper: prints everywhere


def levels(units: Iterable[Unit]) -> Iterator[tuple[int, Unit]]:
    """Each unit once with its depth, led units below their leader; a ring of leaders stands at the top."""
    units = list(units)
    known = {unit.pk for unit in units}
    led: dict[UUID | None, list[Unit]] = defaultdict(list)
    for unit in units:
        led[unit.parent_id if unit.parent_id in known else None].append(unit)
    seen: set[UUID] = set()

    def below(unit: Unit, depth: int) -> Iterator[tuple[int, Unit]]:
        if unit.pk not in seen:
            seen.add(unit.pk)
            yield depth, unit
            for each in led[unit.pk]:
                yield from below(each, depth + 1)

    for top in (*led[None], *units):
        yield from below(top, 0)


def rows(units: Iterable[Unit], columns: tuple[Column, ...]) -> list[Row]:
    """Table rows of the tree, the first cell set in by depth."""
    return [
        Row(
            unit.get_absolute_url(),
            tuple(
                Cell(column, f"{STEP * depth * (not at)}{words(column.value(unit))}")
                for at, column in enumerate(columns)
            ),
        )
        for depth, unit in levels(units)
    ]
