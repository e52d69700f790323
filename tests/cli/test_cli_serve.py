"""The whole tree, as users start it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from luzhi.site import processes
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster
from tests.cli.conftest import environment, run

pytestmark = pytest.mark.slow
DEFER = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "luzhi.config.settings"
django.setup()
from luzhi.cli.tasks import clear
clear.defer(timestamp=0)
"""


class Site:
    """One site that is served and stopped again."""

    def __init__(self, home: Path) -> None:
        self.home = Home(home)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.started: list[subprocess.Popen[str]] = []

    def serve(self) -> "subprocess.Popen[str]":
        """Start, and wait until it says that it serves."""
        tree = subprocess.Popen(
            [sys.executable, "-m", "luzhi", "serve", "--port", str(self.port)],
            env=environment(self.home.path), cwd="/", stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.started.append(tree)
        assert tree.stderr
        assert f"http://127.0.0.1:{self.port}/" in tree.stderr.readline()
        return tree

    def page(self, path: str = "/login/") -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def running(self) -> set[int]:
        mark = f"LUZHI_SERVED={self.home.key}"
        return processes.found(lambda pid: processes.carries(pid, mark)) | processes.found(
            Cluster(self.home)._is_member
        )

    def log(self, name: str) -> str:
        file = self.home.logs / f"{name}.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def served(folder: Path, mould: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    home = folder / f"{request.node.name[:30]}-served"
    subprocess.run(["cp", "-a", mould, home], check=True)
    site = Site(home)
    yield site
    for tree in site.started:
        if tree.poll() is None:
            tree.terminate()
            tree.wait(30)
        if tree.stderr:
            tree.stderr.close()
    for pid in site.running():
        os.kill(pid, signal.SIGKILL)


def test_serve_answers_runs_jobs_and_stops_leaving_nothing(served: Site) -> None:
    tree = served.serve()
    assert served.page() == 200
    subprocess.run([sys.executable, "-c", DEFER], env=environment(served.home.path), cwd="/", check=True)
    assert processes.wait_until(lambda: "cleared 0 sessions and 0 one-time codes" in served.log("worker"), 15)
    tree.send_signal(signal.SIGTERM)
    assert (tree.wait(30), served.running()) == (0, set())


def test_serve_after_kill_is_back_with_nothing_lost(served: Site) -> None:
    first = served.serve()
    assert run(served.home.path, "setup", "--committee", "360300", "--admin", "王工").code == 0
    first.kill()
    first.wait()
    second = served.serve()
    assert served.page("/360300/") == 200
    assert run(served.home.path, "verify", "--json").json == {"problems": []}
    assert run(served.home.path, "setup", "--committee", "360300", "--admin", "王工").code == 1
    second.send_signal(signal.SIGINT)
    assert (second.wait(30), served.running()) == (0, set())


def test_second_serve_of_a_site_and_a_taken_port_are_refused(served: Site, fresh: Path) -> None:
    served.serve()
    twice = run(served.home.path, "serve", "--port", served.port)
    taken = run(fresh, "serve", "--port", served.port, LUZHI_LANG="en")
    assert (twice.code, "本站已在运行" in twice.err, "Traceback" in twice.err) == (1, True, False)
    assert (taken.code, "is held by another program" in taken.err) == (1, True)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_worker_alone_stops_within_seconds(served: Site, signum: signal.Signals) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "luzhi", "worker"], env=environment(served.home.path), cwd="/", stderr=subprocess.DEVNULL
    )  # fmt: skip
    cluster = Cluster(served.home)
    assert processes.wait_until(lambda: cluster.running() and b"LISTEN" in ask(cluster), 20)
    worker.send_signal(signum)
    assert (worker.wait(10), cluster.running()) == (0, False)


def ask(cluster: Cluster) -> bytes:
    """What the database's sessions last said."""
    tool = cluster.binaries() / "psql"
    dsn = cluster.dsn("root")
    arguments = [
        "-h",
        dsn["host"],
        "-U",
        dsn["user"],
        "-Atc",
        "SELECT query FROM pg_stat_activity",
        dsn["dbname"],
    ]
    return subprocess.run([tool, *arguments], env={"PGPASSWORD": dsn["password"]}, capture_output=True).stdout
