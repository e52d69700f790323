"""`luzhi similar` and `luzhi suggest` by their contract, on a handful of imported proposals."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done
from tests.search.test_similar_verdicts import BODY, OTHERS, TITLE

Luzhi = Callable[..., Done]
CODE = ("--committee", "320382", "--json")


@pytest.fixture
def filled(luzhi: Luzhi, tmp_path: Path) -> Path:
    """The twice filed proposal and three others in a committee of their own; a file with the text, changed."""
    lines = [(TITLE, BODY), ("电动自行车充电难亟待破解", BODY), *((each.title, each.body) for each in OTHERS)]
    rows = [f"张三,000{n},2019-01-12 16:04:48,{title},{body}" for n, (title, body) in enumerate(lines, 1)]
    sheet = tmp_path / "p.csv"
    sheet.write_text(
        "\n".join(["personnel_name,proposal_number,publish_time,reason,content", *rows]), encoding="utf-8"
    )
    done = luzhi("import", "proposals", sheet, *CODE)
    assert (done.code, done.json["refused"]) == (0, [])
    text = tmp_path / "text.txt"
    text.write_text(f"关于充电的提案\n{BODY[:200]}", encoding="utf-8")
    return text


def test_similar_names_number_title_similarity_and_verdict(luzhi: Luzhi, filled: Path) -> None:
    hits = luzhi("similar", filled, "--kind", "proposal", *CODE, "--limit", "2").json["hits"]
    assert {frozenset(hit) for hit in hits} == {frozenset(("number", "title", "similarity", "verdict"))}
    assert {(hit["number"], hit["verdict"]) for hit in hits} == {
        ("2019-0001", "same text"),
        ("2019-0002", "same text"),
    }


def test_similar_finds_all_pairs_with_their_passages(luzhi: Luzhi, filled: Path) -> None:
    (pair,) = luzhi("similar", "--all", "--kind", "proposals", *CODE).json["pairs"]
    assert (pair["a"], pair["b"], pair["similarity"], pair["verdict"]) == (
        "2019-0001",
        "2019-0002",
        1.0,
        "same text",
    )
    assert [passage["text"] for passage in pair["passages"]] == [BODY[:-1]]


def test_suggest_says_that_the_past_is_too_small(luzhi: Luzhi, filled: Path) -> None:
    done = luzhi("suggest", filled, "--what", "topic", *CODE)
    assert (done.code, done.json, "太少" in done.err) == (0, {"suggestions": []}, True)


@pytest.mark.parametrize("arguments", [(), ("--all", __file__), ("--all", "--kind", "ghosts")])
def test_similar_refuses_wrong_usage(luzhi: Luzhi, arguments: tuple[str, ...]) -> None:
    done = luzhi("similar", *arguments, *CODE)
    assert (done.code, list(done.json)) == (2, ["error"])


def test_similar_refuses_what_is_no_text(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 no archive")
    done = luzhi("similar", tmp_path / "x.docx", *CODE)
    assert (done.code, list(done.json), "Traceback" in done.err) == (1, ["error"], False)
