"""Shared passages: right places in both originals, the same from either side, quick whatever repeats."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luzhi.search.formulae import formulae_among, known
from luzhi.search.passages import LEAST, Folded, grams, letters, marked, passages, reach

COMMON = "建议在老旧小区增设电动自行车集中充电设施"
SIGNS = st.text("甲乙丙丁，。 \n", max_size=80)


def test_passage_stands_at_its_places_in_both_originals() -> None:
    one, two = f"一、情况。{COMMON}，尽快办理。", f"据了解，\n{COMMON[:8]}\n {COMMON[8:]}很有必要。"
    (run,) = passages(Folded.of(one), Folded.of(two))
    assert one[slice(*run.first)] == COMMON
    assert two[slice(*run.second)] == f"{COMMON[:8]}\n {COMMON[8:]}"


def test_passage_reads_traditional_and_wide_characters_alike() -> None:
    one, two = "推进ＡＢＣ社區養老服務體系建設工作會議", "推进abc社区养老服务体系建设工作会议"
    assert [run.length for run in passages(Folded.of(one), Folded.of(two))] == [len(two)]


def test_passage_of_formulae_alone_is_none() -> None:
    formula = Folded.of("以习近平新时代中国特色社会主义思想为指导")
    assert (len(passages(formula, formula)), passages(formula, formula, known())) == (1, [])


def test_formulae_are_what_several_texts_have() -> None:
    texts = [f"{number}号提案说明。{COMMON}。第{number}处" for number in "一二三四"]
    assert grams(letters(COMMON), LEAST) <= formulae_among(texts)
    assert grams(letters(COMMON), LEAST).isdisjoint(formulae_among(texts[:3]))


@given(SIGNS, SIGNS, SIGNS, SIGNS)
def test_passages_are_equal_text_at_places_that_do_not_overlap(a: str, b: str, c: str, d: str) -> None:
    one, two = a + COMMON + b, c + COMMON + d
    found = passages(Folded.of(one), Folded.of(two))
    assert sum(run.length for run in found) >= len(COMMON)
    assert all(letters(one[slice(*run.first)]) == letters(two[slice(*run.second)]) for run in found)
    for spans in ([run.first for run in found], sorted(run.second for run in found)):
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(SIGNS, SIGNS)
def test_passages_are_the_same_from_either_side(a: str, b: str) -> None:
    one, two = Folded.of(a + COMMON + b), Folded.of(b + COMMON + a)
    turned = sorted((run.turned() for run in passages(two, one)), key=lambda run: run.first)
    assert passages(one, two) == turned


@given(st.text("ab", min_size=LEAST, max_size=60), st.text("ab", max_size=40))
def test_reach_counts_equal_characters(run: str, more: str) -> None:
    other = run + more
    equal = next(
        (at for at, (x, y) in enumerate(zip(run + "x", other + "y", strict=False)) if x != y), len(run)
    )
    assert reach(run + "x", 0, other + "y", 0) == equal


def test_passages_of_one_repeated_line_are_found_without_looking_at_all_pairs() -> None:
    one, two = Folded.of("加强管理" * 5_000), Folded.of("加强管理" * 5_000 + "。尾")
    assert [run.length for run in passages(one, two)] == [20_000]


def test_marked_pieces_make_up_the_text() -> None:
    assert marked("甲乙丙丁戊", [(3, 4), (1, 3)]) == [
        ("甲", False),
        ("乙丙", True),
        ("丁", True),
        ("戊", False),
    ]
    assert marked("甲乙", []) == [("甲乙", False)]
