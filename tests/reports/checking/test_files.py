"""Files that are checked: web pages, tables, wrong kinds."""

from __future__ import annotations

import io

import docx
import pytest

from luzhi.reports.checking.checked import check
from luzhi.reports.checking.files import read_file, text_of_page
from luzhi.writing.reading import Refused

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


def test_word_table_is_checked() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    for row, cells in zip(
        table.rows, (("类别", "件数"), ("甲", "10"), ("乙", "20"), ("合计", "31")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    text = read_file("a.docx", stream.getvalue()).text
    assert [(each.expression, each.severity) for each in check(text).identities] == [("10+20=31", "error")]


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
