from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.writing.sections import (
    Parts,
    Role,
    compose,
    decompose,
    fill,
    items,
    joined,
    role_of,
    slices,
)

LINES = st.sampled_from(
    [
        "一、基本情况",
        "二、存在的问题",
        "三、对策建议",
        "三、具体建议",
        "关于某事的提案",
        "正文。",
        "",
        "（一）加强建议",
        "\r",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(LINES, max_size=12).map("\n".join))


@given(TEXTS)
def test_cutting_loses_nothing(text: str) -> None:
    assert joined(slices(text)) == text


@given(TEXTS, TEXTS, TEXTS)
def test_composed_parts_are_one_text_to_the_byte(one: str, two: str, three: str) -> None:
    text = compose(Parts(one, two, three))
    parts = decompose(text)
    assert parts is not None
    assert compose(parts) == text


@given(st.text(alphabet="甲乙\n 。", max_size=40), st.text(alphabet="甲乙\n 。", max_size=40))
def test_parts_without_headings_inside_come_back_the_same(one: str, two: str) -> None:
    assert decompose(compose(Parts(one, two, one))) == Parts(one, two, one)


@given(TEXTS)
def test_a_text_of_another_form_stays_whole(text: str) -> None:
    parts = decompose(text)
    assert parts is None or compose(parts) == text


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("一、基本情况", Role.SITUATION),
        ("一、调研情况", Role.SITUATION),
        ("一、我市公交发展现状", Role.SITUATION),
        ("背景：", Role.SITUATION),
        ("【案由】", Role.SITUATION),
        ("二、存在问题", Role.ANALYSIS),
        ("二、存在的主要问题及原因分析", Role.ANALYSIS),
        ("2.面临的困难", Role.ANALYSIS),
        ("问题分析", Role.ANALYSIS),
        ("三、对策建议", Role.SUGGESTIONS),
        ("三、几点建议", Role.SUGGESTIONS),
        ("四、具体建议：", Role.SUGGESTIONS),
        ("## 建议", Role.SUGGESTIONS),
        ("解决问题的办法", None),
        ("三、解决问题的办法", Role.SUGGESTIONS),
        ("建议市教育局尽快增设站点。", None),
        ("一、我市公交站点少，群众意见大，问题突出", None),
        ("（一）加强建议落实", None),
        ("为解决这一问题，现提出如下建议：", None),
        ("", None),
    ],
)
def test_headings_are_known_by_their_words(line: str, role: Role | None) -> None:
    assert role_of(line) == role


def test_an_import_fills_title_and_three_parts() -> None:
    text = "关于增设公交站点的提案\n近年来，城区扩大。\n一、基本情况\n甲。\n二、存在问题\n乙。\n三、原因分析\n丙。\n四、对策建议\n1.丁。\n2.戊。\n"
    found = fill(text)
    assert found.title == "关于增设公交站点的提案"
    assert found.parts == Parts("近年来，城区扩大。\n甲。", "乙。\n三、原因分析\n丙。", "1.丁。\n2.戊。")


@pytest.mark.parametrize(
    "text",
    [
        "三、建议\n甲\n一、现状\n乙\n二、问题\n丙",  # in another order
        "一、现状\n甲\n三、建议\n乙",  # one part is missing
        "没有标题的一段话，只有一段。",
    ],
)
def test_a_text_without_the_three_parts_in_order_stays_whole(text: str) -> None:
    assert (fill(text).parts, fill(text).whole) == (None, text)


def test_a_title_is_taken_from_its_label() -> None:
    assert fill("案由：关于增设站点\n正文").title == "关于增设站点"


def ink(*texts: str) -> list[str]:
    """Every character that prints."""
    return sorted("".join("".join(texts).replace("\ufeff", "").split()))


@given(TEXTS)
def test_filling_keeps_every_character(text: str) -> None:
    found = fill(text)
    assert ink(found.title, found.whole) == ink(text)


@given(st.lists(LINES, min_size=3, max_size=12).map("\n".join))
def test_filled_parts_leave_out_three_headings_alone(text: str) -> None:
    found = fill(text)
    if found.parts is not None:
        headings = {piece.role: piece.heading for piece in reversed(slices(found.whole))}
        parts = found.parts
        kept = (parts.situation, parts.analysis, parts.suggestions)
        assert ink(
            *kept, headings[Role.SITUATION], headings[Role.ANALYSIS], headings[Role.SUGGESTIONS]
        ) == ink(found.whole)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("应当增设站点。", 1),
        ("一是增设。\n二是改造。\n三是统筹。", 3),
        ("（一）增设\n1.甲\n2.乙\n（二）改造\n1.丙", 2),
        ("1.甲\n2.乙\n3.丙\n4.丁", 4),
        ("1.5公里内设站。", 1),
    ],
)
def test_suggestions_are_counted_by_their_outermost_numbers(text: str, count: int) -> None:
    assert items(text) == count
