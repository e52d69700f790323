"""Small sheets for tests: rows of dictionaries as a file of any kind."""

import csv
from pathlib import Path
from typing import Any

from django.db import models

from luzhi.exchange.writing import write_xlsx
from luzhi.organisation.models import Committee
from tests.exchange.driving import Result, import_file


def sheet(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    path = folder / name
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    values = [[row.get(heading) for heading in headings] for row in rows]
    if path.suffix == ".xlsx":
        write_xlsx(path, headings, values)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headings, *values])
    return path


class Importing:
    """Imports rows of one kind into one committee."""

    def __init__(self, kind: str, committee: Committee, folder: Path) -> None:
        self.kind, self.committee, self.folder = kind, committee, folder

    def __call__(self, *rows: dict[str, Any], name: str = "sheet.csv", **wish: Any) -> Result:
        actor = wish.pop("actor", None)
        return import_file(self.kind, sheet(self.folder, name, *rows), self.committee, actor, **wish)


def counts(result: Result) -> tuple[int, int, int, int]:
    """created, updated, unchanged, refused cells."""
    told = result.as_json()
    return told["created"], told["updated"], told["unchanged"], len(told["refused"])


def reasons(result: Result) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason) for one in result.refused]


def stored(*tables: type[models.Model]) -> dict[str, list[dict[str, Any]]]:
    """Everything that these tables hold, to compare before and after."""
    return {table.__name__: list(table._base_manager.order_by("pk").values()) for table in tables}
