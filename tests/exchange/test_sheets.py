import datetime
import io
from pathlib import Path

import docx
import pytest
import xlsxwriter

from luzhi.exchange.sheets import Span, Unreadable, read
from tests.exchange.workbooks import changed, csv_sheet, sheet, workbook

OLD = Path(__file__).parent / "data" / "gifts.xls"


def cells(found):
    return [list(row.cells) for row in found.rows()]


def test_workbook_keeps_texts_numbers_and_dates():
    found = sheet(["  a\n ", 1.5, datetime.date(2018, 3, 5), True])
    assert cells(found) == [["  a\n ", 1.5, datetime.date(2018, 3, 5), True]]


def test_row_number_is_that_of_the_file():
    found = sheet([], [], ["", "", "x"], [], ["", "y"])
    assert [(row.number, list(row.cells)) for row in found.rows()] == [
        (1, ["", "", ""]),
        (2, ["", "", ""]),
        (3, ["", "", "x"]),
        (4, ["", "", ""]),
        (5, ["", "y", ""]),
    ]


def test_merged_cell_is_known_to_the_rows_below():
    found = sheet(["donor", "n"], ["甲", 1], ["", 2], ["", 3], ["乙", 4], merged=["A2:A4"])
    assert found.merged == (Span(2, 0, 4, 0),)
    assert [row.above for row in found.rows()] == [{}, {}, {0: "甲"}, {0: "甲"}, {}]


def test_rows_can_be_walked_again():
    found = sheet(["a"], ["b"])
    assert cells(found) == cells(found)


def test_hidden_and_empty_sheets_are_left_out():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("empty")
    book.add_worksheet("data").write(0, 0, "x")
    hidden = book.add_worksheet("hidden")
    hidden.write(0, 0, "y")
    hidden.hide()
    book.close()
    assert [found.name for found in read(target, "a.xlsx")] == ["data"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_text_file_is_read_in_any_usual_encoding(encoding, separator):
    text = (
        separator.join(["姓名", "备注"])
        + "\r\n"
        + separator.join([" 王喆 ", '"第一行\r\n第二行, ""引""\t"'])
        + "\r\n"
    )
    assert cells(csv_sheet(text, encoding)) == [["姓名", "备注"], [" 王喆 ", '第一行\r\n第二行, "引"\t']]


def test_text_with_tabs_is_still_separated_by_commas():
    found = csv_sheet("a,b\n1\t2\t3\t4,x\n5\t6\t7,y\n")
    assert cells(found) == [["a", "b"], ["1\t2\t3\t4", "x"], ["5\t6\t7", "y"]]


def test_old_workbook_is_read_with_merged_cells_dates_and_formulas():
    found = read(OLD, "gifts.xls")[0]
    rows = list(found.rows())
    assert [found.name, found.merged] == ["捐赠", (Span(3, 1, 4, 1), Span(1, 0, 1, 3))]
    assert list(rows[2].cells) == [datetime.date(2018, 3, 5), "萍乡某某公司", 1200.5, "  前后空格  "]
    assert (rows[3].above, rows[3].cells[3]) == ({1: "萍乡某某公司"}, "长" * 9000)
    assert sorted(found.formulas) == [(4, 2), (6, 2)]


def test_content_decides_and_not_the_name():
    assert cells(read(workbook(["x"]), "a.csv")[0]) == [["x"]]
    assert cells(read(io.BytesIO(b"a\tb\n"), "a.xls")[0]) == [["a", "b"]]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.csv", "The file is empty."),
        (b" \r\n\r\n,,\r\n", "a.csv", "The file is empty."),
        (b"plain words", "a.docx", "This is no spreadsheet. Give an .xlsx, .xls or .csv file."),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "a.csv",
            "This is no spreadsheet and no text in UTF-8 or GB18030.",
        ),
        (bytes(range(1, 255)) * 9, "a.csv", "This is no spreadsheet and no text in UTF-8 or GB18030."),
        (b"\x01\x02" + "中文".encode("gb18030") * 50, "a.csv", "This is no spreadsheet and no text in UTF-8"),
        (b"<html><table><tr><td>1", "a.xls", "This is a web page with a table."),
        (b'a,b\n1,2\n3,"4\n5,6\n', "a.csv", "The quotation marks do not match after row 2."),
        (b"PK\x03\x04" + b"junk" * 50, "a.xlsx", "The file is damaged or no workbook."),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\x07" * 4000, "a.xls", "The file is damaged or no workbook."),
    ],
)
def test_unreadable_file_says_what_it_is(data, name, reason):
    with pytest.raises(Unreadable, match=reason):
        read(io.BytesIO(data), name)


