"""Rows of a ledger as a file whose columns the importer of the same kind reads again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luzhi.exchange.registry import Importer
from luzhi.exchange.writing import Target, Unwritable, Written, write_csv, write_json, write_xlsx

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def export(importer: Importer, rows: QuerySet[Any], target: Target, form: str, user: Any = None) -> Written:
    """Write these rows in one of the TYPES, in constant memory. `user` None sees every value."""
    headings = [str(column.label) for column in importer.columns]
    values = importer.values(rows, user)
    writers: dict[str, Callable[[], Written]] = {
        "xlsx": lambda: write_xlsx(target, headings, values, title=str(importer.label)),
        "csv": lambda: write_csv(target, headings, values),
        "json": lambda: write_json(target, [column.name for column in importer.columns], values),
    }
    if form not in writers:
        raise Unwritable(_("Rows are written as .xlsx, .csv or .json."))
    return writers[form]()


def form_of(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")
