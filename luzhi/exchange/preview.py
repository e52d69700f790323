"""What an import would do, line by line, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from luzhi.exchange.fixing import fix, not_wanted, values_of
from luzhi.exchange.lines import Line, Writes
from luzhi.exchange.registry import Importer, Incoming, Reader
from luzhi.exchange.rows import Refusal, Table, parse
from luzhi.exchange.sheets import read
from luzhi.organisation.models import Committee


@dataclass
class Request:
    """An import that somebody asks for. `actor` None: the system."""

    importer: Importer
    committee: Committee
    actor: Any
    file: str  # its name
    mapping: Mapping[str, str] = field(default_factory=dict)
    accounts: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)  # our column → the text of all its cells


@dataclass
class Preview:
    """Every line with what becomes of it; `table` knows the header, the checks of totals and what was no row."""

    asked: Request
    table: Table
    lines: list[Line]

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.state for line in self.lines)

    @property
    def refusals(self) -> list[Refusal]:
        return [refusal for line in self.lines for refusal in line.refusals]

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.refusals]

    @property
    def totals(self) -> dict[str, Decimal]:
        """Sums of the lines that are taken, by column, exact."""
        sums = {name: Decimal(0) for name in self.asked.importer.sums if name in self.table.matched.places}
        for line in self.good:
            for name in sums:
                sums[name] += Decimal(line.values.get(name) or 0)  # type: ignore[arg-type]
        return sums


def preview(asked: Request, source: str | Path | IO[bytes]) -> Preview:
    """Read the file and resolve its lines. Raises Unreadable (and Unmatched) when the file as a whole cannot be taken."""
    importer = asked.importer
    values = values_of(importer.columns, asked.constants)
    table = parse(read(source, asked.file), not_wanted(importer.columns, values), asked.mapping)
    writes = Writes()
    lines = [Line(parsed, table, writes) for parsed in table]
    fix(table, lines, values)
    incoming = Incoming(asked.committee, asked.actor, Path(asked.file).stem, lines, asked.accounts)
    reader = importer.reader(incoming)
    seen: dict[Hashable, int] = {}
    for line in lines:
        if not line.refusals:
            _read(line, reader, seen)
            _check_actor(line, asked)
    return Preview(asked, table, lines)


def _read(line: Line, reader: Reader, seen: dict[Hashable, int]) -> None:
    key = reader.key(line)
    if key is not None and seen.setdefault(key, line.number) != line.number:
        line.refuse("", _("It repeats row %(row)s") % {"row": seen[key]})
        return
    reader.read(line)


def _check_actor(line: Line, asked: Request) -> None:
    """Nobody imports what he or she could not enter by hand, nor learns of it by a preview."""
    if asked.actor is None or line.subject is None:
        return
    if not asked.importer.edit(asked.actor, line.subject):
        line.writes.clear()
        line.refusals.clear()
        line.refuse("", _("Only %(who)s.") % {"who": asked.importer.edit.label})
