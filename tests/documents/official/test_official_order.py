"""What each form prints, and in which order."""

from dataclasses import replace

import pytest

from luzhi.documents.official.content import Heading, Paragraph, Run, Table
from tests.documents.official.samples import BULLETIN, LETTER, MINUTES, PAPER, PLAIN, W, opened, texts, tree

_BODY = [
    "一、总体情况",
    "收到意见和建议316条。参加：赟昇喆堃犇翀玥垚祎。",
    "（一）学习",
    "1.集中学习",
    "（1）固定学习日",
    "凡事预则立。",
    "二、存在问题",
    *("表1　办理情况", "单位", "件数", "提案委", "12", "文史委", "8"),
]
_TITLE = "中国人民政治协商会议萍乡市委员会\n关于2018年度提案工作情况和\n2019年工作安排的报告"
_IMPRINT = ["抄送：市委办公室，市政府办公室。", "政协萍乡市委员会办公室\t2019年2月26日印发"]
_ATTACHMENTS = ["附件：1.\t一览表", "2.\t实施意见"]
_SIGNATURE = ["政协萍乡市委员会", "2019年2月25日", "（此件公开发布）"]


def test_document_order():
    head = ["内部", "政协萍乡市委员会文件", "萍政协发〔2019〕5号", _TITLE, "各县（区）政协："]
    assert texts(PAPER) == [*head, *_BODY, *_ATTACHMENTS, *_SIGNATURE, *_IMPRINT]


def test_letter_order():
    head = ["内部\t萍政协函〔2019〕3号", _TITLE, "各县（区）政协："]
    assert texts(LETTER) == [*head, *_BODY, *_ATTACHMENTS, *_SIGNATURE, _IMPRINT[0]]


def test_minutes_order():
    head = [
        "内部",
        "主席会议纪要",
        "〔2019〕3号",
        "政协萍乡市委员会\t2019年2月25日",
        _TITLE,
        "各县（区）政协：",
    ]
    rolls = ["（此件公开发布）", "出席：张三、李四", "请假：赵六", "列席：钱七"]
    assert texts(MINUTES) == [*head, *_BODY, *rolls, *_IMPRINT]


def test_bulletin_order():
    head = ["内部", "社情民意信息", "第3期", "政协萍乡市委员会\t2019年2月25日", _TITLE, "各县（区）政协："]
    ends = ["报：省政协办公厅。", "送：市委。", "发：各委员。"]
    last = "政协萍乡市委员会办公室\t2019年2月26日印发　共印120份"
    assert texts(BULLETIN) == [*head, *_BODY, *_ATTACHMENTS, "（此件公开发布）", *ends, last]


def test_plain_order():
    assert texts(PLAIN) == ["履职综述", "萍乡市政协（2019年2月25日）", "正文。"]


def test_one_attachment_has_no_number():
    assert "附件：一览表" in texts(replace(PAPER, attachments=("一览表。",)))


def test_document_without_imprint_ends_with_its_note():
    bare = replace(PAPER, copies_to=(), printed_by="", printed_on=None)
    assert texts(bare)[-1] == "（此件公开发布）"


def test_date_ends_four_characters_from_the_right():
    dated = next(p for p in opened(PAPER).paragraphs if p.text == "2019年2月25日")
    assert round(dated.paragraph_format.right_indent.pt, 2) == 63


@pytest.mark.parametrize(
    "name", ["政协萍乡市委员会", "萍乡市政协", "中国人民政治协商会议江西省萍乡市委员会办公室提案委"]
)
def test_signature_is_centred_over_the_date(name):
    paragraphs = opened(replace(PAPER, signed_by=name)).paragraphs
    place = next(i for i, p in enumerate(paragraphs) if p.text == "2019年2月25日")
    rights = [p.paragraph_format.right_indent.pt / 15.75 for p in paragraphs[place - 1 : place + 1]]
    assert rights[0] >= 0
    assert rights[0] + len(name) / 2 == pytest.approx(rights[1] + (3 + 7 / 2) / 2, abs=0.01)


def test_lower_headings_start_afresh():
    headings = (
        Heading(1, "甲"),
        Heading(2, "乙"),
        Heading(1, "丙"),
        Heading(2, "丁"),
        Heading(2, "自编", numbered=False),
    )
    assert texts(replace(PLAIN, blocks=headings))[2:] == ["一、甲", "（一）乙", "二、丙", "（一）丁", "自编"]


def test_line_break_begins_a_paragraph():
    block = Paragraph.of("甲\n乙", Run("丙", bold=True), "\r\n丁")
    assert texts(replace(PLAIN, blocks=(block,)))[2:] == ["甲", "乙丙", "丁"]


def test_bold_run_alone_is_bold():
    paragraph = opened(replace(PLAIN, blocks=(Paragraph.of("甲", Run("乙", bold=True)),))).paragraphs[-1]
    assert [(run.text, run.bold) for run in paragraph.runs] == [("甲", None), ("乙", True)]


def test_table_header_is_repeated_and_rows_stay_whole():
    rows = list(next(tree(PAPER).iter(f"{W}tbl")).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_table_is_as_wide_as_the_text_block():
    table = Table(tuple("甲乙丙丁戊己庚"), (("1", "很长的一段文字" * 9, "", "2", "3", "4", "5"),))
    grid = tree(replace(PLAIN, blocks=(table,))).find(f".//{W}tblGrid")
    assert sum(int(column.get(f"{W}w")) for column in grid) == 8844


def test_wide_table_is_set_in_five_size():
    table = Table(tuple("甲乙丙丁戊己"), (tuple("123456"),))
    cell = opened(replace(PLAIN, blocks=(table,))).tables[0].cell(1, 0).paragraphs[0]
    assert cell.style.font.size.pt == 10.5


def test_table_aligns_numbers_right_and_short_texts_in_the_middle():
    table = Table(("单位", "率", "说明"), (("提案委", "98.5%", "长" * 20), ("文史委", "7%", "短")))
    cells = opened(replace(PLAIN, blocks=(table,))).tables[0].rows[1].cells
    assert [cell.paragraphs[0].alignment.name for cell in cells] == ["CENTER", "RIGHT", "LEFT"]


def test_imprint_floats_at_the_foot_of_the_text_block():
    place = list(tree(PAPER).iter(f"{W}tblpPr"))[-1]
    assert (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) == ("margin", "bottom")


def test_imprint_rules_are_thick_outside_and_thin_inside():
    borders = list(tree(PAPER).iter(f"{W}tblBorders"))[-1]
    sizes = [(edge.tag.removeprefix(W), edge.get(f"{W}sz")) for edge in borders]
    assert sizes == [("top", "8"), ("bottom", "8"), ("insideH", "6")]


def test_letter_imprint_has_no_rules():
    assert list(tree(LETTER).iter(f"{W}tbl"))[-1].find(f"{W}tblPr/{W}tblBorders") is None


def test_heading_level_out_of_range_is_refused():
    with pytest.raises(ValueError, match="heading level 5"):
        Heading(5, "甲")


def test_ragged_table_is_refused():
    with pytest.raises(ValueError, match="table row 2: 1 cells, 2 columns"):
        Table(("甲", "乙"), (("1", "2"), ("3",)))
