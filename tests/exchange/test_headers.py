import pytest

from luzhi.exchange.columns import Column, heading, unit_of
from luzhi.exchange.headers import Unmatched, match, match_any
from luzhi.exchange.sheets import read
from tests.exchange.workbooks import GIFTS, csv_sheet, sheet, workbook


def letters(matched):
    return {name: place.letter for name, place in matched.places.items()}


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("元", 1), ("万元", 10_000), ("千元", 1_000), ("亿元", 10**8), ("单位：万元", 10_000), ("人民币 元", 1),
        ("人民币万元", 10_000), ("10,000 yuan", 10_000), ("万", 10_000), ("万人次", 10_000), ("人次", None), ("必填", None),
        ("千克", None), ("百分比", None), ("美元", None), ("万美元", None), ("yyyy-mm-dd", None),
    ],
)  # fmt: skip
def test_unit_gives_its_factor(text, factor):
    assert unit_of(text) == factor


@pytest.mark.parametrize(
    ("text", "alias", "sureness"),
    [
        ("金额", "金额", 4),
        (" 金\n额 ", "金额", 4),
        ("＊捐赠人（必填）", "捐赠人", 3),
        ("Proposal_Number", "proposalnumber", 4),
        ("金额（万元）", "金额", 3),
        ("金额/万元", "金额", 3),
        ("金额万元", "金额", 3),
        ("捐赠(单位/姓名）", "捐赠单位", 3),
        ("姓名/单位", "姓名", 2),
        ("数量总计", "数量", 2),
        ("捐赠方名称", "捐赠方", 2),
        ("折算金额", "金额", 1),
        ("name of donor", "donor", 0),
        ("金额说明", "金额", 0),
    ],
)
def test_heading_is_recognised_by_likeness(text, alias, sureness):
    assert heading(text).likeness(alias) == sureness


def test_header_is_found_below_titles():
    matched = match(
        sheet(
            ["2018年捐赠登记表"],
            ["", "", "制表日期：2018-12-31"],
            [],
            ["序号", "日期", "捐赠单位", "金额"],
            [1, "x", "y", 2],
        ),
        GIFTS,
    )
    assert (matched.header_rows, letters(matched), matched.unknown) == (
        (4,),
        {"date": "B", "donor": "C", "amount": "D"},
        ("序号",),
    )
    assert matched.preamble == ("2018年捐赠登记表", "制表日期：2018-12-31")


def test_header_of_two_rows_with_merged_groups_is_read():
    matched = match(
        sheet(
            ["捐赠登记表"],
            ["序号", "日期", "捐赠", "", "", "备注"],
            ["", "", "人", "金额（万元）", "物资", ""],
            [1, "2018-3-5", "张三", 1, "", ""],
            merged=["A2:A3", "B2:B3", "C2:E2", "F2:F3"],
        ),
        GIFTS,
    )
    assert (matched.header_rows, letters(matched)) == (
        (2, 3),
        {"date": "B", "donor": "C", "amount": "D", "goods": "E", "note": "F"},
    )
    assert matched.places["amount"].factor == 10_000


def test_merged_group_reaches_over_a_column_without_heading():
    matched = match(
        sheet(
            ["日期", "支出", "捐赠", "", ""],
            ["", "金额", "人", "", "金额"],
            ["x", 1, "y", 2, 3],
            merged=["C1:E1"],
        ),
        GIFTS,
    )
    assert (matched.places["amount"].heading, matched.unknown) == ("捐赠 · 金额", ("支出 · 金额",))


def test_header_of_two_rows_without_merging_is_read():
    matched = match(csv_sheet("日期,捐赠,,备注\n,人,金额,\n2018-3-5,张三,1,\n"), GIFTS)
    assert (matched.header_rows, letters(matched)) == (
        (1, 2),
        {"date": "A", "donor": "B", "amount": "C", "note": "D"},
    )


def test_english_headings_match_the_field_names():
    assert letters(match(csv_sheet("Amount,DONOR,Date\n"), GIFTS)) == {
        "amount": "A",
        "donor": "B",
        "date": "C",
    }


