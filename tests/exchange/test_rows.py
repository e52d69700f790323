import datetime
from decimal import Decimal

import pytest

from luzhi.exchange.columns import Column
from luzhi.exchange.rows import Note, Refusal, parse
from luzhi.exchange.sheets import read
from tests.exchange.workbooks import GIFTS, changed, csv_sheet, sheet, workbook

HEAD = ["日期", "捐赠人", "金额", "物资", "数量", "备注"]
DAY = datetime.date(2018, 3, 5)


def walked(*rows, **options):
    table = parse(sheet(HEAD, *rows, **options), GIFTS)
    return table, list(table)


def said(table):
    return [str(check) for check in table.checks]


def test_row_gives_values_by_field_and_its_own_number():
    _table, rows = walked([], [DAY, " 张三 ", 100, "", 3, " 好 "])
    assert rows == [
        (
            3,
            {
                "date": DAY,
                "donor": "张三",
                "amount": Decimal(100),
                "goods": "",
                "quantity": 3,
                "note": " 好 ",
            },
            [],
        )
    ]


def test_refused_cells_are_named_and_the_rest_kept():
    _table, rows = walked(["2018-02-30", "张三", "二百万左右"], [DAY, "", 5])
    assert [row.refusals for row in rows] == [
        [
            Refusal(2, "日期", "A2", "2018-02-30", "There is no such date"),
            Refusal(2, "金额", "C2", "二百万左右", "Not an exact amount; write it like 2130000 or 213万元"),
        ],
        [Refusal(3, "捐赠人", "B3", "", "Required, but empty")],
    ]
    assert rows[0].values == {"donor": "张三", "goods": "", "quantity": None, "note": ""}


def test_formula_in_a_wanted_column_is_refused_by_its_cell():
    _table, rows = walked([DAY, "张三", ""], [DAY, "李四", 5], formulas=[("C2", "=1+2", 3), ("H3", "=9", 9)])
    assert [row.refusals for row in rows] == [
        [Refusal(2, "金额", "C2", "=1+2", "A formula; paste its value instead")],
        [],
    ]


def test_error_value_is_refused_and_not_taken_for_blank():
    def paste(data):
        return data.replace(b'<c r="C2"><v>7</v>', b'<c r="C2" t="e"><v>#N/A</v>')

    package = changed(workbook(HEAD, [DAY, "张三", 7]), "sheet1.xml", paste)
    rows = list(parse(read(package, "a.xlsx"), GIFTS))
    assert rows[0].refusals == [Refusal(2, "金额", "C2", "#N/A", "The spreadsheet shows an error here")]


def test_formula_like_text_is_kept_as_text():
    _table, rows = walked([DAY, "张三", 1, "=cmd|' /C calc'!A0"])
    assert (rows[0].values["goods"], rows[0].refusals) == ("=cmd|' /C calc'!A0", [])


def test_merged_cell_repeats_words_but_never_amounts():
    table, rows = walked(
        [DAY, "张三", 100, "米", 1],
        ["", "", "", "油", 2],
        [DAY, "李四", 50, "", 4],
        merged=["A2:A3", "B2:B3", "C2:C3"],
    )
    assert [(row.values["donor"], row.values["amount"], row.values["quantity"]) for row in rows] == [
        ("张三", 100, 1),
        ("张三", None, 2),
        ("李四", 50, 4),
    ]
    assert table.totals == {"amount": 150, "quantity": 7}


@pytest.mark.parametrize("label", ["合计", "合 计", "总计：", "合计（元）", "Total", "共计", "捐款合计"])
def test_total_row_is_compared_and_not_imported(label):
    table, rows = walked([DAY, "张三", 100.1], [DAY, "李四", 200.2], [label, "", 300.3])
    name = label
    assert (len(rows), said(table)) == (2, [f"Row 4 ({name}): “金额” adds up to 300.30."])


def test_total_that_differs_gives_both_sums():
    table, _rows = walked([DAY, "张三", 100], [DAY, "李四", 200], ["合计", "", 310])
    assert said(table) == [
        "Row 4 (合计): the sheet says 310.00 for “金额”, its rows add up to 300.00.",
    ]
    assert [check.agrees for check in table.checks] == [False]


def test_total_by_formula_is_a_check_like_any_other():
    table, rows = walked([DAY, "张三", 100], ["合计"], formulas=[("C3", "=SUM(C2:C2)", 100)])
    assert (len(rows), [check.agrees for check in table.checks]) == (1, [True])


@pytest.mark.parametrize(
    "last",
    [
        ["总金额：300元"],
        ["", "总金额300.00元"],
        ["总金额：", "300元"],
        ["合计2笔，共计300元"],
        ["总金额（人民币）：￥300元整"],
        ["总金额:0.03万元"],
    ],
)
def test_total_written_as_text_is_read(last):
    table, rows = walked([DAY, "张三", 100], [DAY, "李四", 200], last)
    assert (len(rows), [(check.printed, check.summed) for check in table.checks]) == (2, [(300, 300)])


