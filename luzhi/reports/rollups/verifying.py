"""The tree's sums by a second way: month by month, what a committee's editions in force say and its children's sums.

Every committee is checked against those directly beneath it; when all agree, the top is the sum of everything confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import connection

from luzhi.organisation.models import Committee
from luzhi.reports.rollup import with_children

BY_HAND: Final = """
WITH in_force AS (
    SELECT report_id, max(edition) AS edition FROM reports_monthlyedition WHERE committee_id = %(committee)s GROUP BY 1
), parts AS (
    SELECT date_part('year', r.month)::int AS year, date_part('month', r.month)::int AS month, line.key AS code,
        (line.value ->> 'value')::numeric AS value
    FROM in_force JOIN reports_monthlyedition e USING (report_id, edition)
    JOIN reports_monthlyreport r ON r.id = e.report_id CROSS JOIN jsonb_each(e.figures) line
    UNION ALL
    SELECT t.year, n, t.code, t.months[n] FROM reports_treeyear t
    JOIN organisation_committee c ON c.id = t.committee_id CROSS JOIN generate_series(1, 12) n
    WHERE c.parent_id = %(committee)s
), expected AS (
    SELECT year, month, code, sum(value) AS value FROM parts GROUP BY 1, 2, 3
), kept AS (
    SELECT year, n AS month, code, months[n] AS value FROM reports_treeyear CROSS JOIN generate_series(1, 12) n
    WHERE committee_id = %(committee)s
)
SELECT code, year, month, coalesce(kept.value, 0), coalesce(expected.value, 0)
FROM expected FULL JOIN kept USING (year, month, code)
WHERE coalesce(kept.value, 0) <> coalesce(expected.value, 0) ORDER BY 1, 2, 3"""


@dataclass(frozen=True)
class Difference:
    """A month of a figure whose sum is not that of its parts."""

    code: str
    year: int
    month: int
    kept: Decimal
    expected: Decimal


def differences(committee: Committee) -> Iterator[Difference]:
    with with_children(committee), connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"committee": committee.pk})
        found = cursor.fetchall()
    yield from (Difference(*row) for row in found)