def test_empty_workbook_is_refused():
    with pytest.raises(Unreadable, match=r"The file is empty\."):
        read(workbook([]), "a.xlsx")


def test_word_document_is_named_as_such():
    target = io.BytesIO()
    docx.Document().save(target)
    with pytest.raises(Unreadable, match="This is a Word document"):
        read(target, "a.xlsx")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("sheet1.xml", lambda data: data[:-40]),
        ("sheet1.xml", lambda data: data.replace(b"</sheetData>", b"</wrong>")),
        ("sheet1.xml", lambda data: data.replace(b"<v>0</v>", b"<v>7</v>")),
        ("sharedStrings.xml", lambda data: data.replace(b"</si>", b"")),
        ("workbook.xml.rels", lambda data: data.replace(b"worksheets/sheet1", b"worksheets/sheet9")),
        ("workbook.xml", lambda data: b""),
    ],
)
def test_broken_package_is_refused(part, change):
    with pytest.raises(Unreadable, match="The file is damaged or no workbook"):
        read(changed(workbook(["x", "y"]), part, change), "a.xlsx")


@pytest.mark.asvs("T-ASVS-12")
@pytest.mark.parametrize(
    "entity", [b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', b'<!ENTITY a SYSTEM "file:///etc/passwd">']
)
@pytest.mark.parametrize("part", ["sheet1.xml", "sharedStrings.xml", "styles.xml", "core.xml"])
def test_entity_declaration_is_refused(part, entity):
    def declare(data):
        head, mark, rest = data.partition(b"?>")
        return head + mark + b"<!DOCTYPE x [" + entity + b"]>" + rest

    with pytest.raises(Unreadable, match="The file is damaged or no workbook"):
        read(changed(workbook(["x"]), part, declare), "a.xlsx")


def test_formula_is_found_by_its_place():
    found = sheet(["a", "b"], [1, ""], formulas=[("B2", "=A2*2", 2), ("C3", '=IF(A2<1,"x","&")', "&")])
    assert found.formulas == {(2, 1): "=A2*2", (3, 2): '=IF(A2<1,"x","&")'}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'<c r="B2">', b'<c s="0" r="B2">'),
        lambda data: data.replace(b'<c r="B2">', b"<c\nr='B2'>"),
        lambda data: data.replace(b'<c r="B2"><f>', b'<c r="B2"><!-- --><f>'),
        lambda data: data.replace(b' r="A2"', b"").replace(b' r="B2"', b""),
        lambda data: data.replace(b"<f>", b"<f >"),
        lambda data: data.replace(b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/'
                                  b'spreadsheetml/2006/main" ').replace(b"<f>", b"<x:f>").replace(b"</f>", b"</x:f>"),
    ],
)  # fmt: skip
def test_formula_is_found_in_any_spelling(change):
    package = changed(workbook(["a", "b"], [1, ""], formulas=[("B2", "=A2*2", 2)]), "sheet1.xml", change)
    assert read(package, "a.xlsx")[0].formulas == {(2, 1): "=A2*2"}


def test_formula_outside_the_cells_is_none():
    def sparkline(data):
        extension = b'<extLst><ext xmlns:xm="urn:x"><xm:f>Sheet1!A1:B1</xm:f></ext></extLst></worksheet>'
        return data.replace(b"</worksheet>", extension)

    assert read(changed(workbook(["a", "b"]), "sheet1.xml", sparkline), "a.xlsx")[0].formulas == {}


def test_error_value_is_found_by_its_place():
    def paste(data):
        return data.replace(b'<c r="B1"><v>2</v>', b'<c r="B1" t="e"><v>#N/A</v>')

    assert read(changed(workbook([1, 2]), "sheet1.xml", paste), "a.xlsx")[0].errors == {(1, 1): "#N/A"}
