"""One value for all rows of a column that the file does not have: state=submitted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused, Value, converter
from luzhi.exchange.columns import Column
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.lines import Line
from luzhi.exchange.rows import Table


def values_of(columns: Sequence[Column], constants: Mapping[str, str]) -> dict[str, Value]:
    """The values by our column. Raises Unreadable for an unknown column or a text that it does not take."""
    known = {column.name: column for column in columns}
    found = {}
    for name, text in constants.items():
        if name not in known:
            message = _("“%(name)s” is no column here. Columns: %(columns)s.")
            raise Unreadable(message % {"name": name, "columns": ", ".join(known)})
        try:
            found[name] = converter(known[name])(text)
        except Refused as refused:
            raise Unreadable(f"{known[name].label}：{text}：{refused}") from refused
    return found


def not_wanted(columns: Sequence[Column], constants: Collection[str]) -> list[Column]:
    """The columns as the file must have them: what is fixed it need not."""
    return [replace(column, required=False) if column.name in constants else column for column in columns]


def fix(table: Table, lines: Sequence[Line], values: Mapping[str, Value]) -> None:
    """Give every line the values. Raises Unreadable where the file has such a column itself."""
    for name in values:
        if place := table.matched.places.get(name):
            message = _("The file itself has the column “%(heading)s”: no fixed value is taken for it.")
            raise Unreadable(message % {"heading": place.heading})
    for line in lines:
        line.values.update(values)
