"""Running the rules: every window at once, one statement for each file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection

from luzhi.cli.second_path.rules import Rule, rule_of

ASKED = """
WITH asked (ask, committee, first_day, last_day) AS (
    SELECT * FROM unnest(%s::int[], %s::uuid[], %s::date[], %s::date[])
)
SELECT * FROM ("""


@dataclass(frozen=True)
class Asked:
    """Rows of these committees from the first to the last day, both included."""

    committees: tuple[UUID, ...]
    first: date
    last: date


Count = dict[tuple[str, Asked], Decimal]
"""By figure and what was asked. Every figure with a rule stands in it."""


def count(codes: Iterable[str], asked: Iterable[Asked]) -> Count:
    """What plain SQL counts; a figure without a rule is left out.

    The committees' rows must be shown to the database (`tenants`).
    """
    wanted = list(dict.fromkeys(asked))
    families: dict[Rule, list[str]] = {}
    for code in codes:
        if (rule := rule_of(code)) is not None:
            families.setdefault(rule, []).append(code)
    found: Count = {}
    for rule, mine in families.items():
        told = _told(rule, wanted)
        found |= {(code, one): told.get((code, one), Decimal(0)) for code in mine for one in wanted}
    return found


def _told(rule: Rule, wanted: Sequence[Asked]) -> Count:
    """The values that one file gives; what is nothing may be missing."""
    rows = [(number, pk, one.first, one.last) for number, one in enumerate(wanted) for pk in one.committees]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 4
    with connection.cursor() as cursor:
        cursor.execute("\n".join((ASKED, rule.sql.replace("%", "%%"), ") AS told")), columns)
        return {(code, wanted[number]): Decimal(value or 0) for number, code, value in cursor.fetchall()}
