from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.writing.hints import Written, hints
from luzhi.writing.sections import Parts

GOOD = Parts(
    "城北新区已入住三万人。" * 12, "站点少，间隔长。" * 12, "一是建议增设站点。\n二是建议开通微循环。"
)


def codes(title: str = "关于增设公交站点的提案", parts: Parts | None = GOOD, whole: str = "") -> list[str]:
    return [hint.code for hint in hints(Written(title, parts, whole))]


def test_a_sound_proposal_has_no_hint() -> None:
    assert codes() == []


def test_an_empty_page_has_no_hint() -> None:
    assert codes("", Parts()) == []


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("关于加强校车管理和推进垃圾分类的提案", True),
        ("关于增设公交站点及改善供水的建议", True),
        ("关于加快农村公路建设、完善养老服务的提案", True),
        ("关于加强中小学和幼儿园食品安全的提案", False),
        ("关于推进城乡客运一体化的提案", False),
        ("关于及时清理占道经营的提案", False),
    ],
)
def test_a_title_of_two_deeds_is_named(title: str, named: bool) -> None:
    assert ("two_matters" in codes(title)) == named


def test_a_text_without_a_suggestion_is_told_so() -> None:
    assert codes(parts=Parts(GOOD.situation, GOOD.analysis, "")) == ["no_suggestion"]
    assert codes(parts=None, whole="情况很复杂。" * 50) == ["no_suggestion"]
    assert codes(parts=Parts(GOOD.situation, GOOD.analysis, "一是增设城北站。\n二是改造老站。")) == []


def test_more_suggestions_than_an_answer_can_take_are_counted() -> None:
    many = "\n".join(f"{n}.建议增设站点" for n in range(1, 10))
    assert codes(parts=Parts(GOOD.situation, GOOD.analysis, many)) == ["many"]


def test_two_lists_of_suggestions_in_one_text_are_named() -> None:
    whole = "一、关于公交的建议\n" + "建议增设站点。" * 20 + "\n二、关于供水的建议\n" + "建议改造管网。" * 20
    assert codes(parts=None, whole=whole) == ["lists"]


def test_a_short_text_is_told_its_length() -> None:
    assert codes(parts=Parts("甲" * 100, "", "建议增设站点" + "乙" * 93)) == ["short"]
    assert codes(parts=Parts("甲" * 100, "", "建议增设站点" + "乙" * 94)) == []


def test_personal_data_in_the_text_is_named_by_its_kind() -> None:
    text = GOOD.situation + "请致电13807991234。"
    found = hints(Written("关于增设站点的提案", Parts(text, GOOD.analysis, GOOD.suggestions), ""))
    assert [(hint.code, hint.wrong) for hint in found] == [("personal", True)]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_looked_at(title: str, text: str) -> None:
    assert all(str(hint.text) for hint in hints(Written(title, None, text)))
