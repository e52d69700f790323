import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.workdays import UnknownYear, add_days, add_months, add_workdays, is_workday, workdays_between

SHARED = Path(os.environ.get("LUZHI_SHARED", Path(__file__).parents[3] / "shared"))
PUBLISHED = SHARED / "data/holidays/chinese-days.json"
workdays = st.dates(date(2010, 1, 1), date(2024, 12, 31)).filter(is_workday)


def test_ten_workdays_over_spring_festival_count_the_makeup_weekend():
    assert [is_workday(date(2019, 2, day)) for day in (2, 3, 4, 10, 11)] == [True, True, False, False, True]
    assert add_workdays(date(2019, 1, 28), 10) == date(2019, 2, 14)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the shared holiday table is not here")
def test_workdays_agree_with_the_published_table():
    table = json.loads(PUBLISHED.read_text("utf-8"))
    every = [
        date(2010, 1, 1) + timedelta(days=offset)
        for offset in range((date(2026, 12, 31) - date(2010, 1, 1)).days)
    ]
    expected = {
        day: day.isoformat() in table["workdays"]
        or (day.weekday() < 5 and day.isoformat() not in table["holidays"])
        for day in every
    }
    assert {day: is_workday(day) for day in every} == expected


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2019, 2, 14), -10, date(2019, 1, 28)),
        (date(2019, 2, 5), 0, date(2019, 2, 5)),
        (date(2019, 2, 5), 1, date(2019, 2, 11)),
        (date(2019, 2, 5), -1, date(2019, 2, 3)),
    ],
)
def test_workdays_count_both_ways(start, number, expected):
    assert add_workdays(start, number) == expected


@given(workdays, st.integers(-30, 30))
def test_workdays_between_inverts_adding(start, number):
    assert workdays_between(start, add_workdays(start, number)) == number


def test_unknown_year_is_said_not_guessed():
    with pytest.raises(UnknownYear) as caught:
        is_workday(date(2099, 5, 1))
    assert caught.value.year == 2099
    with translation.override("en"):
        assert str(caught.value) == "The holiday calendar of 2099 is not published yet"


def test_ninety_days_from_handover():
    assert add_days(date(2019, 3, 1), 90) == date(2019, 5, 30)


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2019, 3, 15), -3, date(2018, 12, 15)),
        (date(2019, 3, 1), 0, date(2019, 3, 1)),
    ],
)
def test_months_end_with_shorter_months(start, number, expected):
    assert add_months(start, number) == expected
