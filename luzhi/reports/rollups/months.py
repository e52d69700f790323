"""A committee's own months: the twelve of a year with their states, and one month with its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.access import Text
from luzhi.core.figures import Figure, figures
from luzhi.core.numbers import printed
from luzhi.core.periods import Window
from luzhi.core.periods import month as month_window
from luzhi.core.showing import Cell, Column, Fact, Row, words
from luzhi.core.workdays import UnknownYear
from luzhi.organisation.models import Committee
from luzhi.reports.models import CountedYear, MonthlyEdition, MonthlyReport, MonthState
from luzhi.reports.opening import Group, by_room, figure_url
from luzhi.reports.rollups.confirming import Figures
from luzhi.reports.rollups.counting import MONTHS
from luzhi.reports.rollups.due import Dues, dues
from luzhi.reports.tokens import Level
from luzhi.reports.windows import query

MARKS = {"late": "late", "open": "wait", "confirmed": "done", "corrected": "frozen", "": "none"}
WORDS: dict[str, Text] = {
    "late": gettext_lazy("overdue"),
    "": gettext_lazy("not begun"),
    **{state.value: state.label for state in MonthState},
}
LIST = (
    Column("month", gettext_lazy("month")),
    Column("state", gettext_lazy("state"), kind="fit"),
    Column("due", gettext_lazy("due on"), kind="fit"),
    Column("who", gettext_lazy("confirmed by")),
    Column("when", gettext_lazy("confirmed at"), kind="fit"),
    Column("changed", gettext_lazy("figures that differ now"), kind="num"),
)
OPEN = (
    Column("label", gettext_lazy("figure"), kind="w-50"),
    Column("value", gettext_lazy("this month"), kind="num"),
    Column("last", gettext_lazy("the month before"), kind="num"),
    Column("change", gettext_lazy("change"), kind="num"),
    Column("records", gettext_lazy("number of rows"), kind="num", phone=False),
)
CONFIRMED = (
    Column("label", gettext_lazy("figure"), kind="w-50"),
    Column("value", gettext_lazy("confirmed"), kind="num"),
    Column("now", gettext_lazy("the records say now"), kind="num"),
    Column("before", gettext_lazy("before the correction"), kind="num"),
    Column("last", gettext_lazy("the month before"), kind="num", phone=False),
)


def due_words(owed: Dues, month: Window) -> Text:
    try:
        return words(owed.day(month))
    except UnknownYear as unknown:
        return str(unknown)


def months(committee: Committee, year: int, today: date) -> list[Row]:
    """The twelve months, in four queries."""
    states = {each.month.month: each.state for each in _reports(committee, year)}
    editions = _latest(committee, year)
    counted = list(CountedYear.objects.filter(committee=committee, year=year))
    owed = dues([committee.pk])[committee.pk]
    lines = []
    for number in MONTHS:
        month, edition = month_window(year, number), editions.get(number)
        state = owed.word(states.get(number, ""), month, today)
        texts: tuple[Text, ...] = (
            month.label,
            WORDS[state],
            due_words(owed, month),
            str(edition.confirmed_by or "") if edition else "",
            words(edition.confirmed_at) if edition else "",
            _differing(edition, counted, number) if edition else "",
        )
        url = reverse("reports:month", args=[year, number]) if state else ""
        lines.append(_row(url, LIST, texts, {"state": MARKS[state]}))
    return lines


def _reports(committee: Committee, year: int) -> Iterable[MonthlyReport]:
    return MonthlyReport.objects.filter(committee=committee, month__year=year)


def _latest(committee: Committee, year: int) -> dict[int, MonthlyEdition]:
    """The edition in force by month."""
    rows = MonthlyEdition.objects.filter(committee=committee, report__month__year=year)
    return {each.report.month.month: each for each in rows.select_related("report", "confirmed_by")}


def _differing(edition: MonthlyEdition, counted: list[CountedYear], number: int) -> str:
    """How many figures the last roll-up counted otherwise; nothing where none."""
    now = {each.code: each.months[number - 1] for each in counted}
    told = {code: Decimal(line["value"]) for code, line in edition.figures.items()}
    changed = sum(now.get(code, 0) != told.get(code, 0) for code in {*now, *told})
    return str(changed) if changed else ""


def _row(url: str, columns: tuple[Column, ...], texts: tuple[Text, ...], marks: dict[str, str]) -> Row:
    cells = tuple(
        Cell(column, text, marks.get(column.name, "") if text else "")
        for column, text in zip(columns, texts, strict=True)
    )
    return Row(url, cells)


@dataclass(frozen=True)
class Shown:
    """A month's page: `now` is what the records say, `differs` how many figures differ from what was confirmed."""

    month: Window
    state: str
    facts: list[Fact]
    columns: tuple[Column, ...]
    groups: list[Group]
    now: Figures
    differs: int

    @property
    def word(self) -> Text:
        return WORDS[self.state]

    @property
    def mark(self) -> str:
        return MARKS[self.state]


