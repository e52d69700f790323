"""Reading figures from the records: many in one query, each with its window, its level and the number of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, F, Func, QuerySet, Subquery

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Ratio, Scope, figures, ratios
from luzhi.core.numbers import NOTHING, percent, printed
from luzhi.core.periods import Window
from luzhi.organisation.models import Committee
from luzhi.reports.rollup import beneath
from luzhi.reports.tokens import Ask, Level

FINE = Decimal("0.0001")
AT_ONCE = 40  # figures of one statement: the planner's time grows with them


@dataclass(frozen=True)
class Counted:
    """A figure's exact value and how many different rows it counts."""

    value: Decimal
    records: int


@dataclass(frozen=True)
class Reading:
    """What the records say to one `Ask`. `value` is None where a ratio has nothing below its line."""

    ask: Ask
    label: Text
    unit: str
    definition: Text
    value: Decimal | None
    printed: str
    records: int
    public: bool


def declared(code: str) -> Figure | Ratio:
    """The figure or ratio of that code; KeyError if there is none."""
    return figures[code] if code in figures else ratios[code]


def is_declared(code: str) -> bool:
    return code in figures or code in ratios


def plain_figures(code: str) -> tuple[Figure, ...]:
    """The figure itself, or a ratio's numerator and denominator."""
    entry = declared(code)
    return (entry.numerator, entry.denominator) if isinstance(entry, Ratio) else (entry,)


def read(committee: Committee, asked: Iterable[Ask]) -> dict[Ask, Reading]:
    """The readings of all that is asked; one statement for each 40 figures of a level."""
    found: dict[Ask, Reading] = {}
    asked = list(dict.fromkeys(asked))
    for level in dict.fromkeys(ask.level for ask in asked):
        mine = [ask for ask in asked if ask.level is level]
        wanted = dict.fromkeys((figure, ask.window) for ask in mine for figure in plain_figures(ask.code))
        with beneath(committee, level) as below:
            counted = count(committee.pk, below, wanted)
        found |= {ask: _reading(ask, counted) for ask in mine}
    return {ask: found[ask] for ask in asked}


def count(
    committee: UUID, below: tuple[UUID, ...], wanted: Iterable[tuple[Figure, Window]]
) -> dict[tuple[str, Window], Counted]:
    """Value and number of rows by figure code and window, as `Figure.value` counts them."""
    counted: dict[tuple[str, Window], Counted] = {}
    for some in _batches(wanted):
        columns: dict[str, Any] = {}
        for place, (figure, window) in enumerate(some):
            rows = figure.records(Scope(committee, window, below)).order_by()
            columns[f"value_{place}"] = _reduced(figure, rows)
            if figure.total or figure.people:  # else the value is their number
                columns[f"rows_{place}"] = _distinct(rows, "pk")
        row: Any = Committee.objects.filter(pk=committee).values(**columns).get()
        for place, (figure, window) in enumerate(some):
            value = Decimal(row[f"value_{place}"] or 0)
            counted[figure.code, window] = Counted(value, int(row.get(f"rows_{place}", value) or 0))
    return counted


def _batches(wanted: Iterable[tuple[Figure, Window]]) -> Iterator[tuple[tuple[Figure, Window], ...]]:
    pairs = tuple(wanted)
    return (pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE))


def _reduced(figure: Figure, rows: QuerySet[Any]) -> Subquery:
    """As `Figure.value`, inside a larger statement: a sum is taken over different rows, whatever was joined."""
    if not figure.total:
        return _distinct(rows, figure.people or "pk")
    once = rows.model._base_manager.filter(pk__in=rows.values("pk")).order_by()
    return _scalar(once.annotate(figure_result=Func(F(figure.total), function="SUM")))


def _distinct(rows: QuerySet[Any], column: str) -> Subquery:
    counting = Func(F(column), function="COUNT", template="%(function)s(DISTINCT %(expressions)s)")
    return _scalar(rows.annotate(figure_result=counting))


def _scalar(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.values("figure_result"), output_field=DecimalField())


def _reading(ask: Ask, counted: dict[tuple[str, Window], Counted]) -> Reading:
    entry = declared(ask.code)
    parts = [counted[figure.code, ask.window] for figure in plain_figures(ask.code)]
    if isinstance(entry, Ratio):
        above, below = (part.value for part in parts)
        value, words = (above / below if below else None), percent(above, below)
    else:
        value = parts[0].value
        words = entry.printed(parts[0].value)
    records = parts[0].records
    return Reading(ask, entry.label, entry.unit, entry.definition, value, words, records, entry.public)


def exact(value: Decimal | None, unit: str) -> str:
    """With its unit and never rounded, but for a ratio: the fourth decimal of its percentage."""
    if value is None:
        return NOTHING
    return printed((value * 100).quantize(FINE) if unit == "%" else value, unit)


def level_of(text: str) -> Level:
    """The level that an address names; own where it names none or an unknown one."""
    return Level.BELOW if text == Level.BELOW else Level.OWN
