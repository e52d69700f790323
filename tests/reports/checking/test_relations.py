"""What a text states about its own figures: right, wrong, rounded, open, or not to be told."""

from __future__ import annotations

import re
import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luzhi.core.numbers import percent
from luzhi.reports.checking.finding import find
from luzhi.reports.checking.relations import relations
from tests.reports.checking.cases import CASES, Case
from tests.reports.checking.sentences import sentences


def outcomes(text: str) -> dict[str, str]:
    return {each.expression: each.verdict.value for each in relations(text, find(text))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:20])
def test_every_relation_of_a_text_is_tested(case: Case) -> None:
    assert outcomes(case.text) == case.relations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # rounding and cutting are no errors
        ("共收到提案281件，其中经济类94件，占33.4%。", {"94/281=33.4%": "rounding"}),
        ("共收到提案281件，其中经济类94件，占33.5%。", {"94/281=33.5%": "holds"}),
        # the total stands in an earlier sentence
        ("经审查立案175件。经济类94件，占53.7%。文化类36件，占20.6%。社会类45件，占25.7%。",
         {"94+36+45=175": "holds", "94/175=53.7%": "holds", "36/175=20.6%": "holds", "45/175=25.7%": "holds"}),
        # several shares at once
        ("收到提案200件，其中经济类120件、社会类80件，分别占60%和40%。",
         {"120+80=200": "holds", "120/200=60%": "holds", "80/200=40%": "holds"}),
        ("收到提案200件，其中经济类120件、社会类80件，分别占60%和45%。",
         {"120+80=200": "holds", "120/200=60%": "holds", "80/200=45%": "error"}),
        # titles that a number announces
        ("3篇调研报告是：《论水》《论山》《论林》。", {"3×《…》=3": "holds"}),
        ("3篇调研报告是：《论水》《论山》。", {"2×《…》=3": "error"}),
        ("3篇调研报告是：《论水》《论山》等。", {"2×《…》<3": "open"}),
        # vague figures hold where their intervals meet
        ("捐赠资金200余万元，其中企业150余万元、个人60万元。", {"1500000+600000>2000000": "holds"}),
        # nothing to say
        ("收到提案300件，立案280件，占全市各类建议的12%。", {}),
        ("全年开展视察5次、调研8次，共提出建议60条。", {}),
        ("走访企业50家，其中民营企业20家，占全国同类企业的3%。", {}),
        ("常住人口185万人，其中城镇人口比重为69%。", {}),
        ("年投入11亿元，其中市级机构最多，而经费占比为2%。", {}),
    ],
)  # fmt: skip
def test_relation_is_decided(text: str, wanted: dict[str, str]) -> None:
    assert outcomes(text) == wanted


TABLE = "类别\t件数\t占比\n经济\t94\t53.7%\n文化\t36\t20.6%\n社会\t{0}\t25.7%\n合计\t175\t100%\n"


@pytest.mark.parametrize(("last", "wanted"), [("45", "holds"), ("46", "error")])
def test_table_column_adds_up_to_its_total(last: str, wanted: str) -> None:
    assert outcomes(TABLE.format(last)) == {f"94+36+{last}=175": wanted}


def test_table_row_adds_up_to_its_total() -> None:
    text = "单位\t主办\t会办\t合计\n教育局\t39\t92\t131\n卫健委\t12\t30\t43\n"
    assert outcomes(text) == {"39+92=131": "holds", "12+30=43": "error"}


@given(st.lists(st.integers(1, 900), min_size=2, max_size=6))
@example([1, 158, 1])
@example([1, 94, 1])
@example([50, 49, 1])
@settings(max_examples=100)
def test_right_shares_are_never_blamed(parts: list[int]) -> None:
    words = "；".join(
        f"第{'甲乙丙丁戊己'[n]}类{part}件，占{percent(part, sum(parts))}" for n, part in enumerate(parts)
    )
    text = f"共收到提案{sum(parts)}件，其中{words}。"
    assert {each.severity for each in relations(text, find(text))} <= {"ok"}


@given(st.lists(st.integers(10, 900), min_size=2, max_size=5), st.integers(1, 9))
@settings(max_examples=100)
def test_wrong_total_with_the_rest_named_is_an_error(parts: list[int], off: int) -> None:
    words = "、".join(f"{'甲乙丙丁'[n]}类{part}件" for n, part in enumerate(parts[:-1]))
    text = f"共收到提案{sum(parts) + off}件，其中{words}，其余{parts[-1]}件。"
    assert [each.severity for each in relations(text, find(text))] == ["error"]


@pytest.mark.parametrize(
    "unit", ["1、", "1", "1 ", " ", "1件", "(1", "1.", "1+", "其中1件", "1\t", "条tiao", "\n", "千", "“1件", "3件，占", "占1%", "二〇", "《", "1-"]
)  # fmt: skip
def test_time_grows_with_the_length_alone(unit: str) -> None:
    """Four times the text takes not much more than four times as long (once over the noise of the machine)."""
    short, long = (
        min(_seconds(unit * (size // len(unit))) for _again in range(2)) for size in (3_000, 12_000)
    )
    assert long < 12 * short + 0.2


def _seconds(text: str) -> float:
    start = time.process_time()
    relations(text, find(text))
    return time.process_time() - start


@given(st.sampled_from([each.text for each in sentences("tuned")]), st.randoms())
def test_noughts_in_place_of_any_numbers_break_nothing(text: str, chance: Random) -> None:
    noughts = re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: chance.choice(("0", number[0])), text)
    assert isinstance(relations(noughts, find(noughts)), list)
