"""Documents as PDF: the measures of GB/T 9704-2012, every text as text, the same bytes every time."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from decimal import Decimal

import pypdfium2
import pytest
from django.core.exceptions import ValidationError

from luzhi.documents.charts import Bar, Chart
from luzhi.documents.official.content import (
    Box,
    Boxes,
    Circulation,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Quote,
    Roll,
    Run,
    Table,
    Title,
)
from luzhi.documents.official.title import break_title
from luzhi.documents.printing import pdf
from luzhi.documents.printing.sheet import sheet_of
from luzhi.documents.typesetting.press import missing, print_job
from tests.documents.official.samples import FORMS, LETTER, MINUTES, PAPER, PLAIN, RARE
from tests.documents.pages import characters, lines, place, rules, text, typefaces

_FULL = replace(PLAIN, blocks=(Paragraph.of("政" * 28 * 60),))
_CHART = Chart("提案最多", "条", (Bar("提案委", Decimal(316), "316条"), Bar("文史委", Decimal(-8), "-8条")))
_HOSTILE = '#read("/etc/passwd") *粗* _斜_ $x^2$ \\ @名 <标> `码` //注 [[方]] "引" ${7*7} = 题 - 项 #{1+1}'
_SQUEEZED = _HOSTILE.replace(" ", "")


@pytest.fixture(scope="module")
def printed():
    return {name: pdf(document) for name, document in FORMS.items()}


@pytest.fixture(scope="module")
def full():
    return characters(pdf(_FULL))


def test_page_is_a4(printed):
    page = pypdfium2.PdfDocument(printed["document"])[0]
    assert [round(length * 25.4 / 72) for length in page.get_size()] == [210, 297]


def test_full_page_has_22_lines_of_28_characters(full):
    body = [mark for mark in full[1] if mark.text == "政"]
    assert [len(line) for line in lines(body)] == [28] * 22


def test_text_stands_in_the_text_block(full):
    body = [mark for mark in full[1] if mark.text == "政"]
    edges = (min(m.left for m in body), min(m.top for m in body), max(m.right for m in body))
    assert edges == pytest.approx((28, 37, 184), abs=0.6)
    assert max(m.bottom for m in body) < 262


def test_lines_follow_at_28_95_points(full):
    tops = sorted({round(mark.top, 2) for mark in full[1] if mark.text == "政"})
    assert (tops[-1] - tops[0]) / 21 * 72 / 25.4 == pytest.approx(28.95, abs=0.01)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(full):
    marks = [[mark for mark in page if mark.top > 262] for page in full]
    assert ["".join(mark.text for mark in page) for page in marks] == ["—1—", "—2—", "—3—"]
    inner = [184 - marks[0][-1].right, marks[1][0].left - 28, 184 - marks[2][-1].right]
    assert inner == pytest.approx([4.94 + 0.2] * 3, abs=0.5)  # one character of 14 pt, and the dash's own air


def test_dash_of_the_page_number_is_7_mm_below_the_text_block(full):
    dash = next(mark for mark in full[0] if mark.top > 262)
    assert (dash.top + dash.bottom) / 2 == pytest.approx(262 + 7, abs=0.6)


@pytest.mark.parametrize("form", ["document", "minutes", "bulletin"])
def test_red_head_is_35_mm_below_the_text_blocks_edge(printed, form):
    head = place(printed[form], FORMS[form].issuer)
    assert min(mark.top for mark in head) == pytest.approx(37 + 35, abs=0.5)


def test_red_rule_is_4_mm_below_the_number_and_as_wide_as_the_text(printed):
    number = place(printed["document"], "萍政协发〔2019〕5号")
    rule = rules(printed["document"])[0]
    assert (rule.top + rule.bottom) / 2 - max(mark.bottom for mark in number) == pytest.approx(4, abs=0.5)
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.6)


def test_letters_name_is_30_mm_below_the_papers_edge(printed):
    assert min(m.top for m in place(printed["letter"], LETTER.issuer)) == pytest.approx(30, abs=0.3)


def test_letters_double_rules_are_170_mm_long_thick_outside(printed):
    double = [rule for rule in rules(printed["letter"]) if rule.right - rule.left > 165]
    assert [round(rule.right - rule.left) for rule in double] == [
        172,
        171,
        171,
        172,
    ]  # with the stroke's own width
    name = max(mark.bottom for mark in place(printed["letter"], LETTER.issuer))
    assert (double[0].top + double[0].bottom) / 2 - name == pytest.approx(4, abs=0.5)
    assert (double[3].top + double[3].bottom) / 2 == pytest.approx(297 - 20, abs=0.3)


def test_letter_has_no_number_on_its_first_page(printed):
    pages = characters(printed["letter"])
    assert ["".join(m.text for m in page if m.top > 262) for page in pages] == ["", "—2—"]


def test_letters_mark_stands_above_its_name():
    data = pdf(replace(LETTER, mark="B类"))
    mark, name = place(data, "B类"), place(data, LETTER.issuer)
    assert (mark[0].bottom < name[0].top, mark[-1].right) == (True, pytest.approx(184, abs=0.6))


@pytest.mark.parametrize("form", ["document", "minutes", "bulletin"])
def test_imprint_ends_with_the_text_block(printed, form):
    page = len(characters(printed[form])) - 1
    last = rules(printed[form], page)[-1]
    assert (last.top + last.bottom) / 2 == pytest.approx(262, abs=0.2)


def test_imprint_has_a_rule_above_each_line(printed):
    assert len([rule for rule in rules(printed["bulletin"], 1) if rule.top > 200]) == 5


def test_levels_and_rare_characters_are_printed(printed):
    body = text(printed["document"])
    wanted = ("一、总体情况", "（一）学习", "1.集中学习", "（1）固定学习日", "二、存在问题", RARE, "316条")
    assert [part for part in wanted if part not in body] == []


def test_minutes_list_who_was_there(printed):
    assert text(printed["minutes"]).count("出席：张三、李四请假：赵六列席：钱七") == 1


def test_bulletin_ends_with_receivers_and_copies(printed):
    assert "报：省政协办公厅。送：市委。发：各委员。政协萍乡市委员会办公室2019年2月26日印发共印120份" in text(
        printed["bulletin"]
    )


def test_title_is_broken_in_the_same_shape_as_in_the_docx(printed):
    title = place(printed["document"], PAPER.title.text)
    assert lines(title) == break_title(PAPER.title.text)


def test_date_ends_four_characters_from_the_right(printed):
    day = place(printed["document"], "2019年2月25日", page=1)
    assert (184 - day[-1].right) * 72 / 25.4 / 15.75 == pytest.approx(4, abs=0.2)


def test_every_block_is_printed():
    blocks = (
        *(
            Pair("左端", "右端"),
            Boxes(((Box("案由", "饮水\n安全", 3, "年月日"),), (Box("一"), Box("二")))),
            PageBreak(),
        ),
        *(Quote("引文"), Table(("甲", "乙"), (("1", Run("2", figure="x")),), "表题"), _CHART),
    )
    pages = characters(pdf(replace(PLAIN, form="sheet", blocks=blocks)))
    read = ["".join(mark.text for mark in page) for page in pages]
    assert [
        part for part in ("左端", "右端", "案由", "饮水", "安全", "年月日", "一") if part not in read[0]
    ] == []
    assert [part for part in ("引文", "表题", "提案最多", "-8条", "单位：条") if part not in read[1]] == []


def test_chart_is_drawn_and_repeated_as_a_table():
    assert text(pdf(replace(PLAIN, blocks=(_CHART,)))).count("316条") == 2


def test_head_of_a_long_table_is_repeated():
    table = Table(("序号", "名称"), tuple((str(n), "甲") for n in range(80)))
    pages = characters(pdf(replace(PLAIN, blocks=(table,))))
    assert ["序号名称" in "".join(m.text for m in page) for page in pages] == [True] * 4


def test_long_word_stays_in_the_text_block():
    marks = characters(pdf(replace(PLAIN, blocks=(Paragraph.of("a" * 300),))))[0]
    assert max(mark.right for mark in marks) < 184.6


@pytest.mark.parametrize("count", range(4, 13))
def test_signature_never_stands_alone(count):
    """Whatever room the page leaves, the end of the text goes with it."""
    bare = replace(PAPER, attachments=(), note="", copies_to=(), printed_by="", printed_on=None)
    blocks = (*(Paragraph.of("政") for _ in range(count)), Paragraph.of("末"))
    last = "".join(mark.text for mark in characters(pdf(replace(bare, blocks=blocks)))[-1])
    assert last.index("末") < last.index("政协萍乡市委员会2019年")


def test_paragraph_begins_two_characters_in(full):
    lefts = [mark.left for mark in full[0] if mark.text == "政" and mark.top > 65]
    assert (lefts[0] - min(lefts)) * 72 / 25.4 == pytest.approx(2 * 15.75, abs=0.1)


def test_hostile_text_is_printed_as_text_everywhere():
    hostile = replace(
        MINUTES,
        **{each.name: _HOSTILE for each in fields(MINUTES) if each.type == "str"},
        title=Title(_HOSTILE),
        blocks=(
            *(Heading(level, _HOSTILE) for level in (1, 2, 3, 4)),
            *(Paragraph.of(_HOSTILE, Run(_HOSTILE, bold=True)), Quote(_HOSTILE), Pair(_HOSTILE, "")),
            *(
                Table((_HOSTILE,), ((_HOSTILE,),), _HOSTILE),
                Boxes(((Box(_HOSTILE, _HOSTILE, foot=_HOSTILE),),)),
            ),
            Chart(_HOSTILE, _HOSTILE, (Bar(_HOSTILE, Decimal(1), _HOSTILE),)),
        ),
        attachments=(_HOSTILE, _HOSTILE),
        rolls=(Roll(_HOSTILE, (_HOSTILE,)),),
        circulation=(Circulation(_HOSTILE, (_HOSTILE,)),),
    )
    for form in FORMS:
        read = text(pdf(replace(hostile, form=form))).replace("\ufffe", "")
        assert read.count(_SQUEEZED) > 12
        assert "root:" not in read


def test_empty_document_can_be_printed():
    empty = replace(PLAIN, title=Title(""), issuer="", blocks=())
    for form in (*FORMS, "sheet"):
        assert len(characters(pdf(replace(empty, form=form)))) == 1


@pytest.mark.parametrize("name", FORMS)
def test_same_document_gives_same_bytes(printed, name):
    assert pdf(FORMS[name]) == printed[name]


def test_another_process_gives_the_same_bytes(printed):
    code = "import sys; from tests.documents.official.samples import PAPER; from luzhi.documents.printing import pdf; sys.stdout.buffer.write(pdf(PAPER))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stdout == printed["document"]


def test_file_is_pdf_a_with_title_and_the_documents_day(printed):
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in printed["plain"]
    given = pypdfium2.PdfDocument(printed["plain"]).get_metadata_dict()
    assert (given["Title"], given["Author"], given["CreationDate"][:10]) == (
        "履职综述",
        "萍乡市政协",
        "D:20190225",
    )


def test_character_that_no_font_has_is_named():
    with pytest.raises(ValidationError, match=r"（U\+F1234）") as refused:
        pdf(replace(PLAIN, blocks=(Paragraph.of("甲\U000f1234乙"),)))
    assert refused.value.code == "missing_glyph"


def test_document_too_long_to_print_is_refused():
    with pytest.raises(ValidationError) as refused:
        pdf(replace(PLAIN, blocks=(Paragraph.of("政" * 1_400_000),)))
    assert refused.value.code == "too_long"


def test_missing_characters_are_read_from_the_complaint():
    complaint = 'the text `"\\u{e000}"` could not be displayed with font `"A"`\nthe text `"堃"` could not be displayed'
    assert missing(complaint) == ["堃", "\ue000"]


def test_our_own_fonts_alone_print_rare_names():
    faces = {name: ["Noto Serif SC"] for name in ("head", "body", "kai", "song")} | {"hei": ["Noto Sans SC"]}
    job = {"layout": "document", "sheet": sheet_of(PAPER), "faces": faces, "format": "pdf", "moment": 0}
    data = print_job(job)
    assert (typefaces(data), RARE in text(data)) == ({"NotoSerifSC-Regular", "NotoSansSC-Regular"}, True)
