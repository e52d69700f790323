from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.periods import Cadence, Window, month, quarter, since, year

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
windows = st.builds(
    lambda start, length: Window(start, start + timedelta(length)), days, st.integers(0, 1500)
)


def test_window_refuses_end_before_start():
    with pytest.raises(ValueError):  # noqa: PT011 - the text needs a language
        Window(date(2018, 1, 2), date(2018, 1, 1))


def test_window_includes_both_ends():
    window = month(2018, 5)
    found = [
        window.contains(day)
        for day in (date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 31), date(2018, 6, 1))
    ]
    assert found == [False, True, True, False]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (year(2018), ("2018-01-01", "2018-12-31", "2018年")),
        (month(2020, 2), ("2020-02-01", "2020-02-29", "2020年2月")),
        (quarter(2018, 2), ("2018-04-01", "2018-06-30", "2018年第二季度")),
        (since(date(2018, 1, 1), date(2019, 2, 25)), ("2018-01-01", "2019-02-25", "2018年以来")),
        (since(date(2018, 5, 1), date(2019, 2, 25)), ("2018-05-01", "2019-02-25", "2018年5月以来")),
        (since(date(2018, 1, 3), date(2019, 2, 25)), ("2018-01-03", "2019-02-25", "2018年1月3日以来")),
    ],
)
def test_window_names_itself(window, expected):
    assert window.as_json() == dict(zip(("from", "to", "label"), expected, strict=True))


@pytest.mark.parametrize(
    ("cadence", "labels"),
    [
        (Cadence.MONTHLY, [f"{number}月" for number in range(1, 13)]),
        (Cadence.BIMONTHLY, ["1—2月", "3—4月", "5—6月", "7—8月", "9—10月", "11—12月"]),
        (Cadence.QUARTERLY, ["第一季度", "第二季度", "第三季度", "第四季度"]),
        (Cadence.YEARLY, ["2018年"]),
    ],
)
def test_cadence_labels_the_slots_of_a_year(cadence, labels):
    assert [slot.label for slot in cadence.slots(year(2018))] == labels


def test_slots_over_years_name_their_year():
    window = Window(date(2018, 12, 2), date(2019, 2, 1))
    assert Cadence.MONTHLY.slots(window) == [month(2019, 1), month(2019, 2)]


def test_months_are_cut_to_the_window():
    window = Window(date(2018, 1, 15), date(2018, 2, 3))
    expected = [
        Window(date(2018, 1, 15), date(2018, 1, 31), "1月"),
        Window(date(2018, 2, 1), date(2018, 2, 3), "2月"),
    ]
    assert window.months() == expected


@given(windows)
def test_quarters_and_months_partition_the_window(window):
    for pieces in (window.months(), window.quarters()):
        assert (pieces[0].start, pieces[-1].end) == (window.start, window.end)
        assert all(a.end + timedelta(1) == b.start for a, b in pairwise(pieces))


@given(st.integers(2000, 2060), st.integers(0, 4), st.sampled_from(Cadence))
def test_slots_partition_whole_years(first, more, cadence):
    window = Window(date(first, 1, 1), date(first + more, 12, 31))
    slots = cadence.slots(window)
    assert (slots[0].start, slots[-1].end) == (window.start, window.end)
    assert all(a.end + timedelta(1) == b.start for a, b in pairwise(slots))


@given(windows, st.sampled_from(Cadence))
def test_slots_begin_in_the_window(window, cadence):
    assert all(window.contains(slot.start) and slot.start.day == 1 for slot in cadence.slots(window))
