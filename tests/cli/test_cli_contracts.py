"""What scripts rely on: shapes, exit codes, one document on standard output, both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import GIFTS, Done, run

Luzhi = Callable[..., Done]
WINDOW = ("--from", "2018-01-01", "--to", "2018-12-31")


def test_figures_are_exact_and_counted_from_rows(luzhi: Luzhi) -> None:
    done = luzhi("figures", "--committee", "360300", *WINDOW, "--json")
    document = done.json
    money = next(figure for figure in document["figures"] if figure["code"] == "gifts.money")
    assert (done.code, document["committee"], document["from"], document["to"]) == (
        0,
        "360300",
        "2018-01-01",
        "2018-12-31",
    )
    assert money == {
        "code": "gifts.money", "label": "捐赠帮扶资金", "unit": "元", "value": "2000000.5", "printed": "200余万元", "records": 2,
    }  # fmt: skip


def test_figures_name_their_rows_when_asked(luzhi: Luzhi) -> None:
    document = luzhi("figures", "--committee", "360300", *WINDOW, "--ids", "--json").json
    books = next(figure for figure in document["figures"] if figure["code"] == "gifts.books")
    assert (books["value"], books["records"], len(books["ids"])) == ("500", 1, 1)


def test_figures_of_the_province_count_the_city_only_with_below(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(GIFTS, encoding="utf-8")
    luzhi("import", "gifts", tmp_path / "g.csv", "--committee", "330100")
    values = []
    for more in ((), ("--with-below",)):
        document = luzhi("figures", "--committee", "330000", *WINDOW, *more, "--json").json
        values += [figure["value"] for figure in document["figures"] if figure["code"] == "gifts.money"]
    assert values == ["0", "2000000.5"]


def test_figures_speak_english_as_a_table(luzhi: Luzhi) -> None:
    done = luzhi("figures", "--committee", "360300", *WINDOW, "--lang", "en")
    assert done.out.splitlines()[0].split() == ["code", "label", "printed", "exact", "value", "rows"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figures", "--committee", "36030", *WINDOW], "行政区划代码为六位数字"),
        (["figures", "--committee", "360300", "--from", "2018-02-30", "--to", "2018-12-31"], "不是有效日期"),
        (
            ["figures", "--committee", "360300", "--from", "2019-01-01", "--to", "2018-12-31"],
            "结束日期早于开始日期",
        ),
        (["figures"], "缺少选项"),
        (["nothing"], "没有命令"),
        (["import", "ghosts", "x", "--committee", "360300"], "不在可选范围"),
        (["import", "--committee", "360300"], "KIND"),
        (["import", "gifts", __file__, "--committee", "360300", "--map", "甲=nothing"], "given_on"),
        (["review", "--committee", "360300", "--year", "2018", "--template", "none"], "可用："),
        (["--lang", "fr", "verify"], "fr"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(luzhi: Luzhi, arguments: list[str], said: str) -> None:
    done = luzhi(*arguments)
    assert (done.code, done.out, said in done.err, "Traceback" in done.err) == (2, "", True, False)


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "没有代码为999999的行政区划"), ("en", "No division has the code 999999")]
)
def test_refusal_is_the_one_document(luzhi: Luzhi, language: str, said: str) -> None:
    done = luzhi("figures", "--committee", "999999", *WINDOW, "--json", LUZHI_LANG=language)
    assert (done.code, done.json["error"].startswith(said), done.err.startswith(said)) == (1, True, True)


def test_wrong_usage_is_the_one_document_too(luzhi: Luzhi) -> None:
    done = luzhi("figures", "--committee", "x", *WINDOW, "--json")
    assert (done.code, list(done.json)) == (2, ["error"])


def test_import_tells_counts_totals_and_its_batch(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(GIFTS, encoding="utf-8")
    document = luzhi("import", "gifts", tmp_path / "g.csv", "--committee", "320302", "--json").json
    assert document.pop("batch")
    assert document == {
        "kind": "gifts", "file": "g.csv", "rows": 3, "created": 3, "updated": 0, "unchanged": 0, "refused": [],
        "totals": {"amount": "2000000.5", "quantity": "500"}, "checks": [],
    }  # fmt: skip


def test_import_twice_changes_nothing_and_undo_takes_it_back(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(GIFTS, encoding="utf-8")
    arguments = ("import", "gifts", tmp_path / "g.csv", "--committee", "320303", "--json")
    first, second = luzhi(*arguments).json, luzhi(*arguments).json
    undone = luzhi("import", "--undo", first["batch"], "--committee", "320303", "--json")
    again = luzhi(*arguments, "--dry-run").json
    assert (second["created"], second["unchanged"], second["batch"]) == (0, 3, None)
    assert (undone.code, undone.json["undone"], again["created"], again["batch"]) == (0, True, 3, None)


def test_import_refuses_all_for_one_bad_row_unless_told(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(GIFTS.replace("80万元", "二百万左右"), encoding="utf-8")
    arguments = ("import", "gifts", tmp_path / "g.csv", "--committee", "320305", "--json")
    refused, kept = luzhi(*arguments), luzhi(*arguments, "--keep-good")
    assert (refused.code, refused.json["created"]) == (1, 0)
    assert [(row["row"], row["column"], row["value"]) for row in refused.json["refused"]] == [
        (3, "金额（元）", "二百万左右")
    ]
    assert (kept.code, kept.json["created"]) == (1, 2)


def test_import_gives_the_sheet_back(luzhi: Luzhi, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(GIFTS.replace("80万元", "二百万左右"), encoding="utf-8")
    marked = tmp_path / "marked.xlsx"
    luzhi("import", "gifts", tmp_path / "g.csv", "--committee", "320311", "--dry-run", "--refused-to", marked)
    assert marked.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("name", ["out.json", "out.csv", "out.xlsx"])
def test_export_counts_its_rows(luzhi: Luzhi, tmp_path: Path, name: str) -> None:
    done = luzhi("export", "gifts", "--committee", "360300", "--out", tmp_path / name, "--json")
    assert (done.code, done.json["rows"], done.json["file"]) == (0, 3, str(tmp_path / name))
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_export_to_an_unknown_form_is_refused(luzhi: Luzhi, tmp_path: Path) -> None:
    done = luzhi("export", "gifts", "--committee", "360300", "--out", tmp_path / "out.pdf")
    assert (done.code, list(tmp_path.iterdir())) == (1, [])


@pytest.mark.parametrize("noun", ["kinds", "flows", "figures", "duties"])
def test_declared_lists_code_label_and_module(luzhi: Luzhi, noun: str) -> None:
    items = luzhi("declared", noun, "--json").json["items"]
    assert {frozenset(item) for item in items} == {frozenset(("what", "code", "label", "module"))}
    assert all(item["module"].startswith("luzhi.") and item["label"] for item in items)


def test_review_writes_document_page_and_figures(luzhi: Luzhi, tmp_path: Path) -> None:
    docx, html = tmp_path / "review.docx", tmp_path / "review.html"
    arguments = ("--cut-off", "2019-02-25", "--docx", docx, "--html", html, "--json")
    done = luzhi("review", "--committee", "360300", "--year", "2018", *arguments)
    figures = {
        figure["code"]: (figure["printed"], figure["window"]["label"]) for figure in done.json["figures"]
    }
    assert (done.code, done.json["docx"], done.json["html"]) == (0, str(docx), str(html))
    assert (figures["gifts.money"], docx.read_bytes()[:2]) == (("200余万元", "2018年"), b"PK")
    assert "200余万元" in html.read_text(encoding="utf-8")


def test_unexpected_error_is_one_line_with_the_trace_in_a_log(used: Path) -> None:
    done = run(used, "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    log = used / "logs" / "command.log"
    assert (done.code, done.out, done.err.count("\n"), str(log) in done.err) == (1, "", 1, True)
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_help_is_chinese_and_english(luzhi: Luzhi) -> None:
    texts = [luzhi("--help", LUZHI_LANG=language).out for language in ("zh", "en")]
    assert ["用法" in texts[0], "Usage" in texts[1], "worker" in texts[0]] == [True, True, False]
