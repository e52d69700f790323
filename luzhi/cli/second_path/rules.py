"""The .sql files beside this one, and which figures each of them counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from luzhi.activities.registry import kinds

FOLDER = Path(__file__).parent
FIGURES = re.compile(r"^-- Figures: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """One file: `sql` with its comment, `patterns` of the codes that it counts."""

    name: str
    sql: str
    patterns: tuple[str, ...]

    def counts(self, code: str) -> bool:
        return any(fnmatchcase(code, written) for pattern in self.patterns for written in _written(pattern))


def _written(pattern: str) -> list[str]:
    """The pattern with each kind, and each measure of the kind, in its place."""
    if "{measure}" in pattern:
        return [pattern.format(kind=kind.code, measure=one.code) for kind in kinds for one in kind.measures]
    return [pattern.format(kind=kind.code) for kind in kinds] if "{kind}" in pattern else [pattern]


@cache
def rules() -> tuple[Rule, ...]:
    """All files, by name."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*.sql")))


def _read(file: Path) -> Rule:
    sql = file.read_text("utf-8")
    return Rule(file.stem, sql, tuple(code for line in FIGURES.findall(sql) for code in line.split()))


@cache
def rule_of(code: str) -> Rule | None:
    """The rule by which plain SQL counts the figure of that code, if there is one."""
    return next((rule for rule in rules() if rule.counts(code)), None)