def test_total_above_the_header_is_compared_at_the_end():
    table = parse(csv_sheet("总金额：301元\n日期,捐赠人,金额\n2018-3-5,张三,100\n2018-3-5,李四,200\n"), GIFTS)
    assert (len(list(table)), said(table)) == (
        2,
        ["Row 1 (总金额：301元): the sheet says 301.00 for “金额”, its rows add up to 300.00."],
    )


def test_part_sums_stand_for_their_part():
    table, rows = walked(
        [DAY, "甲", 1, "", 2],
        ["小计", "", 1, "", 2],
        [DAY, "乙", 10, "", 20],
        [DAY, "丙", 100, "", 200],
        ["小计", "", 110, "", 220],
        ["总计", "", 111, "", 222],
    )
    assert (len(rows), [(check.field, check.summed, check.agrees) for check in table.checks]) == (
        3,
        [("amount", 1, True), ("quantity", 2, True), ("amount", 110, True), ("quantity", 220, True),
         ("amount", 111, True), ("quantity", 222, True)],
    )  # fmt: skip


def test_total_that_is_no_number_is_reported():
    table, _rows = walked([DAY, "张三", 100], ["合计", "", "见附件"])
    assert said(table) == ["Row 3 (合计) gives no readable total for “金额”."]


def test_total_in_the_unit_of_the_heading_is_compared():
    table = parse(sheet(["日期", "捐赠人", "金额（万元）"], [DAY, "张三", 1.5], ["合计", "", 1.5]), GIFTS)
    assert ([row.values["amount"] for row in table], [check.agrees for check in table.checks]) == (
        [15_000],
        [True],
    )


def test_donor_whose_name_begins_like_a_total_is_data():
    _table, rows = walked([DAY, "总计划处", 1], [DAY, "合计公司", 2], [DAY, "李四", 3, "各类物资合计"])
    assert [row.values["donor"] for row in rows] == ["总计划处", "合计公司", "李四"]


def test_complete_row_whose_first_text_ends_like_a_total_is_data():
    table = parse(sheet(["捐赠人", "日期", "金额"], ["利民合计", DAY, 5]), GIFTS)
    assert [row.values["donor"] for row in table] == ["利民合计"]


def test_rows_that_are_no_data_are_named():
    table, rows = walked(
        ["一、企业捐赠"],
        [DAY, "张三", 1],
        HEAD,
        [DAY, "李四", 2],
        ["备注：以上均已到账"],
        ["制表：王五", "", "审核：赵六"],
        ["", "", "", "", "", ""],
        ["某某市红十字会"],
        ["2018年3月6日"],
        merged=["A2:F2"],
    )
    assert ([row.values["donor"] for row in rows], table.notes) == (
        ["张三", "李四"],
        [
            Note(2, "一、企业捐赠"),
            Note(6, "备注：以上均已到账"),
            Note(7, "制表：王五 审核：赵六"),
            Note(9, "某某市红十字会"),
            Note(10, "2018年3月6日"),
        ],
    )


def test_running_numbers_prepared_for_later_are_no_rows():
    rows = list(parse(sheet(["序号", *HEAD], [1, DAY, "张三", 5], [2], [3]), GIFTS))
    assert [row.row_number for row in rows] == [2]


def test_lone_cell_among_the_data_is_refused_and_not_lost():
    _table, rows = walked([DAY, "张三", 1], ["", "李四"], [DAY, "王五", 2])
    assert [(row.row_number, [refusal.cell for refusal in row.refusals]) for row in rows] == [
        (2, []),
        (3, ["A3"]),
        (4, []),
    ]


def test_lone_cell_right_after_the_data_is_refused_and_not_lost():
    _table, rows = walked([DAY, "张三", 1], ["", "李四"])
    assert [len(row.refusals) for row in rows] == [0, 1]


def test_row_that_is_complete_is_never_taken_for_a_signature():
    columns = (Column("name", "姓名", required=True), Column("sex", "性别"), Column("note", "备注"))
    table = parse(sheet(["姓名", "性别", "备注"], ["张三", "男", ""], [], ["李四"]), columns)
    assert [row.values["name"] for row in table] == ["张三", "李四"]


def test_required_cell_marked_as_nothing_is_refused():
    _table, rows = walked(["/", "张三", 1])
    assert rows[0].refusals == [Refusal(2, "日期", "A2", "/", "Required, but empty")]


def test_own_refusal_stands_at_its_field():
    table, _rows = walked([DAY, "张三", 1])
    assert table.refusal(2, "donor", "张三", "unknown") == Refusal(2, "捐赠人", "B2", "张三", "unknown")
    assert table.refusal(2, "elsewhere", None, "unknown") == Refusal(2, "elsewhere", "", "", "unknown")


def test_walking_twice_gives_the_same():
    table, rows = walked([DAY, "张三", 1], ["合计", "", 1])
    assert (list(table), len(table.checks)) == (rows, 1)
