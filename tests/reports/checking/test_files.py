"""Files that are checked: web pages, tables, wrong kinds."""

from __future__ import annotations

import io

import docx
import pytest

from luzhi.reports.checking.checked import check
from luzhi.reports.checking.files import TAGS, read_file, text_of_page
from luzhi.writing.reading import Refused
from tests.writing.samples import document, package, paragraph

PAGE = (
    "<html><head><title>共99件</title><script>var a='88件'</script></head><body><p>共收到提案<b>187</b>件。</p>"
    "<table><tr><th>类别</th><th>件数</th></tr><tr><td>甲</td><td><p>94</p></td></tr><tr><td>乙</td><td>36</td></tr>"
    "<tr><td>合计</td><td>131</td></tr></table><p onclick='x()'>完&nbsp;毕</p></body></html>"
)


def test_page_is_read_as_lines_and_cells() -> None:
    assert text_of_page(PAGE).split("\n") == [
        "共收到提案187件。",
        "类别\t件数",
        "甲\t94",
        "乙\t36",
        "合计\t131",
        "完\xa0毕",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_page_of_any_encoding_is_checked(encoding: str) -> None:
    text = read_file("a.html", PAGE.encode(encoding)).text
    assert [(each.expression, each.severity) for each in check(text).identities] == [("94+36=131", "error")]


def test_table_in_a_table_follows_its_row() -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert text_of_page(f"<table><tr><td>a{inner}</td><td>b</td></tr></table>") == "a\tb\n1\t2"


JOINED = (
    "<table><tr><td colspan='5'>提案办理情况表(单位:件)</td></tr>"
    "<tr><th rowspan='2'>单位</th><th colspan='2'>提案</th><th rowspan='2'>建议</th><th rowspan=2>合计</th></tr>"
    "<tr><th>主办</th><th>会办</th></tr>"
    "<tr><td>教育局</td><td>12</td><td>30</td><td>5</td><td>47</td></tr>"
    "<tr><td>卫健委</td><td>8</td><td>21</td><td>7</td><td>{0}</td></tr>"
    "<tr><td>合计</td><td>20</td><td>51</td><td>12</td><td>83</td></tr></table>"
)


def test_joined_cells_keep_the_columns_in_line() -> None:
    assert text_of_page(JOINED.format(36)).split("\n")[:4] == [
        "提案办理情况表(单位:件)\t\t\t\t", "单位\t提案\t\t建议\t合计", "\t主办\t会办\t\t", "教育局\t12\t30\t5\t47",
    ]  # fmt: skip


@pytest.mark.parametrize(("printed", "errors"), [(36, []), (37, ["47+37=83", "8+21+7=37"])])
def test_table_with_joined_cells_is_added_up(printed: int, errors: list[str]) -> None:
    checked = check(text_of_page(JOINED.format(printed)))
    assert [each.expression for each in checked.identities if each.severity == "error"] == errors
    assert len(checked.identities) == 7
    assert {(figure.unit, len(checked.found)) for figure in checked.found} == {("件", 12)}


def test_word_table_with_joined_cells_is_added_up() -> None:
    word = docx.Document()
    table = word.add_table(rows=5, cols=4)
    rows = ("单位", "提案", "", "合计"), ("", "主办", "会办", ""), ("甲", "12", "30", "42"), ("乙", "8", "21", "29"), ("总计", "20", "51", "72")  # fmt: skip
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).add_table(2, 2).cell(0, 0).text = "内"
    checked = check(read_file("a.docx", saved(word)).text)
    assert "甲\t12\t30\t42\n内\t\n\t\n乙\t8\t21\t29" in checked.text
    assert [each.expression for each in checked.identities if each.severity == "error"] == [
        "42+29=72",
        "20+51=72",
    ]


def saved(word: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def test_word_table_is_checked() -> None:
    word = docx.Document()
    table = word.add_table(rows=4, cols=2)
    for row, cells in zip(
        table.rows, (("类别", "件数"), ("甲", "10"), ("乙", "20"), ("合计", "31")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    text = read_file("a.docx", saved(word)).text
    assert [(each.expression, each.severity) for each in check(text).identities] == [("10+20=31", "error")]


def test_tracked_changes_and_text_boxes_are_read_once_and_told() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = f"<w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins>{run.format('12')}</w:ins>"
    box = f"<w:txbxContent>{paragraph('框内7次')}</w:txbxContent>"
    body = (
        f"<w:p>{run.format('共')}{changed}{run.format('件')}</w:p>"
        f"<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    read = read_file("稿.docx", document(body))
    assert [figure.text for figure in check(read.text).found] == ["12件", "7次"]
    assert len(read.notices) == 2


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RENAMED = {
    "old": OLD + b"\0" * 600,
    "kind": b"%PDF-1.7 and more",
    "protected": OLD + "EncryptedPackage".encode("utf-16-le"),
    "pictures": document("<w:p><w:r><w:drawing/></w:r></w:p>"),
    "too_large": package({"word/document.xml": b"", "word/media/a.bin": b"\0" * (80 << 20)}),
    "damaged": package({"xl/workbook.xml": "<d/>"}),
    "empty": b"",
}


@pytest.mark.parametrize("code", RENAMED)
def test_what_is_no_document_says_what_it_is(code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_file("总结.docx", RENAMED[code])
    assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_of_any_encoding_is_checked(encoding: str) -> None:
    assert [
        figure.text for figure in check(read_file("稿.txt", "共收到提案316条。".encode(encoding)).text).found
    ] == ["316条"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"\x00\x01\x02\xff" * 50, "kind"),
        ("a.html", b"<html>\x00\xff\xfe\x00", "kind"),
        ("a.html", b"<html><body></body></html>", "empty"),
        ("a.txt", b"  ", "empty"),
        ("a.docx", b"PK\x03\x04nothing", "damaged"),
        ("a.html", "<p>机密★1年</p>".encode(), "classified"),
        ("a.txt", "字".encode() * 4_000_000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_file(name, data)
    assert refused.value.code == code


def test_text_with_more_figures_than_fit_is_refused() -> None:
    assert len(check("共1件，2件，3件。", most=3).found) == 3
    with pytest.raises(Refused):
        check("共1件，2件，3件，4件。", most=3)


def test_a_page_of_endless_markup_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="网页标记"):
        read_file("a.html", b"<div>" * (TAGS + 1))
