"""Printed forms: boxes, lines with two ends, page breaks, and the mark of a letter."""

from dataclasses import replace

import pytest

from luzhi.documents.official.content import Box, Boxes, PageBreak, Pair, Paragraph, Table, Title
from luzhi.documents.official.title import break_title
from tests.documents.official.samples import LETTER, PLAIN, W, opened, texts, tree

SHEET = replace(
    PLAIN,
    form="sheet",
    title=Title("转办单"),
    blocks=(
        Pair("左", "右"),
        Boxes(
            ((Box("案由", "长\n文", lines=3, foot="年　月　日"),), (Box("编号", "一"), Box("提案人", "赟")))
        ),
        PageBreak(),
        Paragraph.of("办理要求"),
    ),
)


def test_sheet_has_its_title_and_nothing_around_it():
    assert texts(SHEET) == [
        *("转办单", "左\t右", "案由", "长", "文", "年　月　日", "编号", "一", "提案人", "赟", "办理要求")
    ]


def test_box_across_spans_three_columns_and_two_stand_side_by_side():
    spans = [
        [int(span.get(f"{W}val")) for span in row.iter(f"{W}gridSpan")] for row in tree(SHEET).iter(f"{W}tr")
    ]
    assert spans == [[3], []]


def test_form_is_as_wide_as_the_text_block():
    grid = [int(column.get(f"{W}w")) for column in tree(SHEET).iter(f"{W}gridCol")]
    assert (len(grid), sum(grid)) == (4, 8844)


def test_box_is_at_least_as_high_as_its_lines():
    heights = [(each.get(f"{W}val"), each.get(f"{W}hRule")) for each in tree(SHEET).iter(f"{W}trHeight")]
    assert heights == [("1260", "atLeast"), ("420", "atLeast")]


def test_long_box_may_be_cut_between_pages_and_a_short_one_not():
    long = replace(SHEET, blocks=(Boxes(((Box("内容", "长" * 500),), (Box("编号", "一"),))),))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in tree(long).iter(f"{W}tr")]
    assert whole == [False, True]


def test_page_break_begins_the_next_paragraph_on_a_page():
    broken = [p.text for p in opened(SHEET).paragraphs if p.paragraph_format.page_break_before]
    assert broken == ["办理要求"]


def test_mark_stands_above_the_letters_name():
    header = opened(replace(LETTER, mark="B类")).sections[0].first_page_header
    assert [(p.text, p.style.name) for p in header.paragraphs[:2]] == [
        ("B类", "Mark"),
        (LETTER.issuer, "Red Head"),
    ]


def test_shares_give_tables_of_one_kind_the_same_widths():
    table = Table(("甲", "乙"), (("长" * 20, "一"),), shares=(1, 3))
    widths = [
        int(column.get(f"{W}w")) for column in tree(replace(SHEET, blocks=(table,))).iter(f"{W}gridCol")
    ]
    assert widths == [2211, 6633]


def test_form_row_of_three_boxes_is_refused():
    with pytest.raises(ValueError, match="1 or 2 fit"):
        Boxes(((Box("一"), Box("二"), Box("三")),))


def test_session_and_number_stay_whole_in_a_broken_title():
    assert break_title("关于市政协十三届二次会议第0001号提案的会办意见") == [
        "关于市政协十三届二次会议第0001号",
        "提案的会办意见",
    ]