def shown(report: MonthlyReport, now: Figures, today: date) -> Shown:
    committee, month = report.committee, report.window
    editions = list(report.editions.select_related("confirmed_by")) if report.edition else []
    owed = dues([committee.pk])[committee.pk]
    state = owed.word(report.state, month, today)
    facts = [Fact(_("state"), WORDS[state], state=MARKS[state]), Fact(_("due on"), due_words(owed, month))]
    facts += [_said(edition) for edition in editions]
    told = editions[-1].figures if editions else None
    earlier = editions[-2].figures if len(editions) > 1 else None
    columns = OPEN if told is None else CONFIRMED
    last = _month_before(committee, month)
    groups = _groups(month, columns, _lines(now, told, earlier, last))
    differs = sum(told.get(code) != now.get(code) for code in {*told, *now}) if told is not None else 0
    return Shown(month, state, facts, columns, groups, now, differs)


def _said(edition: MonthlyEdition) -> Fact:
    label = _("confirmed") if edition.edition == 1 else _("corrected")
    who = f"{words(edition.confirmed_at)} · {edition.confirmed_by or ''}"
    return Fact(label, who, note=edition.reason)


def _month_before(committee: Committee, month: Window) -> dict[str, Decimal]:
    """As it was confirmed, or as it was counted last."""
    before = month.start - timedelta(days=1)
    editions = MonthlyEdition.objects.filter(committee=committee, report__month=before.replace(day=1))
    if edition := editions.last():
        return {code: Decimal(line["value"]) for code, line in edition.figures.items()}
    rows = CountedYear.objects.filter(committee=committee, year=before.year)
    return {each.code: each.months[before.month - 1] for each in rows}


Line = tuple[Figure, tuple[Text, ...], dict[str, str]]


def _lines(
    now: Figures, told: Figures | None, earlier: Figures | None, last: dict[str, Decimal]
) -> Iterable[Line]:
    """Figures that are something now, when confirmed, before the correction or in the month before."""
    for figure in figures:
        current, before = _value(now, figure), last.get(figure.code, Decimal(0))
        then, first = _value(told or {}, figure), _value(earlier or {}, figure)
        if not any((current, before, then, first)):
            continue
        if told is None:
            records = str(now.get(figure.code, {}).get("records", 0))
            yield figure, (_of(figure, current), _of(figure, before), _change(current - before), records), {}
            continue
        changed = "" if current == then else _of(figure, current)
        corrected = "" if earlier is None or first == then else _of(figure, first)
        yield figure, (_of(figure, then), changed, corrected, _of(figure, before)), {"now": "wait"}


def _value(found: Figures, figure: Figure) -> Decimal:
    return Decimal(found.get(figure.code, {}).get("value", 0))


def _of(figure: Figure, value: Decimal) -> str:
    return printed(value, figure.unit)


def _change(difference: Decimal) -> str:
    return f"{difference.normalize():+,f}" if difference else ""


def _groups(month: Window, columns: tuple[Column, ...], lines: Iterable[Line]) -> list[Group]:
    """By room; each line opens the figure's card in this month."""
    asked = query(month, Level.OWN)
    rows = (
        (figure.code, _row(figure_url(figure.code, asked), columns, (figure.label, *texts), marks))
        for figure, texts, marks in lines
    )
    return [Group(label, found) for label, found in by_room(rows)]
