"""The calendar periods that a text or a figure may be about: a year, a quarter, a month; and how a token writes them.

2018 · 2018Q1 · 2018-03 · 2018-03-05..2018-04-01
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.periods import Window, month, quarter, year

WHOLE: Final = "year"
QUARTERS: Final = tuple(f"q{number}" for number in range(1, 5))
MONTHS: Final = tuple(f"m{number:02}" for number in range(1, 13))
SORTS: Final = {"year": (WHOLE,), "quarter": QUARTERS, "month": MONTHS}
"""The codes of each sort of period."""
WRITTEN = re.compile(r"(?P<year>[12]\d{3})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


def sort_of(period: str) -> str:
    """year, quarter or month."""
    return next(sort for sort, codes in SORTS.items() if period in codes)


def period_choices() -> list[tuple[str, Text]]:
    """The year, its quarters and its months, as a form offers them."""
    around = 2000  # any year: only what follows it is shown
    named = [
        (code, window_of(around, code).label.removeprefix(f"{around}年")) for code in (*QUARTERS, *MONTHS)
    ]
    return [(WHOLE, _("whole year")), *named]


def window_of(of_year: int, period: str) -> Window:
    """The days of a period such as `year`, `q1` or `m03`; ValueError for another code."""
    if period == WHOLE:
        return year(of_year)
    number = int(period[1:])
    return quarter(of_year, number) if period in QUARTERS else month(of_year, number)


def window_between(start: date, end: date) -> Window:
    """Both days included, named where they are a year, a quarter or a month: 2018年, 2018年第一季度, 2018年3月."""
    for whole in (
        year(start.year),
        quarter(start.year, (start.month + 2) // 3),
        month(start.year, start.month),
    ):
        if (whole.start, whole.end) == (start, end):
            return whole
    return Window(start, end)


def days_of(window: Window) -> str:
    """2018-01-01 – 2018-12-31."""
    return f"{window.start} – {window.end}"


def name_of(window: Window) -> str:
    """2018年; its days where it has no name."""
    return window.label or days_of(window)


def name_and_days(window: Window) -> str:
    """2018年 (2018-01-01 – 2018-12-31)."""
    return f"{window.label} ({days_of(window)})" if window.label else days_of(window)


def read_period(written: str) -> Window | None:
    """The window of 2018, 2018Q1 or 2018-03; None for anything else."""
    if not (found := WRITTEN.fullmatch(written)):
        return None
    number = int(found["year"])
    if found["quarter"]:
        return quarter(number, int(found["quarter"]))
    return month(number, int(found["month"])) if found["month"] else year(number)


def write_period(start: date, end: date) -> str:
    """The shortest way to write both days; `read_period` reads it back, or it is first..last."""
    named = window_between(start, end).label
    if not named:
        return f"{start}..{end}"
    if named.endswith("季度"):
        return f"{start.year}Q{(start.month + 2) // 3}"
    return f"{start:%Y-%m}" if named.endswith("月") else str(start.year)
