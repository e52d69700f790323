"""`luzhi search`: its shapes, its exit codes, many questions line by line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done

Luzhi = Callable[..., Done]
SHEET = (
    "编号,年度,案由,提案人,提交时间,内容\n"
    "0001,2019,关于公厕指引的建议,刘敏,2019-01-20,城市公厕难找。\n"
    "0002,2019,关于农村教师的建议,刘敏,2019-01-21,农村教师不足。\n"
)
OF = ("--kind", "proposals", "--committee", "320400")


@pytest.fixture
def loaded(luzhi: Luzhi, tmp_path: Path) -> Luzhi:
    (tmp_path / "p.csv").write_text(SHEET, encoding="utf-8")
    assert luzhi("import", "proposals", tmp_path / "p.csv", "--committee", "320400").code == 0
    return luzhi


def test_search_tells_number_title_score_and_snippet(loaded: Luzhi) -> None:
    done = loaded("search", "公廁", *OF, "--json")
    (hit,) = done.json["hits"]
    assert (done.code, hit["score"] > 0) == (0, True)
    assert {name: hit[name] for name in ("number", "title", "snippet")} == {
        "number": "2019-0001", "title": "关于公厕指引的建议", "snippet": "城市<mark>公厕</mark>难找。",
    }  # fmt: skip


def test_nothing_found_is_no_fault(loaded: Luzhi) -> None:
    done = loaded("search", "航天", *OF, "--json")
    assert (done.code, done.json) == (0, {"hits": []})


def test_questions_are_answered_a_line_each(loaded: Luzhi, tmp_path: Path) -> None:
    asked = [{"id": "a", "query": "公厕"}, {"id": 2, "query": "农村教师"}, {"id": "c", "query": "，"}]
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in asked)
    (tmp_path / "q.jsonl").write_text(f"{lines}\n\n", encoding="utf-8")
    done = loaded("search", "--queries", tmp_path / "q.jsonl", *OF, "--limit", "1", "--json")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(each["id"], [hit["number"] for hit in each["hits"]]) for each in found] == [
        ("a", ["2019-0001"]),
        (2, ["2019-0002"]),
        ("c", []),
    ]
    assert all(each["ms"] >= 0 for each in found)


def test_a_line_that_is_no_question_is_named(loaded: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": 1, "query": "公厕"}\n{"query"\n', encoding="utf-8")
    done = loaded("search", "--queries", tmp_path / "q.jsonl", *OF)
    assert (done.code, "第2行" in done.err, "Traceback" in done.err) == (1, True, False)


@pytest.mark.parametrize("arguments", [(), ("公厕", "--queries", __file__)])
def test_one_question_or_a_file_of_them(luzhi: Luzhi, arguments: tuple[str, ...]) -> None:
    assert luzhi("search", *arguments, *OF).code == 2
