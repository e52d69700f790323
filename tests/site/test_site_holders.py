import subprocess
from collections.abc import Callable

import pytest

from luzhi.site.holders import attached, database
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster

Program = Callable[..., "subprocess.Popen[str]"]
HOLD = """
from luzhi.site.home import Home
from luzhi.site.holders import attached
with attached(Home.locate(), throwaway=True) as cluster:
    print(cluster.pid, flush=True)
    input()
"""


def held_pid(process: "subprocess.Popen[str]") -> int:
    assert process.stdout
    return int(process.stdout.readline())


def test_last_holder_stops_the_server(made: Home) -> None:
    with attached(made, throwaway=True) as outer:
        with attached(made, throwaway=True) as inner:
            assert inner.pid == outer.pid
        assert outer.running() is True
    assert outer.running() is False


def test_server_outlives_the_process_that_started_it(made: Home, program: Program) -> None:
    first = program(HOLD)
    pid = held_pid(first)
    with attached(made, throwaway=True) as cluster:
        first.communicate("\n", timeout=30)
        assert (first.returncode, cluster.pid) == (0, pid)
    assert cluster.running() is False


def test_killed_holder_is_forgotten_by_the_others(made: Home, program: Program) -> None:
    first = program(HOLD)
    pid = held_pid(first)
    with attached(made, throwaway=True) as cluster:
        first.kill()
        first.wait()
        assert cluster.pid == pid
    assert cluster.running() is False


def test_server_of_a_killed_parent_is_taken_over(made: Home, program: Program) -> None:
    parent = program(HOLD)
    pid = held_pid(parent)
    parent.kill()
    parent.wait()
    assert Cluster(made).pid == pid
    with attached(made, throwaway=True) as cluster:
        assert cluster.pid == pid
    assert cluster.running() is False


def test_many_first_holders_start_one_server(program: Program) -> None:
    holders = [program(HOLD) for _ in range(3)]
    assert len({held_pid(process) for process in holders}) == 1
    assert [process.communicate("\n", timeout=30)[1] for process in holders] == [""] * 3


def test_named_server_needs_no_holder(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/luzhi")
    with database(home) as cluster:
        assert (cluster, home.path.exists()) == (None, False)
