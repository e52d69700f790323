"""`luzhi check`: its document, its exits, its words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run

Luzhi = Callable[..., Done]
WINDOW = ("--from", "2018-01-01", "--to", "2018-12-31")
RIGHT = "2018年，收到提案187件，经审查立案175件，立案率93.6%，捐赠帮扶资金200余万元。"


def saved(folder: Path, text: str, name: str = "稿.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_check_needs_no_site(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "check", saved(tmp_path, RIGHT), "--json")
    assert (done.code, len(done.json["figures"]), done.json["records"]) == (0, 4, [])
    assert not (tmp_path / "nowhere" / "postgres").exists()


def test_check_tells_figures_and_relations(luzhi: Luzhi, tmp_path: Path) -> None:
    document = luzhi("check", saved(tmp_path, RIGHT), "--json").json
    assert document["figures"][3] == {
        "text": "200余万元", "value": "2000000", "unit": "元", "qualifier": "余", "low": "2000000", "high": "3000000",
        "sentence": RIGHT, "start": 40, "end": 46,
    }  # fmt: skip
    assert document["identities"] == [
        {
            "kind": "rate", "expression": "175/187=93.6%", "holds": True, "printed": "93.6%", "expected": "93.6%",
            "severity": "ok", "verdict": "holds",
        }
    ]  # fmt: skip


def test_check_ends_with_1_on_an_error(luzhi: Luzhi, tmp_path: Path) -> None:
    done = luzhi("check", saved(tmp_path, RIGHT.replace("93.6", "96.3")), "--json")
    (identity,) = done.json["identities"]
    assert (done.code, identity["severity"], identity["expected"]) == (1, "error", "93.6%")


def test_check_compares_with_the_records(luzhi: Luzhi, tmp_path: Path) -> None:
    text = "2018年捐赠帮扶资金200余万元，书籍500册，种树30棵。"
    done = luzhi("check", saved(tmp_path, text), "--committee", "360300", *WINDOW, "--json")
    told = [(row["text"], row["code"], row["recorded"], row["agrees"]) for row in done.json["records"]]
    assert (done.code, told) == (
        0,
        [
            ("200余万元", "gifts.money", "2000000.5", True),
            ("500册", "gifts.books", "500", True),
            ("30棵", "", "", None),
        ],
    )


def test_check_ends_with_1_where_a_record_differs(luzhi: Luzhi, tmp_path: Path) -> None:
    file = saved(tmp_path, "2018年捐赠书籍600册。")
    done = luzhi("check", file, "--committee", "360300", *WINDOW)
    assert (done.code, "与记录不一致" in done.out) == (1, True)


def test_check_of_a_text_without_figures_says_so(luzhi: Luzhi, tmp_path: Path) -> None:
    done = luzhi("check", saved(tmp_path, "坚持党的领导。"))
    assert (done.code, "文中没有数字" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "2018-01-01", "--to", "2018-12-31"], 2, "--committee"),
        (["--committee", "360300", "--from", "2018-01-01"], 2, "--to"),
        (["--committee", "360300", "--from", "2019-01-01", "--to", "2018-01-01"], 2, "结束日期早于开始日期"),
    ],
)
def test_check_tells_wrong_usage(
    luzhi: Luzhi, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    done = luzhi("check", saved(tmp_path, RIGHT), *arguments)
    assert (done.code, said in done.err, "Traceback" in done.err) == (code, True, False)


def test_check_refuses_what_is_no_text(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\xff" * 100)
    done = luzhi("check", tmp_path / "a.txt", "--json")
    assert (done.code, list(done.json), "Traceback" in done.err) == (1, ["error"], False)
