from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.functional import Promise
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.numbers import (
    Style,
    adjacent,
    document_date,
    hanzi,
    parse_amount,
    parse_count,
    percent,
    percentages,
    portal_time,
    printed,
    session_name,
    year_hanzi,
)

yuan = st.decimals(min_value=0, max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (10, "次", "10次"),
        (11, "次", "10余次"),
        (19, "次", "10余次"),
        (9, "次", "9次"),
        (300, "人次", "300人次"),
        (301, "人次", "300余人次"),
        (317, "人次", "300余人次"),
        (394, "人次", "300余人次"),
        (395, "人次", "近400人次"),
        (99, "人", "90余人"),
        (2_000_000, "元", "200万元"),
        (2_000_001, "元", "200余万元"),
        (2_004_000, "元", "200余万元"),
        (2_130_000, "元", "200余万元"),
        (2_949_999, "元", "200余万元"),
        (2_960_000, "元", "近300万元"),
        (23_000, "元", "2万余元"),
        (99_600_000, "元", "近1亿元"),
        (130_000_000, "元", "1亿余元"),
        (1_300_000_000, "元", "10余亿元"),
        (Decimal("10.5"), "小时", "10余小时"),
        (Decimal("2.50"), "小时", "2.5小时"),
    ],
)
def test_round_number_prints_yu_or_jin(value, unit, expected):
    assert printed(value, unit, Style.YU) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2_004_000, "200万余元"),
        (2_010_000, "200余万元"),
        (2_000_000, "200万元"),
        (23_000, "2万余元"),
        (1_000_400_000, "10余亿元"),
    ],
)
def test_round_number_prints_just_over(value, expected):
    assert printed(value, "元", Style.YU, just_over=True) == expected


@pytest.mark.parametrize(
    ("value", "unit", "style", "expected"),
    [
        (316, "条", Style.EXACT, "316条"),
        (500, "册", Style.EXACT, "500册"),
        (Decimal("1200.50"), "元", Style.EXACT, "1200.5元"),
        (2_130_000, "元", Style.WAN, "213万元"),
        (2_135_049, "元", Style.WAN, "213.5万元"),
        (9_500, "元", Style.WAN, "9500元"),
        (10_000, "元", Style.WAN, "1万元"),
        (99_999_999, "元", Style.WAN, "1亿元"),
        (150_000_000, "元", Style.WAN, "1.5亿元"),
        (Decimal("0.9333"), "", Style.PERCENT, "93.3%"),
    ],
)
def test_figure_prints_in_its_style(value, unit, style, expected):
    assert printed(value, unit, style) == expected


@given(st.integers(1, 10**13))
def test_yu_is_strictly_above_and_jin_below(value):
    text = printed(value, "元", Style.YU)
    shown = parse_amount(text.replace("余", "").replace("近", ""))
    place = 10 ** (len(str(value)) - 1)
    assert (shown < value < shown + place) == ("余" in text)
    assert (shown > value) == ("近" in text)
    assert text.count("余") + text.count("近") == (shown != value)


@given(yuan)
def test_exact_amount_reads_back(value):
    assert parse_amount(printed(value, "元")) == value


@given(yuan)
def test_wan_is_at_most_half_a_hundredth_off(value):
    shown = parse_amount(printed(value, "元", Style.WAN))
    unit = 10**4 if value < 99_995_000 else 10**8
    assert abs(shown - value) * 200 <= unit


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (146, 146, "100%"),
        (9999, 10000, "99.9%"),
        (0, 5, "0%"),
        (0, 0, "–"),
        (3, 2, "150%"),
        (14, 15, "93.3%"),
    ],
)
def test_percent_prints_ratio(part, whole, expected):
    assert percent(part, whole) == expected


def test_percentages_give_the_rest_to_the_largest_remainder():
    assert percentages([557, 46, 24]) == ["88.8%", "7.4%", "3.8%"]


def test_percentages_of_nothing_are_dashes():
    assert percentages([0, 0]) == ["–", "–"]


def test_percentages_refuse_a_negative_part():
    with pytest.raises(ValueError):  # noqa: PT011 - the text needs a language
        percentages([3, -1])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any), st.integers(0, 2))
def test_percentages_add_up_to_one_hundred(parts, decimals):
    shares = [Decimal(share.rstrip("%")) for share in percentages(parts, decimals)]
    assert sum(shares) == 100
    assert all(
        abs(share - Decimal(part * 100) / sum(parts)) < 1 for share, part in zip(shares, parts, strict=True)
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (6, "六"),
        (10, "十"),
        (13, "十三"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_hanzi_writes_numerals(number, expected):
    assert hanzi(number) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [(3, 4, "天", "三四天"), (1, 2, "次", "一两次"), (2, 3, "天", "两三天"), (13, 14, "人", "十三四人")],
)
def test_adjacent_numbers_stand_together(low, high, unit, expected):
    assert adjacent(low, high, unit) == expected


@pytest.mark.parametrize(("low", "high"), [(3, 5), (4, 3), (9, 10), (10, 11), (0, 1), (99, 100)])
def test_adjacent_refuses_ambiguous_pairs(low, high):
    with pytest.raises(ValueError):  # noqa: PT011
        adjacent(low, high, "天")


def test_names_and_dates_follow_official_form():
    assert session_name(13, 6) == "十三届六次"
    assert year_hanzi(2018) == "二〇一八"
    assert document_date(date(2019, 2, 25)) == "2019年2月25日"
    assert portal_time(datetime(2019, 2, 25, 3, 11, tzinfo=UTC)) == "2019-2-25 11:11"
    assert portal_time(datetime(2019, 2, 24, 16, 5, tzinfo=UTC)) == "2019-2-25 00:05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,130,000", "2130000"),
        ("213万", "2130000"),
        ("213万元", "2130000"),
        (" ３００元 ", "300"),
        ("￥1,200.50", "1200.5"),
        ("１，２００．５０元整", "1200.5"),
        ("1.5亿元", "150000000"),
        ("3千万元", "30000000"),
        ("0", "0"),
    ],
)
def test_amount_reads_exact_cells(text, expected):
    assert parse_amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "二百万左右",
        "约200万",
        "200余万",
        "200多万元",
        "近300万元",
        "-5",
        "1,20",
        "0.001元",
        "10²",
        "①",
        "3 4",
        "NaN",
    ],
)
def test_amount_refuses_vague_cells(text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse_amount(text)
    assert isinstance(caught.value.args[0], Promise)


@given(st.text(max_size=12))
def test_amount_is_read_or_refused(text):
    try:
        assert parse_amount(text) >= 0
    except ValueError as error:
        assert len(error.args) == 1  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [("317", "", 317), ("１，２００", "", 1200), ("3万", "", 30000), ("317 人次", "人次", 317)],
)
def test_count_reads_whole_numbers(text, unit, expected):
    assert parse_count(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit"), [("3.5", ""), ("300余人次", "人次"), ("317册", "人次"), ("317册", "")]
)
def test_count_refuses_other_cells(text, unit):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_count(text, unit)
