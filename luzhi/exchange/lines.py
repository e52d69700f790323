"""One line of an import on its way to the database: what it wants written, what was refused, what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.exchange.cells import Value
from luzhi.exchange.rows import Parsed, Table


@dataclass(eq=False)
class Write:
    """One database row that a line makes, changes or takes away. `before`: the stored values that change."""

    obj: models.Model
    made: bool
    before: dict[str, Any] = field(default_factory=dict)
    removed: bool = False


class Writes:
    """All writes of one import by row id: lines that share a row (an outcome document) share its write."""

    def __init__(self) -> None:
        self._by_id: dict[UUID, Write] = {}

    def put(self, obj: models.Model, wanted: Mapping[str, Any]) -> Write | None:
        """Give the row these values; None when it has them already. Raises ValidationError by field name."""
        write = self._by_id.get(obj.pk)
        made = obj._state.adding
        changed = _changed(obj, wanted, made)
        if write is None and (made or changed):
            write = self._by_id[obj.pk] = Write(obj, made)
        for attname, value in changed.items():
            if write and not made:
                write.before.setdefault(attname, getattr(obj, attname))
            setattr(obj, attname, value)
        return write

    def remove(self, obj: models.Model) -> Write:
        return self._by_id.setdefault(obj.pk, Write(obj, False, removed=True))


def _changed(obj: models.Model, wanted: Mapping[str, Any], made: bool) -> dict[str, Any]:
    """Stored names and values of what differs, each valid for its field."""
    changed, faults = {}, {}
    for name, value in wanted.items():
        column = obj._meta.get_field(name)
        if isinstance(value, models.Model):
            value = value.pk
        if not made and getattr(obj, column.attname) == value:  # type: ignore[union-attr]
            continue
        try:
            changed[column.attname] = _valid(column, value, obj)  # type: ignore[union-attr]
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise ValidationError(faults)
    return changed


def _valid(column: Any, value: Any, obj: models.Model) -> Any:
    """The value as the field takes it. A reference is ours, so it needs no query; the rest is checked without one."""
    if isinstance(value, str) and "\0" in value:
        raise ValidationError(_("It holds a character that no text may hold"))
    if column.is_relation or (value is None and column.null):
        return value
    if isinstance(column, models.DecimalField) and isinstance(value, Decimal):
        value = value.quantize(Decimal(1).scaleb(-column.decimal_places)) if _fits(column, value) else value
    return column.clean(value, obj)


def _fits(column: models.DecimalField[Any, Any], value: Decimal) -> bool:
    """No digit is lost by the field's decimals; others are left for the field itself to refuse."""
    return value.scaleb(column.decimal_places) % 1 == 0 and abs(value) < Decimal(10) ** column.max_digits


class Line:
    """A row of the sheet with its values by column; a column that the sheet lacks has none, and changes nothing."""

    def __init__(self, parsed: Parsed, table: Table, writes: Writes) -> None:
        self.number = parsed.row_number
        self.values: dict[str, Value] = parsed.values
        self.refusals = list(parsed.refusals)
        self.writes: list[Write] = []
        self.notes: list[Text] = []  # shown in the preview: a namesake, a unit that is made on the way
        self.subject: models.Model | None = None
        self._table = table
        self._writes = writes

    @property
    def state(self) -> str:
        """refused, new, changed or same."""
        if self.refusals:
            return "refused"
        if any(write.made for write in self.writes if write.obj is self.subject):
            return "new"
        return "changed" if self.writes else "same"

    def has(self, *names: str) -> bool:
        """Is one of the columns in the sheet (and was its cell taken)?"""
        return any(name in self.values for name in names)

    def text(self, name: str) -> str:
        """The text of a cell, "" when blank or when the sheet has no such column."""
        value = self.values.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def picked(self, *names: str) -> dict[str, Any]:
        """The values of these columns as far as the sheet has them."""
        return {name: self.values[name] for name in names if name in self.values}

    def refuse(self, column: str, reason: Text, value: Value = None) -> None:
        """`column` is a name of ours, or "" for the line as a whole."""
        said = self.values.get(column) if value is None else value
        self.refusals.append(self._table.refusal(self.number, column, said, str(reason)))

    def put(self, obj: models.Model, wanted: Mapping[str, Any]) -> None:
        """Want a row with these values, new (`obj` is unsaved) or stored; what its fields refuse, the line refuses."""
        try:
            write = self._writes.put(obj, wanted)
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                self.refuse(name, " ".join(texts), wanted[name] if not self.has(name) else None)
            return
        if write and write not in self.writes:
            self.writes.append(write)

    def put_subject(self, obj: models.Model, wanted: Mapping[str, Any]) -> None:
        """The row that the line is about: it decides between new and changed."""
        self.subject = obj
        self.put(obj, wanted)

    def remove(self, obj: models.Model) -> None:
        self.writes.append(self._writes.remove(obj))

    def not_before(self, later: str, earlier: str, since: Any = None) -> None:
        """Refuse when the date of one column lies before that of another (or before `since`)."""
        end, start = self.values.get(later), since or self.values.get(earlier)
        if end is not None and start is not None and end < start:  # type: ignore[operator]
            self.refuse(later, _("It lies before %(start)s") % {"start": start})

    @property
    def changes(self) -> list[tuple[Text, Any, Any]]:
        """What a preview shows of stored rows: label of the field, value before, value after."""
        shown: list[tuple[Text, Any, Any]] = []
        for write in self.writes:
            for attname, before in write.before.items():
                column = next(f for f in write.obj._meta.concrete_fields if f.attname == attname)
                shown.append((column.verbose_name, before, getattr(write.obj, attname)))
        return shown


def distinct(lines: Iterable[Line]) -> list[tuple[int, Write]]:
    """The writes of these lines, each once, with the number of the first line that wants it."""
    seen: dict[int, tuple[int, Write]] = {}
    for line in lines:
        for write in line.writes:
            seen.setdefault(id(write), (line.number, write))
    return list(seen.values())
