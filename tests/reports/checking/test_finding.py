"""What is a figure, with value, unit, qualifier and interval; and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzhi.core.numbers import Style, hanzi, printed
from luzhi.reports.checking.finding import Found, find
from tests.reports.checking.cases import CASES, Case

ONE = (
    ("316条", "316 条 exact 316 316"),
    ("10余次", "10 次 余 10 20"),
    ("200余万元", "2000000 元 余 2000000 3000000"),
    ("200万余元", "2000000 元 余 2000000 2010000"),
    ("3.5万余元", "35000 元 余 35000 36000"),
    ("73万余元", "730000 元 余 730000 740000"),
    ("近300万元", "3000000 元 近 2500000 3000000"),
    ("近42%", "42 % 近 41.5 42"),
    ("约50人", "50 人 约 45 55"),
    ("逾500万元", "5000000 元 逾 5000000 -"),
    ("不少于3次", "3 次 不少于 3 -"),
    ("不足10件", "10 件 不足 - 10"),
    ("十几名", "10 人 几 11 19"),
    ("数十家", "10 家 数 20 90"),
    ("3—5个", "3 个 至 3 5"),
    ("30%～40%", "30 % 至 30 40"),
    ("三四十次", "30 次 至 30 40"),
    ("一百二十件", "120 件 exact 120 120"),
    ("两千三百名", "2300 人 exact 2300 2300"),
    ("百分之九十五", "95 % exact 95 95"),
    ("千分之五", "5 ‰ exact 5 5"),
    ("七成以上", "70 % 以上 70 -"),
    ("七成多委员", "70 % 多 70 80"),
    ("超四成委员", "40 % 超 40 -"),
    ("翻两番", "4 倍 exact 4 4"),
    ("港币50万元", "500000 港元 exact 500000 500000"),
    ("3亿5000万元", "350000000 元 exact 350000000 350000000"),
    ("1,234,567元", "1234567 元 exact 1234567 1234567"),
    ("１２３件", "123 件 exact 123 123"),
    ("兩萬餘條", "20000 条 余 20000 30000"),
    ("2.5个百分点", "2.5 个百分点 exact 2.5 2.5"),
    ("36人（次）", "36 人次 exact 36 36"),
    ("上千人", "1000 人 上 1000 -"),
    ("不得低于30%", "30 % 不少于 30 -"),
    ("不得超过30件", "30 件 不超过 - 30"),
    ("９８．６％", "98.6 % exact 98.6 98.6"),
    ("三点五公里", "3.5 公里 exact 3.5 3.5"),
    ("零点五个百分点", "0.5 个百分点 exact 0.5 0.5"),
    ("5.1万亿", "5100000000000  exact 5100000000000 5100000000000"),
    ("3.8万贫困人口", "38000 人 exact 38000 38000"),
    ("3 1 6条", "316 条 exact 316 316"),
)
NONE = (
    "2019年2月25日", "2019-2-25 11:11", "萍政协发〔2019〕5号", "十三届六次会议", "第12号提案", "前三名", "三会一课", "“四个意识”", "十个一", "八一路",
    "5G", "一带一路", "双月", "“十三五”", "千方百计", "一方面", "一是抓学习", "(1)抓学习", "1.抓学习", "0799-6832561", "PM2.5", "这三支队伍", "千家万户",
    "连续23年", "3个月内", "5个工作日", "节约用水", "九三学社", "1+3+N", "360300198001011234", "近3年来", "一定程度", "第三产业",
    "二次污染", "二期工程", "第1、2栋", "168号3栋2单元501室", "东塘村3组", "×100%", "9时30分", "两点一线", "三点五十分",
)  # fmt: skip


def told(figure: Found) -> str:
    ends = ("-" if end is None else f"{end.normalize():f}" for end in (figure.low, figure.high))
    return " ".join((f"{figure.value.normalize():f}", figure.unit, figure.qualifier, *ends))


@pytest.mark.parametrize(("text", "wanted"), ONE)
def test_figure_is_read_with_its_interval(text: str, wanted: str) -> None:
    assert [told(figure) for figure in find(f"共有{text}。")] == [wanted]


@pytest.mark.parametrize("text", NONE)
def test_name_date_or_number_is_no_figure(text: str) -> None:
    assert [figure.text for figure in find(f"市政协{text}，")] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:20])
def test_every_figure_of_a_text_is_found(case: Case) -> None:
    found = [(figure.value.normalize(), figure.unit, figure.qualifier) for figure in find(case.text)]
    assert found == [(Decimal(value).normalize(), unit, tag) for value, unit, tag in case.expected()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全年共提出意见和建议合计3\n16条，", ["3\n16条"]),
        ("捐赠200yú余万元", ["200yú余万元"]),
        ("捐赠 200 余 万元", ["200 余 万元"]),
        ("捐赠2 0 0余万元", ["2 0 0余万元"]),
        ("捐赠12 000元", ["12 000元"]),
        ("编号12 35件", ["35件"]),
    ],
)
def test_dirt_of_copying_is_read_over_and_kept_in_the_place(text: str, wanted: list[str]) -> None:
    assert [text[figure.start : figure.end] for figure in find(text)] == wanted


def test_cell_has_the_unit_of_its_column() -> None:
    table = (
        "单位\t件数\t金额（万元）\t占比\t年份\n教育局\t39\t12.5\t45.3%\t2018\n卫健委\t1,012\t—\t54.7%\t2019"
    )
    found = [(figure.text, f"{figure.value:f}", figure.unit) for figure in find(table)]
    assert found == [
        ("39", "39", "件"), ("12.5", "125000.0", "元"), ("45.3%", "45.3", "%"), ("1,012", "1012", "件"), ("54.7%", "54.7", "%"),
    ]  # fmt: skip


def test_sentence_is_the_figures_own() -> None:
    assert find("先讲一句。共有5件提案。再讲一句。")[0].sentence == "共有5件提案。"


@given(
    st.decimals(min_value=0, max_value=10**11, places=2) | st.integers(0, 10**9).map(Decimal),
    st.sampled_from(("条", "元", "人次")),
    st.sampled_from((Style.EXACT, Style.YU, Style.WAN)),
    st.booleans(),
)
@settings(max_examples=400)
def test_printed_figure_can_stand_for_its_value(
    value: Decimal, unit: str, style: Style, just_over: bool
) -> None:
    text = printed(value, unit, style, just_over=just_over)
    (figure,) = find(f"共有{text}。")
    assert figure.text == text
    assert figure.unit == unit
    assert figure.span.holds(value)


@given(st.integers(2, 9999), st.sampled_from(("件", "条", "次")))
def test_chinese_numeral_is_read(number: int, unit: str) -> None:
    assert [figure.value for figure in find(f"办理{hanzi(number)}{unit}。")] == [number]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percentage_can_stand_for_its_ratio(part: int, more: int) -> None:
    (figure,) = (
        find(f"占{printed(Decimal(part) / (part + more), '', Style.PERCENT)}。") if part else find("占0%。")
    )
    assert abs(figure.value - Decimal(part) * 100 / (part + more)) <= Decimal("0.1")


@given(
    st.text(
        "0123456789一二三十百千万亿几数余多近约件次元%.,、，。()（） \n\t\u3000第年月占其中共", max_size=200
    )
)
@settings(max_examples=300)
def test_any_text_is_read_and_places_are_right(text: str) -> None:
    found = find(text)
    assert [figure.text for figure in found] == [text[figure.start : figure.end] for figure in found]
    assert [figure.start for figure in found] == sorted({figure.start for figure in found})