def test_earlier_alias_wins_over_a_later_one():
    columns = (Column("amount", "捐赠金额", ("到账金额", "金额"), kind="money"), Column("other", "别的"))
    matched = match(csv_sheet("金额,到账金额,别的\n"), columns)
    assert (letters(matched), matched.unknown) == ({"amount": "B", "other": "C"}, ("金额",))


def test_exact_heading_wins_over_one_that_only_ends_like_a_better_alias():
    matched = match(csv_sheet("日期,捐赠人,折合捐赠金额,金额\n"), GIFTS)
    assert letters(matched)["amount"] == "D"


def test_guess_by_the_end_of_a_heading_is_told():
    matched = match(csv_sheet("日期,捐赠人,折合金额\n"), GIFTS)
    assert [place.heading for place in matched.guessed] == ["折合金额"]


def test_mapping_overrides_the_headings():
    text = "哪天,捐赠人,谁,金额\n"
    matched = match(csv_sheet(text), GIFTS, {"哪天": "date", "谁": "捐赠人", "金额": ""})
    assert (letters(matched), matched.unknown) == ({"date": "A", "donor": "C"}, ("捐赠人", "金额"))


def test_mapping_may_name_a_column_by_letter():
    assert letters(match(csv_sheet("甲,乙\n"), GIFTS, {"A": "date", "B": "donor"})) == {
        "date": "A",
        "donor": "B",
    }


@pytest.mark.parametrize(
    ("text", "mapping", "message"),
    [
        ("日期,金额\n", {}, "The column “捐赠人” is missing; accepted headings: 捐赠人、捐赠单位、捐赠方、donor."),
        ("a,b\n1,2\n", {}, "No header row was found among the first 30 rows. Wanted columns: 捐赠日期、捐赠人、"
                           "捐赠金额、物资、数量、备注."),
        ("日期,捐赠人\n", {"没有": "note"}, "The sheet has no column “没有”."),
        ("日期,捐赠人\n", {"日期": "moon"}, "“日期” is to become “moon”, which is no field here. Fields: date, donor, "
                                       "amount, goods, quantity, note."),
        ("日期,捐赠人,日期,捐赠人\n", {}, "Several columns could be “捐赠日期”: 日期 (A)、日期 (C). Say which one is meant."),
        ("日期,捐赠人,金额（美元）\n", {}, "The column “金额（美元）” is not in yuan. Convert it to yuan first."),
        ("单位：港元\n日期,捐赠人,金额\n", {}, "The column “金额” is not in yuan. Convert it to yuan first."),
    ],
)  # fmt: skip
def test_header_that_does_not_fit_says_why(text, mapping, message):
    with pytest.raises(Unmatched) as error:
        match(csv_sheet(text), GIFTS, mapping)
    assert str(error.value) == message


def test_missing_columns_are_named_by_field():
    with pytest.raises(Unmatched) as error:
        match(csv_sheet("金额,备注\n"), GIFTS)
    assert error.value.missing == ("date", "donor")


@pytest.mark.parametrize(
    ("above", "title", "factor"),
    [
        ("单位：万元", "金额", 10_000),
        ("计量单位:人、万元", "金额", 10_000),
        ("捐赠汇总表（万元）", "金额", 10_000),
        ("单位：万元", "金额（元）", 1),
        ("单位：元", "金额（万元）", 10_000),
        ("捐赠单位", "金额", 1),
    ],
)
def test_unit_above_the_header_counts_unless_the_heading_has_its_own(above, title, factor):
    matched = match(csv_sheet(f"{above}\n日期,捐赠人,{title}\n"), GIFTS)
    assert matched.places["amount"].factor == factor


def test_sheet_that_means_most_is_chosen():
    sheets = [
        *read(workbook(["日期", "捐赠人"], name="one"), "a.xlsx"),
        *read(workbook(["日期", "捐赠人", "金额"], name="two"), "a.xlsx"),
        *read(workbook(["无关"], name="three"), "a.xlsx"),
    ]
    best = match_any(sheets, GIFTS)
    assert (best.sheet.name, best.other_sheets) == ("two", ("one", "three"))
