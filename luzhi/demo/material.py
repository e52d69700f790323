"""What the demonstration year is made of: the tables and word lists in `data/`, each headed by the note that it is invented."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> dict[str, Any]:
    """A word list: `data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """A table: the rows of `data/<name>.csv` under its header; lines that begin with # are notes."""
    lines = (DATA / f"{name}.csv").read_text("utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))
