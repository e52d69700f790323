"""What was confirmed, beside a figure that is counted at this moment over a whole tree."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from luzhi.core.figures import Figure, Ratio
from luzhi.core.numbers import percent, printed
from luzhi.core.periods import Window
from luzhi.core.showing import Fact
from luzhi.organisation.models import Committee
from luzhi.reports.models import TreeState, TreeYear
from luzhi.reports.reading import plain_figures
from luzhi.reports.rollups.counting import MONTHS, adds_up


def confirmed_facts(committee: Committee, entry: Figure | Ratio, window: Window) -> list[Fact]:
    """How the card's value was counted, and the sum of the confirmed months where the window is made of whole ones.

    Different people and stocks have a confirmed value for one month and for a whole year alone.
    """
    facts = [Fact(_("How it was counted"), _("from the records of all these committees, at this moment"))]
    whole = _is_whole(window) and (_is_one(window) or all(map(adds_up, plain_figures(entry.code))))
    states = list(_states(committee, window)) if whole else []
    if not states:
        return facts
    values = [_sum(committee, figure, window) for figure in plain_figures(entry.code)]
    value = percent(values[0], values[1]) if isinstance(entry, Ratio) else printed(values[0], entry.unit)
    words = {"value": value, **_counts(states, window)}
    text = _("%(value)s (%(confirmed)s of %(reports)s reports confirmed)") % words
    return [*facts, Fact(_("Confirmed monthly reports"), text)]


def _is_whole(window: Window) -> bool:
    last = monthrange(window.end.year, window.end.month)[1]
    return (window.start.day, window.end.day) == (1, last)


def _is_one(window: Window) -> bool:
    """Of whole months: is it one month, or one calendar year?"""
    first, last = window.start, window.end
    return (first.year, first.month) == (last.year, last.month) or (first, last) == (
        date(window.start.year, 1, 1),
        date(window.start.year, 12, 31),
    )


def _states(committee: Committee, window: Window) -> Iterable[TreeState]:
    years = (window.start.year, window.end.year)
    return TreeState.objects.filter(committee=committee, year__range=years)


def _within(year: int, window: Window) -> list[int]:
    """The months of that year in the window."""
    return [number for number in MONTHS if window.contains(date(year, number, 1))]


def _counts(states: list[TreeState], window: Window) -> dict[str, int]:
    """Reports that could be there, and those confirmed."""
    places = [(state, number) for state in states for number in _within(state.year, window)]
    return {
        "reports": sum(state.committees for state, _number in places),
        "confirmed": sum(state.confirmed[number - 1] for state, number in places),
    }


def _sum(committee: Committee, figure: Figure, window: Window) -> Decimal:
    total = Decimal(0)
    years = (window.start.year, window.end.year)
    for line in TreeYear.objects.filter(committee=committee, code=figure.code, year__range=years):
        months = _within(line.year, window)
        total += line.whole if len(months) == len(MONTHS) else sum(line.months[each - 1] for each in months)
    return total
