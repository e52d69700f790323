"""The charts of a text, drawn from the figures that it prints."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from luzhi.documents import charts
from luzhi.reports.body import Chart
from luzhi.reports.models import Review
from luzhi.reports.rendering import Shown, bars_of, blocks_of, shown


def drawing(chart: Chart, said: dict[str, Shown]) -> charts.Chart:
    """A ratio that nothing stands below has no bar."""
    named = bars_of(chart, said)
    bars = tuple(charts.Bar(name, bar.value or Decimal(0), bar.printed) for name, bar in named)
    return charts.Chart(chart.title, named[0][1].unit, bars)


def picture(chart: Chart, said: dict[str, Shown]) -> SafeString:
    """The chart as <svg>; every word in it is escaped where it is drawn."""
    return mark_safe(charts.svg(drawing(chart, said)))  # noqa: S308


def picture_of(review: Review, number: int) -> str:
    """The SVG of the text's chart of that number, counted from 0; IndexError if there are fewer."""
    found = [block for block in blocks_of(review) if isinstance(block, Chart)]
    return picture(found[number], shown(review))
