"""The tables and charts of the statistics; every number links to its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.access import Text
from luzhi.core.figures import Ratio, figures, ratios
from luzhi.core.numbers import percent
from luzhi.core.showing import Cell, Column, Row
from luzhi.organisation.models import Unit
from luzhi.proposals.figures.counts import COUNTS
from luzhi.proposals.statistics.reading import CUTS, Cut, Parts, Totals, Whose, parts

YEARS: Final = 5

INTAKE: Final = (
    *("received", "filed", "filing_rate", "merged", "collective", "individual"),
    *("unexamined", "not_filed", "converted", "letters", "withdrawn", "key", "excellent", "released"),
)
HANDLING: Final = (
    *("answered", "unanswered", "answer_rate", "to_answer", "sole", "separate", "main_unit", "joint"),
    *("unit_answered", "unit_in_time", "unit_late", "in_time_rate", "talked", "talk_rate", "talks"),
)
RESULT: Final = (
    *("answers", "class_a", "class_b", "class_c", "class_d", "class_a_rate", "asked", "opinions"),
    *("satisfied", "basic", "unsatisfied", "satisfied_rate", "content_rate"),
    *("promises", "promises_kept", "promises_open", "promises_ended", "kept_rate"),
)
SECTIONS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (gettext_lazy("Receipt and examination"), INTAKE),
    (gettext_lazy("Handling"), HANDLING),
    (gettext_lazy("Answers and opinions"), RESULT),
)
STRIP: Final = (
    "received",
    "filed",
    "filing_rate",
    "answer_rate",
    "in_time_rate",
    "satisfied_rate",
    "content_rate",
)
CLASSES: Final = ("class_a", "class_b", "class_c", "class_d")
OF_CUT: Final[dict[str, tuple[str, ...]]] = {
    "topic": ("received", "filed", "merged", "not_filed", "answered", *CLASSES),
    "sphere": ("received", "filed", "answered", *CLASSES),
    "kind": ("received", "filed", "merged", "not_filed", "answered"),
    "ground": ("not_filed",),
    "unit": (
        *("to_answer", "sole", "separate", "main_unit", "joint", "unit_answered", "unit_in_time", "talked"),
        *(*CLASSES, "satisfied", "basic", "unsatisfied"),
    ),
}


@dataclass(frozen=True)
class Table:
    code: str
    title: Text
    columns: tuple[Column, ...]
    rows: list[Row]


def full(name: str) -> str:
    return f"proposals.{name}"


def url(name: str, year: int, cut: str = "", value: str = "") -> str:
    asked = {"year": year} | ({"by": cut, "value": value} if cut else {})
    return f"{reverse('proposals:counted', args=[name])}?{urlencode(asked)}"


def printed(name: str, year: int, found: Totals) -> str:
    """A count as it is, a rate with its denominator: 84.3% (226/268)."""
    if full(name) in COUNTS:
        return str(found[full(name), year])
    rate = ratios[full(name)]
    above, below = (found[half.code, year] for half in (rate.numerator, rate.denominator))
    return f"{percent(above, below)} ({above}/{below})" if below else percent(above, below)


def label(name: str) -> Text:
    return (figures.get(full(name)) or ratios[full(name)]).label


def strip(year: int, found: Totals) -> list[dict[str, Any]]:
    """What stands first: number or rate, with the denominator below it."""
    shown = []
    for name in STRIP:
        value, _space, halves = printed(name, year, found).partition(" ")
        shown.append(
            {"label": label(name), "value": value, "window": halves.strip("()"), "url": url(name, year)}
        )
    return shown


def comparison(years: list[int], found: Totals) -> list[Table]:
    """年 × 指标: a row a figure, a column a year; lines that count nothing in any year are left out."""
    columns = (
        Column("label", gettext_lazy("figure")),
        *(Column(str(year), str(year), kind="num", phone=year == years[-1]) for year in years),
    )
    return [
        Table(
            f"section-{place}",
            title,
            columns,
            [_line(name, columns, years, found) for name in _used(names, found)],
        )
        for place, (title, names) in enumerate(SECTIONS)
    ]


def _used(names: Iterable[str], found: Totals) -> list[str]:
    """Figures and rates with something to count in one of the years."""
    some = {code for (code, _year), number in found.items() if number}
    return [name for name in names if _bottom(name) in some]


def _bottom(name: str) -> str:
    """The code that must count something: a rate's denominator."""
    rate: Ratio | None = ratios.get(full(name))
    return rate.denominator.code if rate else full(name)


def _line(name: str, columns: tuple[Column, ...], years: list[int], found: Totals) -> Row:
    cells = [
        Cell(column, printed(name, year, found), url=url(name, year))
        for column, year in zip(columns[1:], years, strict=True)
    ]
    return Row("", (Cell(columns[0], label(name)), *cells))


def breakdown(whose: Whose, year: int, code: str) -> Table:
    """One cut of one year: a row a value, a column a figure that counts something."""
    cut = CUTS[code]
    found = parts(whose, year, cut, map(full, OF_CUT[code]))
    names = [name for name in OF_CUT[code] if any(line[full(name)] for line in found.values())]
    columns = (
        Column("part", cut.label),
        *(Column(name, label(name), kind="num", phone=place < 4) for place, name in enumerate(names)),
    )
    rows = [
        Row("", (Cell(columns[0], words), *_numbers(columns[1:], names, found[value], year, cut, value)))
        for value, words in _values(cut, found)
    ]
    return Table(code, _("By %(cut)s") % {"cut": cut.label}, columns, rows)


def _numbers(columns: tuple[Column, ...], names: list[str], line: dict[str, int], *where: Any) -> list[Cell]:
    year, cut, value = where
    return [
        Cell(column, str(line[full(name)]), url=url(name, year, cut.code, value))
        for column, name in zip(columns, names, strict=True)
    ]


def _values(cut: Cut, found: Parts) -> list[tuple[str, Text]]:
    """The values in the order of their list, else the largest first; nothing told comes last."""
    if cut.values:
        told = [(value, words) for value, words in cut.values if value in found]
    else:
        names = _unit_names(found) if cut.of_assignment else {value: value for value in found}
        told = sorted(
            ((value, names.get(value, value)) for value in found if value),
            key=lambda pair: (-max(found[pair[0]].values()), str(pair[1])),
        )
    return [*told, *([("", _("not told"))] if "" in found else [])]


def _unit_names(found: Parts) -> dict[str, str]:
    rows = Unit.objects.filter(pk__in=[key for key in found if key])
    return {str(key): name for key, name in rows.values_list("pk", "name")}
