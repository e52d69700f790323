"""The main job, as `make demo` does it: slow, as the whole year is made."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from luzhi.site.holders import attached
from luzhi.site.home import Home
from tests.cli.conftest import Done, run

pytestmark = pytest.mark.slow
PRINTED = {
    "suggestions.sent": "316条",
    "heart.activities": "10余次",
    "gifts.money": "200余万元",
    "gifts.books": "500册",
    "clinic.patient_visits": "300余人次",
}


@pytest.fixture(scope="module")
def demo(folder: Path, mould: Path) -> Any:
    """The site and what the first run said."""
    home = Home.at(folder / "demo-site")
    subprocess.run(["cp", "-a", mould, home.path], check=True)
    with attached(home, throwaway=True):
        yield home.path, run(home.path, "demo", "--no-serve", "--json", "--port", "8765")


def test_demo_prints_what_the_article_says(demo: tuple[Path, Done]) -> None:
    _home, done = demo
    document = done.json
    assert (done.code, document["url"]) == (0, "http://127.0.0.1:8765/")
    assert {line["code"]: line["printed"] for line in document["figures"]} == PRINTED
    assert all(
        line["printed"] == line["article"] and int(line["records"]) > 0 for line in document["figures"]
    )
    windows = {line["code"]: (line["window"]["from"], line["window"]["to"]) for line in document["figures"]}
    assert windows["suggestions.sent"] == ("2018-01-01", "2019-02-25")
    assert windows["gifts.money"] == ("2018-01-01", "2018-12-31")
    assert Path(document["docx"]).read_bytes()[:2] == b"PK"
    assert len(document["accounts"]) == 17


def test_demo_again_changes_nothing(demo: tuple[Path, Done]) -> None:
    home, _done = demo  # another test may have begun the year anew since
    once, again = (run(home, "demo", "--no-serve", "--json", "--port", "8765") for _ in range(2))
    assert (again.code, again.json) == (0, once.json)
    assert run(home, "verify", "--json").json == {"problems": []}


def test_demo_tells_a_difference(demo: tuple[Path, Done], tmp_path: Path) -> None:
    home, _done = demo
    (tmp_path / "more.csv").write_text(
        "日期,捐赠者,类型,物资,数量,计量单位\n2018-09-10,甲,物资,图书,1,册\n", encoding="utf-8"
    )
    batch = run(home, "import", "gifts", tmp_path / "more.csv", "--committee", "360300", "--json").json[
        "batch"
    ]
    differs = run(home, "demo", "--no-serve")
    run(home, "import", "--undo", batch, "--committee", "360300")
    assert (differs.code, "501册" in differs.out, "不一致" in differs.out) == (1, True, True)
    assert run(home, "demo", "--no-serve").code == 0


def test_demo_reset_makes_it_anew(demo: tuple[Path, Done]) -> None:
    home, done = demo
    again = run(home, "demo", "--no-serve", "--reset", "--json", "--port", "8765")
    figures = json.loads(again.out)["figures"]
    assert (again.code, figures, again.json["article"] != done.json["article"]) == (
        0,
        done.json["figures"],
        True,
    )


def test_demo_leaves_a_real_site_alone(fresh: Path) -> None:
    assert run(fresh, "setup", "--committee", "360300", "--admin", "王工").code == 0
    refused, reset = run(fresh, "demo", "--no-serve"), run(fresh, "demo", "--no-serve", "--reset")
    assert (refused.code, reset.code, run(fresh, "verify").code) == (1, 1, 0)
    assert not (fresh / "demo").exists()
