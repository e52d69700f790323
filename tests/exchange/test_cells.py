import datetime
from contextlib import suppress
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.exchange.cells import Refused, converter, exact, shown, to_date, to_money
from luzhi.exchange.columns import Choice, Column
from luzhi.exchange.sheets import BLANK
from tests.exchange.workbooks import SEX

DAY = datetime.date(2018, 3, 5)
MORNING = datetime.datetime(2018, 3, 5, 9, 30)  # noqa: DTZ001 (so the spreadsheet gives it)
NEARLY = datetime.datetime(2019, 1, 12, 16, 4, 47, 999_600)  # noqa: DTZ001
ZONE = ZoneInfo("Asia/Shanghai")


def convert(kind, cell, factor=1):
    return converter(Column("x", "x", kind=kind), Decimal(factor))(cell)


def reason(kind, cell, factor=1):
    with pytest.raises(Refused) as error:
        convert(kind, cell, factor)
    return str(error.value)


@pytest.mark.parametrize(
    "cell",
    [
        "2018-3-5", "2018-03-05", "2018/03/05", "2018.3.5", "2018年3月5日", "2018 年 3 月 5 日", "20180305", 20180305.0,
        20180305, "２０１８－０３－０５", "　2018-03-05 ", 43164, 43164.0, DAY, MORNING,
        "2018-03-05 00:00:00", "2018-03-05T09:30",
    ],
)  # fmt: skip
def test_date_is_read_in_every_usual_form(cell):
    assert convert("date", cell) == DAY


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2018-02-30", "There is no such date"),
        ("20180230", "There is no such date"),
        ("2018年13月1日", "There is no such date"),
        ("0018-01-01", "The year must lie between 1800 and 2199"),
        ("2018.3", "The day is missing; write it like 2018-03-05"),
        (2018.3, "The day is missing; write it like 2018-03-05"),
        ("3月5日", "Not a date; write it like 2018-03-05"),
        (2018, "Not a date; write it like 2018-03-05"),
        (True, "Not a date; write it like 2018-03-05"),
        ("不详", "Not a date; write it like 2018-03-05"),
        ("2018-3-5至3-7", "Not a date; write it like 2018-03-05"),
        ("2018-03-05 25:00", "There is no such time"),
        ("9:30", "Not a date; write it like 2018-03-05"),
        (datetime.time(9, 30), "Not a date; write it like 2018-03-05"),
    ],
)
def test_date_that_is_none_says_why(cell, why):
    assert reason("date", cell) == why


@given(st.dates(datetime.date(1901, 1, 1), datetime.date(2199, 12, 31)))
def test_date_comes_back_from_every_form(day):
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
    ]
    assert {to_date(form) for form in forms} == {day}


@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans())
def test_any_cell_gives_a_value_or_is_refused(cell):
    for kind in ("date", "month", "datetime", "integer", "decimal", "money", "text"):
        with suppress(Refused):
            convert(kind, cell)


@pytest.mark.parametrize(
    "cell",
    ["1970.05", "1970-5", "1970年5月", "197005", 1970.05, 197005.0, "1970-05-20", datetime.date(1970, 5, 20)],
)
def test_month_is_its_first_day(cell):
    assert convert("month", cell) == datetime.date(1970, 5, 1)


def test_month_that_a_number_leaves_open_is_refused():
    assert reason("month", 1970.1).startswith("As a number, January and October look the same")
    assert [convert("month", cell).month for cell in ("1970.1", "1970.10", 1970.11)] == [1, 10, 11]


@pytest.mark.parametrize(
    "cell",
    [
        "2019-01-12 16:04:48", "2019/1/12 16:04:48", "2019-01-12T16:04:48", "2019年1月12日 16时04分48秒",
        "2019年1月12日16:04:48", "20190112 16:04:48", NEARLY,
    ],
)  # fmt: skip
def test_moment_is_exact_to_the_second(cell):
    assert convert("datetime", cell) == datetime.datetime(2019, 1, 12, 16, 4, 48, tzinfo=ZONE)


def test_moment_without_time_is_midnight():
    assert convert("datetime", "2019-1-12") == datetime.datetime(2019, 1, 12, tzinfo=ZONE)


@pytest.mark.parametrize("cell", ["2019-02-30 10:00", "2019-01-12 24:00", "2019-01-12 10:61:00", "10:00:00"])
def test_moment_that_is_none_is_refused(cell):
    assert reason("datetime", cell) in (
        "There is no such date",
        "There is no such time",
        "Not a date; write it like 2018-03-05",
    )


@pytest.mark.parametrize("cell", ["300", "３００", 300, 300.0, "+300", " 300 ", "300.0"])
def test_integer_is_read(cell):
    assert convert("integer", cell) == 300


