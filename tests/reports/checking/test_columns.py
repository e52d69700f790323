"""Tables that reach the checker as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.reports.checking.columns import tabbed
from luzhi.reports.checking.finding import find
from luzhi.reports.checking.relations import relations

ROWS = (
    ("单位", "金额(万元)", "人数"),
    ("安源区", "12.5", "63"),
    ("湘东区", "8.3", "41"),
    ("合计", "20.8", "114"),
)


def laid_out(between: str, edge: str = "", rule: str = "") -> str:
    lines = [f"{edge}{between.join(row)}{edge}" for row in ROWS]
    return "\n".join([lines[0], *([rule] if rule else []), *lines[1:]])


@pytest.mark.parametrize(
    "text",
    [
        laid_out("    "),
        laid_out("\u3000\u3000"),
        laid_out("\u3000"),
        laid_out(" | ", "|", "|---|:--|--:|"),
        laid_out("\t"),
    ],
)
def test_columns_add_up_whatever_parts_them(text: str) -> None:
    found = find(text)
    assert [(figure.text, figure.unit) for figure in found[:2]] == [("12.5", "元"), ("63", "人")]
    assert {each.expression: each.verdict.value for each in relations(text, found)} == {
        "12.5+8.3=20.8": "holds",
        "63+41=114": "error",
    }


@pytest.mark.parametrize(
    "text",
    [
        "他说：你好  世界\n再见  朋友\n明天  见面",
        "第一行  12件\n第二行",
        "一段话  有两个空格，共12件。",
        "甲 12件 又\n乙 13件 再\n丙 14件 完",
    ],
)
def test_prose_with_blanks_is_no_table(text: str) -> None:
    assert tabbed(text) == text


@given(st.text(alphabet="|  \n\t:-12一二件", max_size=80))
def test_every_place_is_kept(text: str) -> None:
    set_in_columns = tabbed(text)
    assert len(set_in_columns) == len(text)
    assert set_in_columns.translate(str.maketrans("\t|:-", "    ")) == text.translate(
        str.maketrans("\t|:-", "    ")
    )
