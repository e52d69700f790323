"""The markup of a text: what each line becomes, and what is refused with its line."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from luzhi.reports.body import Chart, Heading, Paragraph, Quote, Span, Table, blocks, lines, spans
from luzhi.reports.tokens import parse_token

MONEY = "{{gifts.money | 2018}}"
BOOKS = "{{gifts.books | 2018}}"
FORUMS = "{{bimonthly_forum.held | 2018}}"
SURVEYS = "{{micro_survey.held | 2018}}"


def line(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(parse_token(part) if part.startswith("{{") else part) for part in parts)


def test_each_line_is_a_block() -> None:
    text = f"# 总体\n\n## 分项\n### 小项\n> 引语\n捐赠{MONEY}。"
    assert blocks(text) == [
        Heading(1, line("总体")),
        Heading(2, line("分项")),
        Heading(3, line("小项")),
        Quote(line("引语")),
        Paragraph(line("捐赠", MONEY, "。")),
    ]


def test_lines_of_strokes_are_one_table() -> None:
    assert blocks(f"| 项目 | 数 |\n| 款 | {MONEY} |\n| 书 | {BOOKS}（册） |\n完") == [
        Table(
            (
                (line("项目"), line("数")),
                (line("款"), line(MONEY)),
                (line("书"), line(BOOKS, "（册）")),
            )
        ),
        Paragraph(line("完")),
    ]


def test_a_chart_has_a_bar_for_each_figure() -> None:
    (chart,) = blocks(f"! 会议 {FORUMS} {SURVEYS}")
    assert chart == Chart("会议", (parse_token(FORUMS), parse_token(SURVEYS)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("好。\n! 没有数据", 2),
        (f"! {MONEY}", 1),
        (f"! 两种单位 {MONEY} {BOOKS}", 1),
        ("! 太多 " + FORUMS * 25, 1),
        ("| 甲 | 乙 |\n| 丙 |", 2),
        ("好。\n{{no.such | 2018}}", 2),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, number: int) -> None:
    with pytest.raises(ValidationError) as raised:
        blocks(text)
    assert [message.partition("：")[0] for message in raised.value.messages] == [f"第{number}行"]


def test_strong_words_stand_between_asterisks() -> None:
    assert spans(f"**一是**捐赠**{MONEY}**。") == (
        Span("一是", strong=True),
        Span("捐赠"),
        Span(parse_token(MONEY), strong=True),
        Span("。"),
    )


def test_an_odd_pair_of_asterisks_is_text() -> None:
    assert spans("三**审") == (Span("三**审"),)


@given(st.text(alphabet="# >|!*甲乙{}\n", max_size=40))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    try:
        found = blocks(text)
    except ValidationError:
        return
    said = "".join(str(span.part) for block in found for each in lines(block) for span in each)
    assert [sign for sign in said if sign in "甲乙"] == [sign for sign in text if sign in "甲乙"]
