"""指标卡 (field.md 1.6): every figure of a text with its rule, its windows side by side, who approved it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from luzhi.core.access import Text
from luzhi.core.numbers import portal_time
from luzhi.core.periods import Window
from luzhi.reports.drift import drifted
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.opening import figure_url
from luzhi.reports.periods import days_of, name_of
from luzhi.reports.reading import declared, exact
from luzhi.reports.rendering import Shown, shown
from luzhi.reports.windows import LEVELS, query


@dataclass(frozen=True)
class Span:
    """A window drawn on the line of all days of the text: `start` and `length` in hundredths, as SVG writes them."""

    name: str
    days: str
    start: str
    length: str


@dataclass(frozen=True)
class Line:
    """One window of a figure. `now` is what the records give today where that differs; frozen by whom and when."""

    span: Span
    scope: Text
    printed: str
    exact: str
    records: str
    url: str
    now: str = ""
    approver: str = ""
    frozen_at: str = ""


@dataclass(frozen=True)
class MetricCard:
    code: str
    label: Text
    unit: str
    definition: Text
    lines: list[Line]


@dataclass(frozen=True)
class Cards:
    """`spans` are the different windows of the text, the longest first, each with the number of its figures."""

    cards: list[MetricCard]
    spans: list[tuple[Span, int]]


def cards_of(review: Review, user: Any) -> Cards:
    """Raises ValidationError for a text that can't be read."""
    said = _seen(review, user)
    now = drifted(review)
    spans = _spans(here.window for here in said)
    by_code: dict[str, list[Shown]] = {}
    for here in said:
        by_code.setdefault(here.code, []).append(here)
    cards = []
    for code, lines in by_code.items():
        lines.sort(key=lambda each: (each.window.start, each.window.end))
        drawn = [_line(here, spans[here.window], now) for here in lines]
        cards.append(_card(code, lines[0], drawn))
    counted = {window: sum(here.window == window for here in said) for window in spans}
    return Cards(cards, [(spans[window], counted[window]) for window in spans])


def _seen(review: Review, user: Any) -> list[Shown]:
    """Of an approved text the figures whose own pages the user may open."""
    said = shown(review).values()
    if not review.is_frozen:
        return list(said)
    seen = set(FrozenFigure.objects.visible_to(user).filter(review=review).values_list("pk", flat=True))
    return [here for here in said if here.frozen and here.frozen.pk in seen]


def _card(code: str, here: Shown, lines: list[Line]) -> MetricCard:
    """Of a frozen figure the rule that held when it was approved."""
    if here.frozen is not None:
        return MetricCard(code, here.label, here.frozen.unit, here.frozen.definition, lines)
    entry = declared(code)
    return MetricCard(code, here.label, entry.unit, entry.definition, lines)


def _line(here: Shown, span: Span, now: dict[FrozenFigure, str]) -> Line:
    url = figure_url(here.code, query(here.window, here.level))
    value = exact(here.value, here.unit)
    line = Line(span, LEVELS[here.level], here.printed, value, str(here.records), url)
    if here.frozen is None:
        return line
    return replace(
        line,
        url=here.frozen.get_absolute_url(),
        now=now.get(here.frozen, ""),
        approver=str(here.frozen.frozen_by or ""),
        frozen_at=portal_time(here.frozen.frozen_at),
    )


def _spans(windows: Iterable[Window]) -> dict[Window, Span]:
    """Each different window once, the longest first, on one line from the earliest to the latest day."""
    found = sorted(set(windows), key=lambda one: (one.start, -(one.end - one.start).days))
    if not found:
        return {}
    first, last = min(one.start for one in found), max(one.end for one in found)
    whole = (last - first).days + 1
    return {one: _span(one, first, whole) for one in found}


def _span(window: Window, first: date, whole: int) -> Span:
    start = 100 * (window.start - first).days / whole
    length = 100 * ((window.end - window.start).days + 1) / whole
    return Span(name_of(window), days_of(window), f"{start:.2f}", f"{length:.2f}")