@pytest.mark.parametrize(
    "cell", ["300人次", "三百", 300.5, "3e2", True, "1,23", 2**70, float("nan"), float("inf")]
)
def test_integer_that_is_none_is_refused(cell):
    assert reason("integer", cell) == "Not a whole number; write it like 300, without a unit"


def test_quantity_is_multiplied_by_the_heading_unit():
    assert (convert("integer", "1.5", 10_000), convert("decimal", "1,234.5", 1)) == (
        15_000,
        Decimal("1234.5"),
    )


@pytest.mark.parametrize(
    ("cell", "factor", "yuan"),
    [
        (11.28, 1, "11.28"), (0.1 + 0.2, 1, "0.30"), ("1,200.50", 1, "1200.50"), ("￥1,200.50", 1, "1200.50"),
        ("213万元", 1, "2130000"), (4.9, 10_000, "49000"), ("4.9", 10_000, "49000"), ("500元", 10_000, "500"),
        ("２００", 1, "200"), (-50, 1, "-50"), (14.927, 10_000, "149270"), (3482232.11, 1, "3482232.11"),
    ],
)  # fmt: skip
def test_money_is_exact_yuan(cell, factor, yuan):
    assert convert("money", cell, factor) == Decimal(yuan)


@pytest.mark.parametrize("cell", ["", "　", "/", "——", "无", "\u200b"])
def test_box_left_blank_is_no_value(cell):
    assert [convert(kind, cell) for kind in ("date", "integer", "money")] == [None, None, None]
    assert convert("text", cell) == cell


@pytest.mark.parametrize("cell", ["人民币500元", "RMB 500", "人民币：500元整", "￥500"])
def test_money_may_name_its_currency(cell):
    assert convert("money", cell) == 500


@pytest.mark.parametrize(
    "cell", [float("nan"), float("-inf"), "二百万左右", "约200元", "200多", "1.2.3", DAY, True, "100美元"]
)
def test_money_that_is_not_exact_is_refused(cell):
    assert reason("money", cell) == "Not an exact amount; write it like 2130000 or 213万元"


def test_money_below_a_fen_is_refused_and_not_rounded():
    assert reason("money", 33.333) == "More exact than a fen; write it with two decimals"


@given(st.decimals(0, 10**12, places=2))
def test_money_of_a_spreadsheet_keeps_its_fen(amount):
    assert to_money(float(amount)) == amount


@pytest.mark.asvs("T-ASVS-11")
@pytest.mark.parametrize("kind", ["date", "month", "datetime", "integer", "decimal", "money"])
@pytest.mark.parametrize("part", [" ", "9", "日", ",", "('"])
def test_endless_text_is_refused_before_any_pattern_sees_it(kind, part):
    assert reason(kind, "1" + part * 50_000 + "x") == "Longer than 100 characters"


@given(st.text())
def test_text_is_kept_to_the_byte(text):
    assert converter(Column("x", "x"))(text) == text


@given(st.text())
def test_key_loses_only_the_blanks_around_it(text):
    assert converter(Column("x", "x", key=True))(text) == text.strip(BLANK)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13812345678.0, "13812345678"),
        (0.1, "0.1"),
        (DAY, "2018-03-05"),
        (True, "TRUE"),
        (300, "300"),
        ("=cmd|x", "=cmd|x"),
    ],
)
def test_text_of_another_cell_is_what_it_shows(cell, text):
    assert convert("text", cell) == text


def test_long_number_that_the_sheet_rounded_is_refused():
    assert reason("text", 360302197001011234.0).startswith("The spreadsheet has rounded this long number")


def test_text_longer_than_its_field_is_refused():
    column = Column("x", "x", longest=3)
    assert converter(column)("四个字"[:3]) == "四个字"
    with pytest.raises(Refused, match="Longer than 3 characters"):
        converter(column)("四个字了")


@pytest.mark.parametrize("cell", ["女", "Female", "2", 2.0, " 女 ", "２"])
def test_choice_is_known_by_label_alias_and_code(cell):
    assert converter(SEX)(cell) == "2"


@pytest.mark.parametrize("cell", ["不详", 3, "22"])
def test_choice_that_is_unknown_lists_the_others(cell):
    with pytest.raises(Refused, match="Not one of: 男、女"):
        converter(SEX)(cell)


def test_choice_keeps_the_zero_that_a_spreadsheet_drops():
    column = Column("x", "x", kind="choice", choices=(Choice("01", "汉族"), Choice("02", "蒙古族")))
    assert converter(column)(1.0) == "01"


@given(st.floats(-1e300, 1e300))
def test_number_is_shown_with_15_digits(number):
    assert float(exact(number)) == pytest.approx(number, rel=1e-14)
    assert "e" not in shown(number).lower()
