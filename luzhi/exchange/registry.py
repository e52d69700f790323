"""Importers: what each ledger takes from a spreadsheet and writes to one. Declared in each room's `imports.py`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from luzhi.core.access import Text, Who
from luzhi.core.models import Record
from luzhi.core.registry import Registry
from luzhi.exchange.columns import Column
from luzhi.exchange.lines import Line
from luzhi.exchange.writing import Value
from luzhi.organisation.models import Committee

Values = Callable[[QuerySet[Any], Any], Iterator[Sequence[Value]]]


@dataclass(frozen=True)
class Incoming:
    """The lines of one sheet, and for whom they are read. `actor` None is the system; `stem` is the file's name."""

    committee: Committee
    actor: Any
    stem: str
    lines: Sequence[Line]
    accounts: bool = False  # new members get accounts, to be opened by one-time codes


class Reader(ABC):
    """Resolves lines against what is stored. The constructor loads all it needs in a constant number of queries."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.committee = incoming.committee

    @abstractmethod
    def key(self, line: Line) -> Hashable:
        """The natural key of the line within the committee; None where lines may be equal."""

    @abstractmethod
    def read(self, line: Line) -> None:
        """Put what the line wants, or refuse it with the reason."""

    def new(self, model: type[models.Model]) -> Any:
        """An unsaved row of the committee."""
        made = model(committee=self.committee)
        if isinstance(made, Record):
            made.entered_by = self.incoming.actor
        return made


@dataclass(frozen=True)
class Importer:
    """One KIND. `values(rows, user)` gives one or more tuples a row in the order of `columns` (user None: all)."""

    code: str
    label: Text
    model: type[Record]
    columns: tuple[Column, ...]
    reader: type[Reader]
    values: Values
    edit: Who  # on each row that is made or changed, when somebody signed in imports
    sums: tuple[str, ...] = ()  # columns whose totals are told
    accounts: bool = False


importers: Registry[Importer] = Registry("importer")
