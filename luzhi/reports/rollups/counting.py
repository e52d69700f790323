"""Counting figures for committees and twelve months, some forty figures in one statement that stores what it finds.

A figure's rows fall into months by the day that `Scope.rows` is given. The statement names no committee: it counts by
committee, and the database shows those of the block. Three sorts of figures:

- plain: months add up to the year;
- people: a person of two months is one person of the year, so the year is counted by itself;
- stock: the rows of a figure that asks for no day, such as members on the last day of the window; each month is
  counted by itself, and the year is its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


def dated(wanted: Sequence[Figure], year: int) -> Query:
    """Counts and stores all of these, none of them a stock, for whichever committees are shown."""
    return _storing([_dated(group, year) for group in _of_the_same_rows(tuple(wanted))], wanted, year)


def stocks(wanted: Sequence[Figure], year: int, today: date, committees: tuple[UUID, ...]) -> Query | None:
    """Counts and stores these stocks at the end of each month that has begun; the year's is the last of them."""
    begun = [number for number in MONTHS if date(year, number, 1) <= today]
    windows: list[tuple[Window, int | None]] = [(month_window(year, number), number) for number in begun]
    windows.append((year_window(year), None))
    parts = [_at(figure, window, number, committees) for figure in wanted for window, number in windows]
    return _storing(parts, wanted, year) if begun and parts else None


def _storing(parts: Sequence[Query], wanted: Sequence[Figure], year: int) -> Query:
    found = " UNION ALL ".join(sql for sql, _parameters in parts)
    given = tuple(each for _sql, parameters in parts for each in parameters)
    sql = STORE.format(found=found, months=_array("value"), records=_array("records"))
    return sql, (*given, year, [figure.code for figure in wanted], year, year)


@lru_cache(maxsize=64)
def _of_the_same_rows(wanted: tuple[Figure, ...]) -> list[tuple[Figure, ...]]:
    """Figures that reduce the same rows in different ways, such as person-times and persons: they are read once."""
    groups: dict[Query, tuple[Figure, ...]] = {}
    for figure in wanted:
        scope = Whoever(NOBODY, year_window(2000))
        key = figure.records(scope).order_by().values_list("pk").query.sql_with_params()
        groups[key] = (*groups.get(key, ()), figure)
    return list(groups.values())


@lru_cache(maxsize=2048)
def _dated(group: tuple[Figure, ...], year: int) -> Query:
    scope = Whoever(NOBODY, year_window(year))
    rows = group[0].records(scope)
    inner, parameters = _columns(group, rows, ExtractMonth(scope.days[0])).query.sql_with_params()
    sets = "(rolled_committee, rolled_month)" + ("" if all(map(adds_up, group)) else ", (rolled_committee)")
    values = ", ".join(f"{_value(figure, place)} AS value_{place}" for place, figure in enumerate(group))
    lines = ", ".join(
        f"(%s::text, value_{place}::numeric, {str(adds_up(figure)).lower()})"
        for place, figure in enumerate(group)
    )
    sql = GROUPED.format(inner=inner, values=values, sets=sets, lines=lines)
    return sql, (*parameters, *(figure.code for figure in group))


def _at(figure: Figure, window: Window, number: int | None, committees: tuple[UUID, ...]) -> Query:
    rows = figure.records(Scope(committees[0], window, committees[1:]))
    inner, parameters = _columns((figure,), rows, F("pk")).query.sql_with_params()
    month = "NULL::int" if number is None else f"{number}"
    return GROUPED_AT.format(inner=inner, value=_value(figure, 0), month=month), (figure.code, *parameters)


def _columns(group: Sequence[Figure], rows: QuerySet[Any], month: Any) -> QuerySet[Any]:
    """Committee, month and what each figure reduces; a row once, whatever was joined."""
    reduced = {f"rolled_{place}": F(each.total or each.people or "pk") for place, each in enumerate(group)}
    named = rows.order_by().annotate(
        rolled_committee=F("committee_id"), rolled_month=month, rolled_row=F("pk"), **reduced
    )
    found: QuerySet[Any] = named.values_list("rolled_committee", "rolled_month", "rolled_row", *reduced)
    return found.distinct() if _multiplied(rows) else found


def _multiplied(rows: QuerySet[Any]) -> bool:
    """Whether a join leads to many rows."""
    joins = (getattr(each, "join_field", None) for each in rows.query.alias_map.values())
    return any(to and (to.one_to_many or to.many_to_many) for to in joins)


def _value(figure: Figure, place: int) -> str:
    if figure.total:
        return f"sum(rolled_{place})"
    return f"count(DISTINCT rolled_{place})" if figure.people else "count(*)"


def _array(column: str) -> str:
    return f"ARRAY[{', '.join(f'coalesce(max({column}) FILTER (WHERE month = {n}), 0)' for n in MONTHS)}]"


GROUPED: Final = """
    SELECT line.code, committee, month, line.value, records, line.adds FROM (
        SELECT rolled_committee AS committee, rolled_month::int AS month, count(*) AS records, {values}
        FROM ({inner}) counted GROUP BY GROUPING SETS ({sets})
    ) grouped CROSS JOIN LATERAL (VALUES {lines}) line (code, value, adds)
    WHERE month IS NOT NULL OR NOT line.adds"""
GROUPED_AT: Final = """
    SELECT %s::text AS code, rolled_committee AS committee, {month} AS month, {value}::numeric AS value,
        count(*) AS records, false AS adds
    FROM ({inner}) counted GROUP BY rolled_committee"""
STORE: Final = """
WITH found AS ({found}), lines AS (
    SELECT committee, code, {months}::numeric(24,4)[] AS months, {records}::int[] AS records,
        coalesce(max(value) FILTER (WHERE month IS NULL), sum(value) FILTER (WHERE adds), 0)::numeric(24,4) AS whole
    FROM found GROUP BY committee, code
), gone AS (
    DELETE FROM reports_countedyear old WHERE year = %s AND code = ANY(%s)
        AND NOT EXISTS (SELECT FROM lines WHERE (lines.committee, lines.code) = (old.committee_id, old.code))
)
INSERT INTO reports_countedyear AS old (id, committee_id, year, code, months, records, whole)
SELECT gen_random_uuid(), committee, %s, code, months, records, whole FROM lines
WHERE NOT EXISTS (
    SELECT FROM reports_countedyear same
    WHERE same.committee_id = lines.committee AND same.year = %s AND same.code = lines.code
        AND (same.months, same.records, same.whole) = (lines.months, lines.records, lines.whole))
ON CONFLICT (committee_id, year, code)
DO UPDATE SET months = excluded.months, records = excluded.records, whole = excluded.whole"""


def run(query: Query) -> int:
    """How many stored lines are new or changed."""
    with connection.cursor() as cursor:
        cursor.execute(*query)
        return int(cursor.rowcount)


@contextmanager
def prepared(query: Query) -> Iterator[Callable[[], int]]:
    """The query planned once, for every committee that is shown by itself; what it gives runs it."""
    name = f"roll_up_{new_id().hex}"
    with connection.cursor() as cursor:
        text = connection.ops.compose_sql(*query)  # type: ignore[attr-defined]
        cursor.execute(f"PREPARE {name} AS {text}")

        def execute() -> int:
            cursor.execute(f"EXECUTE {name}")
            return int(cursor.rowcount)

        yield execute
        cursor.execute(f"DEALLOCATE {name}")
