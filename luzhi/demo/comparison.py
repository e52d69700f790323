"""What the newspaper's article said in February 2019 beside what the demonstration's records say.

The article's figures stand here as it printed them; the other side is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luzhi.core.access import Text
from luzhi.core.figures import Scope, figures
from luzhi.core.periods import Window, since, year
from luzhi.organisation.models import Committee

DATE = date(2019, 2, 25)  # of the article
SINCE_2018 = since(date(2018, 1, 1), DATE)
IN_2018 = year(2018)
ARTICLE = (
    ("suggestions.sent", SINCE_2018, "316条"),
    ("heart.activities", IN_2018, "10余次"),
    ("gifts.money", IN_2018, "200余万元"),
    ("gifts.books", IN_2018, "500册"),
    ("clinic.patient_visits", IN_2018, "300余人次"),
)


@dataclass(frozen=True)
class Line:
    """One figure of the article: `value` is exact, `records` how many rows it is counted from."""

    code: str
    label: Text
    unit: str
    window: Window
    value: Decimal
    printed: str
    records: int
    article: str

    @property
    def agrees(self) -> bool:
        return self.printed == self.article


def compare(committee: Committee) -> list[Line]:
    """The five figures of the article by the committee's own records; it must be shown to the transaction."""
    return [_line(committee, *said) for said in ARTICLE]


def all_agree(lines: list[Line]) -> bool:
    return all(line.agrees for line in lines)


def _line(committee: Committee, code: str, window: Window, article: str) -> Line:
    figure, scope = figures[code], Scope(committee.pk, window)
    value = figure.value(scope)
    records = figure.records(scope).count()
    return Line(code, figure.label, figure.unit, window, value, figure.printed(value), records, article)
