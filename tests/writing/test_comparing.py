from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.writing.comparing import Kind, Piece, compare, marked

TEXTS = st.text(alphabet="公交站点增设建议\n，。 ab12<&", max_size=60)


def told(before: str, after: str) -> str:
    signs = {Kind.SAME: "", Kind.GONE: "-", Kind.NEW: "+"}
    return "".join(
        f"[{signs[p.kind]}{p.text}]" if p.kind != Kind.SAME else p.text for p in compare(before, after)
    )


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.GONE) == after


@given(TEXTS, TEXTS)
def test_a_comparison_has_no_empty_and_no_doubled_piece(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(TEXTS)
def test_a_text_compared_with_itself_has_no_change(text: str) -> None:
    assert compare(text, text) == ([Piece(Kind.SAME, text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("增设公交站点", "增设公共汽车站点", "增设公[-交][+共汽车]站点"),
        ("投入100万元", "投入120万元", "投入[-100][+120]万元"),
        ("第一段\n第二段\n", "第一段\n新的一段\n第二段\n", "第一段\n[+新的一段\n]第二段\n"),
        ("完善制度", "健全机制", "[-完善制度][+健全机制]"),
    ],
)
def test_a_change_is_shown_by_words(before: str, after: str, expected: str) -> None:
    assert told(before, after) == expected


def test_marked_text_is_escaped() -> None:
    assert marked("<b>旧</b>", "<b>新</b>") == "&lt;b&gt;<del>旧</del><ins>新</ins>&lt;/b&gt;"


def test_long_texts_are_compared_within_a_second() -> None:
    before = "".join(f"第{n}条建议：加强第{n}项工作的统筹。\n" for n in range(4000))
    after = before.replace("第77条", "第七十七条").replace("统筹", "协调", 1)
    started = time.perf_counter()
    pieces = compare(before, after)
    assert time.perf_counter() - started < 1
    assert len([piece for piece in pieces if piece.kind == Kind.NEW]) == 2


def test_a_text_rewritten_throughout_is_no_puzzle() -> None:
    started = time.perf_counter()
    compare("甲乙丙丁" * 25_000, "戊己庚辛" * 25_000)
    assert time.perf_counter() - started < 1
