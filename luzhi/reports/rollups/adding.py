"""Adding up the tree: what a committee confirmed itself and what those beneath it did, each from its direct children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from luzhi.core.periods import month as month_window
from luzhi.organisation.models import Committee
from luzhi.reports.models import TOLD, MonthlyReport, MonthState, TreeState
from luzhi.reports.rollups.counting import MONTHS
from luzhi.reports.rollups.due import Dues, dues

_OWN = ", ".join(f"coalesce(sum(value) FILTER (WHERE month = {n}), 0)" for n in MONTHS)
_ALL = ", ".join(f"sum(months[{n}])" for n in MONTHS)
ADD_UP: Final = f"""
WITH own AS (
    SELECT r.committee_id, date_part('month', r.month)::int AS month, f.key AS code,
        (f.value ->> 'value')::numeric AS value, (f.value ->> 'to_date')::numeric AS to_date,
        date_part('month', max(r.month) OVER (PARTITION BY r.committee_id))::int AS latest
    FROM reports_monthlyreport r
    JOIN reports_monthlyedition e
        ON e.committee_id = r.committee_id AND e.report_id = r.id AND e.edition = r.edition
    LEFT JOIN LATERAL jsonb_each(e.figures) f ON true
    WHERE r.committee_id = ANY(%(committees)s) AND date_part('year', r.month) = %(year)s
), lines AS (
    SELECT committee_id, code, ARRAY[{_OWN}] AS months,
        CASE WHEN bool_or(to_date IS NOT NULL) THEN coalesce(max(to_date) FILTER (WHERE month = latest), 0)
        ELSE sum(value) END AS whole
    FROM own WHERE code IS NOT NULL GROUP BY committee_id, code
    UNION ALL
    SELECT c.parent_id, t.code, t.months, t.whole
    FROM organisation_committee c JOIN reports_treeyear t ON t.committee_id = c.id AND t.year = %(year)s
    WHERE c.parent_id = ANY(%(committees)s)
), sums AS (
    SELECT committee_id, code, ARRAY[{_ALL}]::numeric(24,4)[] AS months, sum(whole)::numeric(24,4) AS whole
    FROM lines GROUP BY committee_id, code
), gone AS (
    DELETE FROM reports_treeyear old WHERE year = %(year)s AND committee_id = ANY(%(committees)s)
        AND NOT EXISTS (SELECT FROM sums WHERE (sums.committee_id, sums.code) = (old.committee_id, old.code))
)
INSERT INTO reports_treeyear AS old (id, committee_id, year, code, months, whole)
SELECT gen_random_uuid(), committee_id, %(year)s, code, months, whole FROM sums
WHERE NOT EXISTS (
    SELECT FROM reports_treeyear same
    WHERE same.committee_id = sums.committee_id AND same.year = %(year)s AND same.code = sums.code
        AND (same.months, same.whole) = (sums.months, sums.whole))
ON CONFLICT (committee_id, year, code) DO UPDATE SET months = excluded.months, whole = excluded.whole"""  # noqa: S608 (the numbers of the months alone)


def add_up(committees: Sequence[UUID], year: int) -> int:
    """The sums of these committees, of which and of whose children the database must show the rows; lines changed."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP, {"committees": list(committees), "year": year})
        return int(cursor.rowcount)


def tell_states(committees: Sequence[UUID], year: int, today: date) -> None:
    """How far the months of these committees and of all beneath them are."""
    own = _own_states(committees, year)
    owed = dues(committees)
    beneath: dict[UUID, list[TreeState]] = {}
    children = TreeState.objects.filter(committee__parent__in=committees, year=year)
    for state in children.select_related("committee"):
        beneath.setdefault(state.committee.parent_id, []).append(state)
    told = [
        _told(each, year, _words(own.get(each, {}), owed[each], year, today), beneath.get(each, []))
        for each in committees
    ]
    TreeState.objects.bulk_create(
        told,
        update_conflicts=True,
        unique_fields=["committee", "year"],
        update_fields=["committees", "confirmed", "corrected", "late", "own", "rolled_at"],
    )


def _own_states(committees: Iterable[UUID], year: int) -> dict[UUID, dict[int, str]]:
    rows = MonthlyReport.objects.filter(committee__in=committees, month__year=year, edition__gt=0)
    found: dict[UUID, dict[int, str]] = {}
    for committee, month, state in rows.values_list("committee", "month", "state"):
        found.setdefault(committee, {})[month.month] = state
    return found


def _words(own: dict[int, str], owed: Dues, year: int, today: date) -> list[str]:
    return [owed.word(own.get(number, ""), month_window(year, number), today) for number in MONTHS]


def _told(committee: UUID, year: int, words: list[str], beneath: list[TreeState]) -> TreeState:
    def total(name: str, mine: list[bool]) -> list[int]:
        return [
            sum(column)
            for column in zip(map(int, mine), *(getattr(each, name) for each in beneath), strict=True)
        ]

    return TreeState(
        committee_id=committee,
        year=year,
        committees=1 + sum(each.committees for each in beneath),
        confirmed=total("confirmed", [word in TOLD for word in words]),
        corrected=total("corrected", [word == MonthState.CORRECTED for word in words]),
        late=total("late", [word == "late" for word in words]),
        own=words,
        rolled_at=timezone.now(),
    )


def children_of(committees: Iterable[UUID]) -> list[UUID]:
    return list(Committee.objects.filter(parent__in=committees).values_list("pk", flat=True))
