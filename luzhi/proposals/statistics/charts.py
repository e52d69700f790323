"""Charts of the statistics: the numbers of its tables, drawn."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from luzhi.proposals.statistics.reading import Totals
from luzhi.proposals.statistics.tables import CLASSES, Table, full, label

MOST = 15  # bars of a chart; the table below has them all


def over_years(years: list[int], found: Totals) -> dict[str, Any]:
    return _stacked("columns", ("received", "filed", "answered"), years, found)


def classes(years: list[int], found: Totals) -> dict[str, Any]:
    used = [name for name in CLASSES if any(found[full(name), year] for year in years)]
    return _stacked("stacked", tuple(used), years, found) if used else {}


def _stacked(kind: str, names: tuple[str, ...], years: list[int], found: Totals) -> dict[str, Any]:
    rows = [[str(year), *(found[full(name), year] for name in names)] for year in years]
    return {
        "kind": kind,
        "unit": "件",
        "columns": [_("Year"), *(str(label(name)) for name in names)],
        "rows": rows,
    }


def largest(table: Table, name: str) -> dict[str, Any]:
    """The largest parts of one column of a breakdown."""
    place = next((at for at, column in enumerate(table.columns) if column.name == name), 0)
    if not place:
        return {}
    parts = [(str(row.cells[0].text), int(str(row.cells[place].text))) for row in table.rows]
    columns = [str(table.columns[0].label), str(label(name))]
    shown = [list(part) for part in sorted(parts, key=lambda part: -part[1]) if part[1]][:MOST]
    return {"kind": "bars", "unit": "件", "columns": columns, "rows": shown}
