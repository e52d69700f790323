"""Stored values of a row as text and back, exactly; and one digest of them all, to see whether a row was edited."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import orjson
from django.db import models


def as_text(value: Any) -> str | bool | int | None:
    """A stored value for JSON: exact, and the same whether it was just computed or read from the database."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def pack(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {attname: as_text(value) for attname, value in values}


def packed(obj: models.Model) -> dict[str, Any]:
    """All stored values of a row by attribute name."""
    return pack((f.attname, getattr(obj, f.attname)) for f in obj._meta.concrete_fields)


def unpack(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Python values of what `pack` made."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}


def digest(obj: models.Model) -> str:
    return hashlib.sha256(orjson.dumps(packed(obj), option=orjson.OPT_SORT_KEYS)).hexdigest()
