"""Windows of whole days, both ends inclusive, and the calendar periods in them. Pure values."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from luzhi.core.numbers import DIGITS


@dataclass(frozen=True)
class Window:
    """From `start` to `end`, both included; an end before the start is a ValueError."""

    start: date
    end: date
    label: str = ""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(_("The period ends before it begins"))

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    def months(self) -> list[Window]:
        """Its calendar months; the first and last are cut to the window."""
        return self._cut(Cadence.MONTHLY)

    def quarters(self) -> list[Window]:
        """Its calendar quarters; the first and last are cut to the window."""
        return self._cut(Cadence.QUARTERLY)

    def as_json(self) -> dict[str, str]:
        return {"from": self.start.isoformat(), "to": self.end.isoformat(), "label": self.label}

    def _cut(self, cadence: Cadence) -> list[Window]:
        return [
            Window(max(period.start, self.start), min(period.end, self.end), period.label)
            for period in cadence.periods(self)
        ]


class Cadence(StrEnum):
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    def slots(self, window: Window) -> list[Window]:
        """The whole calendar periods that begin in the window, such as 5月, 第二季度, 2018年.

        Where the window spans several years each label names its own (2018年5月).
        """
        return [period for period in self.periods(window) if period.start >= window.start]

    def periods(self, window: Window) -> Iterator[Window]:
        """The whole calendar periods that touch the window."""
        one_year = window.start.year == window.end.year
        day = window.start
        while day <= window.end:
            yield self._around(day, one_year)
            day = self._around(day, one_year).end + timedelta(days=1)

    def _around(self, day: date, one_year: bool) -> Window:
        length = _MONTHS[self]
        first = (day.month - 1) // length * length + 1
        last = first + length - 1
        name = {
            1: f"{first}月",
            2: f"{first}—{last}月",
            3: f"第{DIGITS[last // 3]}季度",
            12: "",
        }[length]
        label = name if name and one_year else f"{day.year}年{name}"
        return Window(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]), label)


_MONTHS = {Cadence.MONTHLY: 1, Cadence.BIMONTHLY: 2, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


def year(number: int) -> Window:
    """2018年."""
    return Window(date(number, 1, 1), date(number, 12, 31), f"{number}年")


def month(of_year: int, number: int) -> Window:
    """2018年5月; a month outside 1–12 is a ValueError."""
    start = date(of_year, number, 1)
    return Window(start, start.replace(day=monthrange(of_year, number)[1]), f"{of_year}年{number}月")


def quarter(of_year: int, number: int) -> Window:
    """2018年第二季度; a quarter outside 1–4 is a ValueError."""
    start, end = date(of_year, number * 3 - 2, 1), month(of_year, number * 3).end
    return Window(start, end, f"{of_year}年第{DIGITS[number]}季度")


def since(start: date, until: date) -> Window:
    """2018年以来, or 2018年5月以来, 2018年5月3日以来 where it begins within the year or month."""
    label = f"{start.year}年"
    if (start.month, start.day) != (1, 1):
        label += f"{start.month}月" + (f"{start.day}日" if start.day != 1 else "")
    return Window(start, until, label + "以来")
