from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress

import docx
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from luzhi.writing.reading import Read, Refused, read_text
from tests.writing.samples import PROPOSAL, W, document, package, paragraph, proposal

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def english() -> Iterator[None]:
    with override("en"):
        yield


def text_of(body: str, **others: str) -> str:
    return read_text("稿.docx", document(body, **others)).text


def refusal(data: bytes, name: str = "稿.docx") -> str:
    with pytest.raises(Refused) as caught:
        read_text(name, data)
    return caught.value.code


def test_paragraphs_are_lines() -> None:
    assert read_text("稿.docx", proposal()) == Read("\n".join(PROPOSAL))


def test_a_document_of_the_usual_programs_is_read() -> None:
    made, stream = docx.Document(), io.BytesIO()
    made.add_heading("关于增设站点的提案")
    made.add_paragraph("第一段")
    made.add_paragraph("第二段")
    made.save(stream)
    assert read_text("稿.docx", stream.getvalue()).text == "关于增设站点的提案\n第一段\n第二段"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>增设</w:t></w:r><w:del><w:r><w:delText>三处</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>六处</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom></w:p>"
    )
    read = read_text("稿.docx", document(body))
    assert (read.text, len(read.notices)) == ("增设六处", 1)


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>"
    assert text_of(first + paragraph("后半。")) == "前半，后半。"


def test_tables_are_lines_with_tabs() -> None:
    cell = "<w:tc>{}</w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(cell.format(paragraph(text)) for text in row)}</w:tr>"
        for row in (("年份", "站点"), ("2018", "12"))
    )
    read = read_text("稿.docx", document(paragraph("见表") + f"<w:tbl>{rows}</w:tbl>"))
    assert (read.text, read.notices) == (
        "见表\n年份\t站点\n2018\t12",
        ("Tables were read line by line, their cells apart by tabs: 1.",),
    )


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = f"<w:p><w:r><w:t>正文</w:t><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r></w:p>"
    assert text_of(body + paragraph("下一段")) == "正文\n框内\n下一段"


def test_notes_stand_below_in_the_order_of_their_marks() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p><w:r><w:t>甲</w:t></w:r>{mark.format(3)}<w:r><w:t>乙</w:t></w:r>{mark.format(2)}</w:p>"
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"注{n}")}</w:footnote>' for n in (2, 3))
    found = text_of(body, footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>")
    assert found == "甲〔注1〕乙〔注2〕\n〔注1〕注3\n〔注2〕注2"


def test_automatic_numbers_are_written_out() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(
            (("chineseCounting", "%1、"), ("decimal", "%1.%2 "), ("bullet", "•"))
        )
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>条</w:t></w:r></w:p>'
        for level in (0, 1, 1, 0, 1, 2)
    )
    assert text_of(body, numbering=numbering) == "一、条\n一.1 条\n一.2 条\n二、条\n二.1 条\n条"


def test_hidden_text_fields_and_ruby_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"
        "</w:r><w:r><w:tab/><w:t>音</w:t><w:br/><w:t>行</w:t></w:r></w:p>"
    )
    assert text_of(body) == "拼\t音\n行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert read_text("稿.txt", "增设站点\r\n第二行".encode(encoding)) == Read("增设站点\n第二行")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80))
def test_an_utf8_text_is_read_as_it_stands(text: str) -> None:
    if text.strip() and not text.encode().startswith((b"PK\x03\x04", b"{\\rtf", b"%PDF")):
        assert read_text("稿.txt", text.encode()).text == text.removeprefix("\ufeff")


def huge_picture() -> bytes:
    """A PNG that says it is 50,000 × 50,000 pixels large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk


def test_a_picture_is_never_decoded_and_its_absence_is_said() -> None:
    body = paragraph("正文") + "<w:p><w:r><w:drawing/></w:r></w:p>"
    parts = {"word/document.xml": f"<w:document {W}>{body}</w:document>", "word/media/a.png": huge_picture()}
    read = read_text("稿.docx", package(parts))
    assert (read.text, read.notices) == ("正文", ("Pictures and charts were left out: 1.",))


def bomb() -> bytes:
    return package({"word/document.xml": b"", "word/media/a.bin": b"\0" * (80 << 20)})


ENTITIES = '<!DOCTYPE d [<!ENTITY a "甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "macros": package({"word/document.xml": "<d/>", "word/vbaProject.bin": b"\0"}),
    "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "pictures": document("<w:p><w:r><w:drawing/></w:r></w:p>"),
    "empty": document("<w:p/>"),
    "too_large": b"a" * (10 * 1024 * 1024 + 1),
    "classified": document(paragraph("机密★三年") + paragraph("关于某事")),
    "kind": b"%PDF-1.7",
}


@pytest.mark.parametrize("code", HOSTILE)
def test_what_cannot_be_taken_is_refused_by_its_reason(code: str) -> None:
    assert refusal(HOSTILE[code]) == code


@pytest.mark.asvs("V1.5.1")
@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("part", ["document", "footnotes", "numbering", "header1"])
def test_an_entity_declaration_is_refused(part: str, declaration: str) -> None:
    parts = {"document": f"<w:document {W}>{paragraph('甲')}</w:document>"}
    parts[part] = f"{declaration}<w:x {W}>&a;</w:x>"
    assert refusal(package({f"word/{name}.xml": text for name, text in parts.items()})) == "damaged"


@pytest.mark.asvs("V5.2.3")
def test_a_zip_bomb_is_refused_quickly_and_in_little_memory() -> None:
    data, started = bomb(), time.perf_counter()
    tracemalloc.start()
    assert refusal(data) == "too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - started < 2
    assert peak < 64 << 20


def test_a_mark_in_the_header_of_the_page_is_a_mark() -> None:
    header = f"<w:hdr {W}>{paragraph('秘密★1年')}</w:hdr>"
    assert refusal(document(paragraph("正文"), header1=header)) == "classified"


def test_a_macro_document_is_refused_by_its_name() -> None:
    assert refusal(proposal(), "稿.docm") == "macros"


def test_elements_nested_without_end_are_refused() -> None:
    assert refusal(document("<w:a>" * 5000 + "</w:a>" * 5000)) == "damaged"


@pytest.mark.parametrize("name", ["../word/document.xml", "word\\document.xml", "/word/document.xml"])
def test_a_package_with_tricky_names_is_refused(name: str) -> None:
    assert refusal(package({"word/document.xml": "<d/>", name: "<d/>"})) == "damaged"


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_file_cut_off_is_refused(cut: int) -> None:
    assert refusal(proposal()[:cut]) in ("damaged", "kind")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    for sample in (data, b"PK\x03\x04" + data, proposal()[:300] + data):
        with suppress(Refused):
            assert isinstance(read_text("稿.docx", sample).text, str)
