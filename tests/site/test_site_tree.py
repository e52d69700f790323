import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luzhi.site import processes
from luzhi.site.errors import SiteError
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster
from luzhi.site.supervised import Child, Deaths
from luzhi.site.tree import web_command

Program = Callable[..., "subprocess.Popen[str]"]
ELSEWHERE = {"DATABASE_URL": "postgresql://db.example/luzhi"}
SERVE = """
import sys
from luzhi.site.home import Home
from luzhi.site.tree import serve
worker = [sys.executable, "-c", {worker!r}]
sys.exit(serve(Home.locate(), {port}, commands={{"web": {web!r}, "worker": worker}},
               on_ready=lambda url: print(url, flush=True)))
"""
HELLO = """
def application(environ, start_response):
    start_response("204 No Content", [])
    return []
"""
PATIENT = "import signal; signal.pause()"
STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); [signal.pause() for _ in iter(int, 1)]"
)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(home: Home) -> Iterator[Callable[[], set[int]]]:
    """The processes below the site's tree; whatever a failed test leaves of them is killed."""

    def find() -> set[int]:
        return processes.found(lambda pid: processes.carries(pid, f"LUZHI_SERVED={home.key}"))

    yield find
    for pid in find():
        os.kill(pid, signal.SIGKILL)


def ready(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def deaf(pid: int) -> bool:
    """Whether the process ignores SIGTERM by now."""
    ignored = (processes.PROC / str(pid) / "status").read_text().partition("SigIgn:")[2].split()[0]
    return bool(int(ignored, 16) >> (signal.SIGTERM - 1) & 1)


def script(port: int, worker: str = PATIENT, web: list[str] | None = None) -> str:
    tiny = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    return SERVE.format(port=port, worker=worker, web=web or tiny)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_tree_stops_all_it_started(
    made: Home, program: Program, port: int, served: Callable[[], set[int]], signum: signal.Signals
) -> None:
    tree = program(script(port))
    assert ready(tree) == f"http://127.0.0.1:{port}/"
    assert (len(served()), Cluster(made).running()) == (2, True)
    tree.send_signal(signum)
    assert (tree.wait(30), served(), Cluster(made).running()) == (0, set(), False)


def test_tree_children_end_with_a_killed_parent(
    program: Program, port: int, served: Callable[[], set[int]]
) -> None:
    tree = program(script(port), **ELSEWHERE)
    ready(tree)
    tree.kill()
    assert processes.wait_until(lambda: not served(), 10)


def test_tree_ends_the_orphans_of_a_killed_one(
    program: Program, port: int, served: Callable[[], set[int]]
) -> None:
    first = program(script(port, STUBBORN), **ELSEWHERE)
    ready(first)
    assert processes.wait_until(lambda: any(map(deaf, served())), 10)
    first.kill()
    assert processes.wait_until(lambda: len(served()) == 1, 10)
    orphan = served()
    second = program(script(port), **ELSEWHERE)
    assert ready(second) == f"http://127.0.0.1:{port}/"
    assert served() & orphan == set()
    second.terminate()
    assert second.wait(30) == 0


def test_tree_ends_web_workers_that_hold_the_port(
    folder: Path, program: Program, port: int, served: Callable[[], set[int]]
) -> None:
    (folder / "hello.py").write_text(HELLO)
    web = [*web_command(port)[:-1], "--working-dir", str(folder), "hello:application"]
    first = program(script(port, web=web), **ELSEWHERE)
    assert ready(first) == f"http://127.0.0.1:{port}/"
    masters = {pid for pid in served() if "granian" in processes.command_of(pid)}
    master = min(masters)
    for pid in (master, first.pid):
        os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: served() == masters - {master}, 10)
    second = program(script(port), **ELSEWHERE)
    assert ready(second) == f"http://127.0.0.1:{port}/"
    assert served() & masters == set()
    second.terminate()
    assert second.wait(30) == 0


def test_tree_restarts_what_dies(program: Program, port: int, served: Callable[[], set[int]]) -> None:
    tree = program(script(port), **ELSEWHERE)
    ready(tree)
    before = served()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: len(served() - before) == 2, 10)
    tree.terminate()
    _, said = tree.communicate(timeout=30)
    assert (tree.returncode, said.count("it is started again in 0.5 s")) == (0, 2)


def test_tree_revives_the_database(made: Home, program: Program, port: int) -> None:
    tree = program(script(port))
    ready(tree)
    killed = Cluster(made).pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert processes.wait_until(lambda: Cluster(made).pid not in {None, killed}, 20)
    tree.terminate()
    assert (tree.wait(30), Cluster(made).running()) == (0, False)


def test_tree_refuses_a_port_held_by_another(program: Program, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        tree = program(script(port), **ELSEWHERE)
        _, said = tree.communicate(timeout=30)
    held = f"Port {port} is held by another program; choose one with --port.\n"
    assert (tree.returncode, said) == (1, held)


def test_tree_refuses_a_site_already_served(program: Program, port: int) -> None:
    first = program(script(port), **ELSEWHERE)
    ready(first)
    second = program(script(port + 1), **ELSEWHERE)
    _, said = second.communicate(timeout=30)
    told = f"This site is already being served: pid {first.pid}, port {port}.\n"
    assert (second.returncode, said) == (1, told)


def test_child_that_keeps_dying_is_given_up(folder: Path) -> None:
    child = Child("web", [sys.executable, "-c", "raise SystemExit('no settings')"], os.environ, folder)
    child.deaths = Deaths((0.0, 0.0))
    for _ in range(2):
        assert processes.wait_until(lambda: child.look_after() is not None, 30)
    with pytest.raises(SiteError, match=r"(?s)web ended 3 times, last with 1; .*no settings"):
        processes.wait_until(lambda: child.look_after() is not None, 30)


def test_child_that_ignores_the_request_is_killed(folder: Path) -> None:
    child = Child(
        "web", [sys.executable, "-c", STUBBORN.replace("[", "print(1, flush=True); [")], os.environ, folder
    )
    child.look_after()
    assert processes.wait_until(lambda: child.log.read_bytes() == b"1\n", 10)
    process = child.process
    assert process
    child.stop(0.1, hurry=lambda: False)
    assert process.returncode == -signal.SIGKILL
