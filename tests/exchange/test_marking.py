import datetime
import io
import re
import zipfile

from luzhi.exchange.marking import marked_sheet
from luzhi.exchange.rows import parse
from luzhi.exchange.sheets import Span, read
from tests.exchange.workbooks import GIFTS, csv_sheet, sheet

DAY = datetime.date(2018, 3, 5)


def marked(found):
    table = parse(found, GIFTS)
    refusals = [refusal for row in table for refusal in row.refusals]
    target = io.BytesIO()
    marked_sheet(target, table.matched, refusals)
    target.seek(0)
    return target


def xml(target, part):
    with zipfile.ZipFile(target) as package:
        return next(package.read(name).decode() for name in package.namelist() if name.endswith(part))


def test_marked_sheet_keeps_every_cell_and_adds_the_reasons():
    target = marked(
        sheet(
            ["名册"],
            ["日期", "捐赠人", "金额"],
            [DAY, " 张三 ", 1],
            ["2018-02-30", "", "=1"],
            ["合计", "", 1],
        )
    )
    assert [list(row.cells) for row in read(target, "a.xlsx")[0].rows()] == [
        ["名册", "", "", ""],
        ["日期", "捐赠人", "金额", "Reason"],
        [DAY, " 张三 ", 1, ""],
        [
            "2018-02-30",
            "",
            "=1",
            "日期：There is no such date；捐赠人：Required, but empty；"
            "金额：Not an exact amount; write it like 2130000 or 213万元",
        ],
        ["合计", "", 1, ""],
    ]


def test_refused_cells_are_red_and_carry_a_comment():
    target = marked(sheet(["日期", "捐赠人"], ["2018-02-30", "张三"]))
    styles = dict(re.findall(r'<c r="([A-Z]\d)" s="(\d+)"', xml(target, "sheet1.xml")))
    assert styles["A2"] not in (styles["B2"], styles["A1"])
    assert "There is no such date" in xml(target, "comments1.xml")
    assert xml(target, "comments1.xml").count("<comment ") == 1
    assert "FFF8C9C4" in xml(target, "styles.xml")


def test_merged_cells_stay_merged():
    target = marked(
        sheet(
            ["日期", "捐赠人", "物资"],
            [DAY, "张三", "米"],
            ["", "", "油"],
            ["x", "y"],
            merged=["A2:A3", "B2:B3"],
        )
    )
    assert sorted(read(target, "a.xlsx")[0].merged) == [Span(2, 0, 3, 0), Span(2, 1, 3, 1)]


def test_formulas_are_given_back_as_values():
    target = marked(sheet(["日期", "捐赠人", "金额"], [DAY, "张三", ""], formulas=[("C2", "=1+1", 2)]))
    found = read(target, "a.xlsx")[0]
    assert ([list(row.cells)[2] for row in found.rows()], found.formulas) == (["金额", 2], {})
    assert "=1+1" in xml(target, "comments1.xml")


def test_mended_sheet_is_taken_and_its_reasons_used_again():
    first = read(marked(sheet(["日期", "捐赠人"], ["2018-02-30", "张三"])), "a.xlsx")[0]
    again = read(marked(first), "a.xlsx")[0]
    assert [list(row.cells) for row in again.rows()] == [list(row.cells) for row in first.rows()]


def test_text_file_comes_back_as_a_workbook_with_its_long_texts_cut_and_said():
    target = marked(csv_sheet("日期,捐赠人,备注\n2018-3-5,张三,%s\n" % ("长" * 40_000)))
    cells = list(read(target, "a.xlsx")[0].rows())[1].cells
    assert (len(cells[2]), cells[2][-1]) == (32_766, "…")
    assert cells[3] == "C2 is longer than a cell of Excel holds and is cut here; your own file has all of it"
