"""Deadlines in working days by the State Council's yearly calendar (holidays and make-up days), days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
from django.utils.functional import lazy
from django.utils.translation import gettext

_in_office: Callable[[date], bool] = chinese_calendar.is_workday


def _unpublished(year: int) -> str:
    return gettext("The holiday calendar of %(year)s is not published yet") % {"year": year}


class UnknownYear(ValueError):  # noqa: N818
    """Nobody can know the working days of this year yet: the calendar is published late in the year before."""

    def __init__(self, year: int) -> None:
        super().__init__(lazy(_unpublished, str)(year))
        self.year = year


def is_workday(day: date) -> bool:
    """Whether offices work; UnknownYear where the calendar has no such year."""
    try:
        return _in_office(day)
    except NotImplementedError as error:
        raise UnknownYear(day.year) from error


def add_workdays(start: date, number: int) -> date:
    """The `number`-th working day after `start`, which itself is not counted; before it where negative."""
    step = timedelta(days=1 if number > 0 else -1)
    day, left = start, abs(number)
    while left:
        day += step
        left -= is_workday(day)
    return day


def workdays_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`: the inverse of add_workdays; negative where end < start."""
    low, high = sorted((start, end))
    first = 1 if start <= end else 0  # the day counted from is never counted
    days = (low + timedelta(days=offset) for offset in range(first, (high - low).days + first))
    return sum(map(is_workday, days)) * (1 if first else -1)


def add_days(start: date, number: int) -> date:
    """Calendar days: 2019-03-01 and 90 days is 2019-05-30."""
    return start + timedelta(days=number)


def add_months(start: date, number: int) -> date:
    """The same day `number` months later, or the last day of that month where it is shorter."""
    years, index = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return start.replace(year, index + 1, min(start.day, monthrange(year, index + 1)[1]))
