"""Counting one figure for many committees and twelve months in one statement that stores what it finds.

A figure's rows fall into months by the day that `Scope.rows` is given. The statement names no committee: it counts by
committee, and the database shows those of the block. Three sorts of figures:

- plain: months add up to the year;
- people: a person of two months is one person of the year, so the year is counted by itself;
- stock: the rows of a figure that asks for no day, such as members on the last day of the window; each month is
  counted by itself, and the year is its last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import ExtractMonth

from luzhi.core.figures import Figure, Scope
from luzhi.core.periods import Window
from luzhi.core.periods import month as month_window
from luzhi.core.periods import year as year_window
from luzhi.tenancy.ids import new_id

MONTHS: Final = range(1, 13)
NOBODY: Final = new_id()
Query = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Whoever(Scope):
    """All committees that the database shows; remembers by which day the rows fall into the window."""

    days: list[str] = field(default_factory=list)

    def rows(self, queryset: QuerySet[Any], on: str) -> QuerySet[Any]:
        self.days.append(on)
        within: QuerySet[Any] = queryset.filter(
            **{f"{on}__gte": self.window.start, f"{on}__lte": self.window.end}
        )
        return within


@lru_cache(maxsize=1024)
def adds_up(figure: Figure) -> bool:
    """Whether the year is the sum of its months."""
    return not figure.people and day_of(figure) is not None


@lru_cache(maxsize=1024)
def day_of(figure: Figure) -> str | None:
    """The day by which its rows fall into a window; None for a stock."""
    scope = Whoever(NOBODY, year_window(2000))
    figure.records(scope)
    return scope.days[0] if scope.days else None


def statement(figure: Figure, year: int, today: date, committees: tuple[UUID, ...]) -> Query | None:
    """What counts the figure and stores it for all committees shown; None for a stock of a year still to come.

    The committees are asked for by stocks alone: any other statement is the same for all.
    """
    parts = _dated(figure, year) if day_of(figure) else _stock(figure, year, today, committees)
    if parts is None:
        return None
    rows, parameters = parts
    whole = "sum(value)" if adds_up(figure) else "max(value) FILTER (WHERE month IS NULL)"
    sql = STORE.format(rows=rows, whole=whole, months=_array("value"), records=_array("records"))
    return sql, (*parameters, year, figure.code, year, figure.code)


@lru_cache(maxsize=2048)
def _dated(figure: Figure, year: int) -> Query:
    scope = Whoever(NOBODY, year_window(year))
    rows = figure.records(scope)
    inner, parameters = _columns(figure, rows, ExtractMonth(scope.days[0])).query.sql_with_params()
    sets = "(rolled_committee, rolled_month)" + ("" if adds_up(figure) else ", (rolled_committee)")
    return GROUPED.format(inner=inner, value=_value(figure), sets=sets), parameters


def _stock(figure: Figure, year: int, today: date, committees: tuple[UUID, ...]) -> Query | None:
    """The months that have begun, each as its own window; the whole year's is the last of them."""
    begun = [number for number in MONTHS if date(year, number, 1) <= today]
    parts = [_at(figure, month_window(year, number), number, committees) for number in begun]
    parts += [_at(figure, year_window(year), None, committees)] if begun else []
    if not parts:
        return None
    return " UNION ALL ".join(sql for sql, _ in parts), tuple(each for _, given in parts for each in given)


def _at(figure: Figure, window: Window, number: int | None, committees: tuple[UUID, ...]) -> Query:
    rows = figure.records(Scope(committees[0], window, committees[1:]))
    inner, parameters = _columns(figure, rows, F("pk")).query.sql_with_params()
    month = "NULL::int" if number is None else str(number)
    return GROUPED_AT.format(inner=inner, value=_value(figure), month=month), parameters


def _columns(figure: Figure, rows: QuerySet[Any], month: Any) -> QuerySet[Any]:
    """Committee, month and what is reduced of each row; a row once, whatever was joined."""
    named = rows.order_by().annotate(
        rolled_committee=F("committee_id"),
        rolled_month=month,
        rolled_row=F("pk"),
        rolled_value=F(figure.total or figure.people or "pk"),
    )
    found: QuerySet[Any] = named.values_list("rolled_committee", "rolled_month", "rolled_row", "rolled_value")
    return found.distinct() if _multiplied(rows) else found


def _multiplied(rows: QuerySet[Any]) -> bool:
    """Whether a join leads to many rows."""
    joins = (getattr(each, "join_field", None) for each in rows.query.alias_map.values())
    return any(to and (to.one_to_many or to.many_to_many) for to in joins)


def _value(figure: Figure) -> str:
    if figure.total:
        return "sum(rolled_value)"
    return "count(DISTINCT rolled_value)" if figure.people else "count(*)"


def _array(column: str) -> str:
    return f"ARRAY[{', '.join(f'coalesce(max({column}) FILTER (WHERE month = {n}), 0)' for n in MONTHS)}]"


GROUPED: Final = """
    SELECT rolled_committee AS committee, rolled_month::int AS month, {value} AS value, count(*) AS records
    FROM ({inner}) counted GROUP BY GROUPING SETS ({sets})"""
GROUPED_AT: Final = """
    SELECT rolled_committee AS committee, {month} AS month, {value} AS value, count(*) AS records
    FROM ({inner}) counted GROUP BY rolled_committee"""
STORE: Final = """
WITH found AS ({rows}), lines AS (
    SELECT committee, {months}::numeric(24,4)[] AS months, {records}::int[] AS records,
        coalesce({whole}, 0)::numeric(24,4) AS whole
    FROM found GROUP BY committee
), gone AS (
    DELETE FROM reports_countedyear old WHERE year = %s AND code = %s
        AND NOT EXISTS (SELECT FROM lines WHERE lines.committee = old.committee_id)
)
INSERT INTO reports_countedyear AS old (id, committee_id, year, code, months, records, whole)
SELECT gen_random_uuid(), committee, %s, %s, months, records, whole FROM lines
ON CONFLICT (committee_id, year, code)
DO UPDATE SET months = excluded.months, records = excluded.records, whole = excluded.whole
WHERE (old.months, old.records, old.whole) IS DISTINCT FROM (excluded.months, excluded.records, excluded.whole)"""


def run(query: Query) -> int:
    """How many stored lines are new or changed."""
    with connection.cursor() as cursor:
        cursor.execute(*query)
        return int(cursor.rowcount)
