import json
from pathlib import Path

from tests.cli.conftest import run

CITY = ("setup", "--committee", "360300", "--admin", "王工")


def test_setup_opens_three_administrators_and_refuses_a_second_time(fresh: Path) -> None:
    first, second = run(fresh, *CITY, "--json"), run(fresh, *CITY, "--json")
    codes = first.json["codes"]
    assert (first.code, first.json["committee"]) == (0, "360300")
    assert [(slip["role"], slip["name"]) for slip in codes] == [
        ("system_admin", "王工"), ("security_admin", "安全管理员"), ("audit_admin", "审计管理员"),
    ]  # fmt: skip
    assert len({slip["code"] for slip in codes}) == 3
    assert (second.code, list(json.loads(second.out))) == (1, ["error"])


def test_setup_prints_slips_with_the_term(fresh: Path) -> None:
    done = run(fresh, *CITY, "--term", "13", "--term-from", "2016-10-25")
    assert (done.code, done.out.count("验证码："), done.err) == (0, 3, "")


def test_setup_refuses_four_names(fresh: Path) -> None:
    done = run(fresh, *CITY, *("--admin", "乙", "--admin", "丙", "--admin", "丁"))
    assert (done.code, run(fresh, *CITY).code) == (2, 0)


def test_setup_refuses_a_demonstration_site(fresh: Path) -> None:
    (fresh / "demo").write_text("2018\n")
    done = run(fresh, *CITY, LUZHI_LANG="en")
    assert (done.code, "demonstration" in done.err) == (1, True)
