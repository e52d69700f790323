"""The statistics' pages: a year with its tables, the rows behind one number, and the whole as a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.figures import Ratio, figures, ratios
from luzhi.core.pages import PAGE
from luzhi.core.showing import Cell, Column, Fact, Row
from luzhi.exchange.writing import Value, write_xlsx
from luzhi.organisation.models import Session
from luzhi.organisation.years import work_year, years
from luzhi.proposals.counting import HANDLERS, PATHS
from luzhi.proposals.figures.counts import COUNTS
from luzhi.proposals.statistics import charts, tables
from luzhi.proposals.statistics.reading import CUTS, Totals, Whose, behind, joined, statistics_reader, totals

BREAKDOWNS = ("topic", "sphere", "kind", "ground", "unit")
OF_UNITS = ("topic", "unit")
RECORD = (
    Column("record", gettext_lazy("record")),
    Column("reference", gettext_lazy("proposal number"), kind="fit"),
    Column("unit", gettext_lazy("handling unit")),
)


class YearForm(forms.Form):
    year = forms.TypedChoiceField(label=gettext_lazy("year"), coerce=int)

    def __init__(self, *args: Any, choices: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in choices]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Asked:
    """Whose numbers of which year, and the five years that end with it."""

    whose: Whose
    year: int
    years: list[int]
    found: Totals

    @property
    def cuts(self) -> tuple[str, ...]:
        return OF_UNITS if self.whose.units else BREAKDOWNS

    def breakdown(self, code: str) -> tables.Table:
        return tables.breakdown(self.whose, self.year, code)


def _asked(request: HttpRequest) -> Asked:
    if not statistics_reader(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": statistics_reader.label})
    whose, year = Whose.of(request.user), work_year(request)
    five = list(range(year - tables.YEARS + 1, year + 1))
    return Asked(whose, year, five, totals(whose, five))


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    by = request.GET.get("by", "")
    by = by if by in asked.cuts else asked.cuts[0]
    topics = asked.breakdown("topic")
    context = {
        "asked": asked,
        "catalogue": _catalogue(request.user, asked.year),
        "form": YearForm({"year": asked.year}, choices=years(request.user, asked.year)),
        "strip": tables.strip(asked.year, asked.found),
        "comparison": [table for table in tables.comparison(asked.years, asked.found) if table.rows],
        "parts": [_tab(code, asked.year, by) for code in asked.cuts],
        "breakdown": topics if by == "topic" else asked.breakdown(by),
        "charts": _charts(asked, topics),
    }
    return render(request, "proposals/statistics.html", context)


def _tab(code: str, year: int, by: str) -> dict[str, Any]:
    return {"label": CUTS[code].label, "url": f"?year={year}&by={code}#by", "current": code == by}


def _catalogue(user: Any, year: int) -> str:
    """The address of the session's printed catalogue; "" where the year has no session."""
    session = Session.objects.visible_to(user).filter(year=year).values_list("pk", flat=True).first()
    return f"{reverse('proposals:catalogue')}?session={session}" if session else ""


def _charts(asked: Asked, topics: tables.Table) -> list[tuple[Any, dict[str, Any]]]:
    drawn = [
        (_("Five years"), charts.over_years(asked.years, asked.found)),
        (_("Answer classes"), charts.classes(asked.years, asked.found)),
        (_("Filed by class of content"), charts.largest(topics, "filed")),
    ]
    return [(title, chart) for title, chart in drawn if chart and chart["rows"]]


@require_safe
def statistics_xlsx(request: HttpRequest) -> FileResponse:
    """The year's tables below each other, with two heading rows that stay in sight."""
    asked = _asked(request)
    title = _("Statistics of proposals %(year)s") % {"year": asked.year}
    headings = [_("table"), _("figure"), *(str(year) for year in asked.years)]
    file = BytesIO()
    write_xlsx(file, headings, _lines(asked), title=title)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}.xlsx")


def _lines(asked: Asked) -> list[list[Value]]:
    lines: list[list[Value]] = []
    for table in tables.comparison(asked.years, asked.found):
        lines += [[str(table.title), *_values(row)] for row in table.rows]
    for table in (table for code in asked.cuts if (table := asked.breakdown(code)).rows):
        lines += [[], [str(table.title), *(str(column.label) for column in table.columns)]]
        lines += [[str(table.title), *_values(row)] for row in table.rows]
    return lines


def _values(row: Row) -> list[Value]:
    texts = [str(cell.text) for cell in row.cells]
    return [texts[0], *(int(text) if text.isdigit() else text for text in texts[1:])]


@dataclass(frozen=True)
class Opened:
    """The rows behind one number, as far as the reader may see them, or the two halves of a rate."""

    label: Any
    facts: list[Fact]
    page: Page[Any] | None = None
    rows: list[Row] | None = None
    hidden: int = 0


@require_safe
def counted(request: HttpRequest, name: str) -> HttpResponse:
    asked = _asked(request)
    rate = ratios.get(tables.full(name))
    if rate is None and tables.full(name) not in COUNTS:
        raise Http404
    opened = _halves(rate, asked) if rate else _rows(request, name, asked)
    context = {"opened": opened, "columns": RECORD, "asked": asked}
    inside = request.headers.get("HX-Target") == "drawer-body"
    return render(request, f"proposals/{'_counted' if inside else 'counted'}.html", context)


def _halves(rate: Ratio, asked: Asked) -> Opened:
    halves = ((_("Numerator"), rate.numerator), (_("Denominator"), rate.denominator))
    parts = [
        Fact(
            words,
            f"{figure.label} {asked.found[figure.code, asked.year]}",
            tables.url(figure.code.partition(".")[2], asked.year),
        )
        for words, figure in halves
    ]
    value = tables.printed(rate.code.partition(".")[2], asked.year, asked.found)
    facts = [Fact(_("value"), value), Fact(_("Definition"), rate.definition), *parts]
    return Opened(rate.label, facts)


def _rows(request: HttpRequest, name: str, asked: Asked) -> Opened:
    figure, cut = figures[tables.full(name)], CUTS.get(request.GET.get("by", ""))
    value = request.GET.get("value", "").replace("\x00", "")
    try:
        rows = behind(figure, asked.whose, asked.year, cut, value)
        number = rows.count()
    except (KeyError, ValueError, ValidationError) as error:  # a key of the address that is none
        raise Http404 from error
    seen = rows.model._default_manager.visible_to(request.user).filter(pk__in=rows.order_by().values("pk"))
    page = Paginator(joined(seen), PAGE).get_page(request.GET.get("page"))
    facts = [
        Fact(_("value"), f"{number}{figure.unit}"),
        Fact(_("Definition"), figure.definition),
        Fact(_("year"), str(asked.year)),
    ]
    return Opened(figure.label, facts, page, [_line(row) for row in page], number - page.paginator.count)


def _line(row: Any) -> Row:
    """A row with its proposal's number and its unit."""
    proposal = _at(row, PATHS[type(row)])
    assignment = _at(row, HANDLERS[type(row)]) if type(row) in HANDLERS else None
    texts = (str(row), proposal.reference, str(assignment.unit) if assignment else "")
    return Row(
        row.get_absolute_url(), tuple(Cell(column, text) for column, text in zip(RECORD, texts, strict=True))
    )


def _at(row: Any, path: str) -> Any:
    for name in filter(None, path.split("__")):
        row = getattr(row, name)
    return row
