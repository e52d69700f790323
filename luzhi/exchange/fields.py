"""Columns that follow a model's field: its label, its length, its kind of value, its choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from luzhi.core.access import Text
from luzhi.exchange.columns import Choice, Column, Kind

KINDS: dict[type[models.Field[Any, Any]], Kind] = {
    models.DateTimeField: "datetime",
    models.DateField: "date",
    models.DecimalField: "decimal",
    models.IntegerField: "integer",
}


def choices_of(pairs: Any, aliases: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    """Choices of a field, each with further words that sheets use for it (parted by blanks)."""
    known = aliases or {}
    return tuple(Choice(str(code), label, tuple(known.get(str(code), "").split())) for code, label in pairs)


def column(model: type[models.Model], name: str, *aliases: str, **options: Any) -> Column:
    """The column of a field. `field` names it when it is called otherwise; every attribute of Column may be given."""
    field = model._meta.get_field(options.pop("field", name))
    words: Mapping[str, str] | None = options.pop("words", None)
    label: Text = options.pop("label", field.verbose_name)  # type: ignore[union-attr]
    chosen = getattr(field, "choices", None)
    if chosen and "kind" not in options:
        options |= {"kind": "choice", "choices": choices_of(chosen, words)}
    kind = next((kind for base, kind in KINDS.items() if isinstance(field, base)), "text")
    options.setdefault("kind", kind)
    if options["kind"] == "text":
        options.setdefault("longest", getattr(field, "max_length", None))
        options.setdefault("key", isinstance(field, models.CharField))
    return Column(name, label, aliases, **options)
