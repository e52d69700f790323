"""The processes of a served site: database, web server and worker; what one signal starts and stops."""

import contextlib
import json
import os
import queue
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from luzhi.site import processes
from luzhi.site.errors import SiteError
from luzhi.site.holders import database, revive
from luzhi.site.home import Home
from luzhi.site.locks import release, take
from luzhi.site.port import answers, check_free
from luzhi.site.postgres import Cluster
from luzhi.site.supervised import Child, Deaths

TICK = 0.1
MARK = "LUZHI_SERVED"  # with the site's key in the environment of everything below the tree: how a later start knows its orphans
STOP_SECONDS = 15.0
ORPHAN_SECONDS = 2.0  # they were asked to end when their parent died
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def web_command(port: int, host: str = "127.0.0.1") -> list[str]:
    """Granian: 2 processes of 4 blocking threads."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "8",
        "--no-ws", "luzhi.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "-m", "luzhi", "worker"]


def warn(error: SiteError) -> None:
    """Say a message in English on standard error; the command line passes its own, which translates."""
    print(error, file=sys.stderr, flush=True)  # noqa: T201 (standard error is where the launcher speaks)


def serve(
    home: Home,
    port: int,
    *,
    commands: Mapping[str, Sequence[str]] | None = None,
    host: str = "127.0.0.1",
    on_ready: Callable[[str], None] | None = None,
    say: Callable[[SiteError], None] = warn,
) -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP; 0 after a plain stop, 1 when refused or when a child keeps dying.

    `commands` are argument lists by name, the database around them (none with DATABASE_URL); their output goes to
    `logs/NAME.log`. The first listens on the port; the others start when it answers, so that the first page does not
    wait for them, and then `on_ready` gets the address. They are stopped in their order.
    Call it from the main thread.
    """
    commands = commands or {"web": web_command(port, host), "worker": worker_command()}
    try:
        with _signals() as inbox, _alone(home, host, port), database(home) as cluster:
            tree = _Tree(home, cluster, commands, inbox, say)
            return tree.run(host, port, on_ready)
    except SiteError as error:
        say(error)
        return 1


class _Tree:
    def __init__(
        self,
        home: Home,
        cluster: Cluster | None,
        commands: Mapping[str, Sequence[str]],
        inbox: "queue.SimpleQueue[int]",
        say: Callable[[SiteError], None],
    ) -> None:
        environment = {**os.environ, "LUZHI_HOME": str(home.path), MARK: home.key}
        logs = home.logs
        self.children = [Child(name, argv, environment, logs) for name, argv in commands.items()]
        self.database_deaths = Deaths()
        self.home, self.cluster, self.inbox, self.say = home, cluster, inbox, say

    def run(self, host: str, port: int, on_ready: Callable[[str], None] | None) -> int:
        ready = False
        try:
            while not self._asked_to_stop():
                self._look_after(self.children if ready else self.children[:1])
                if not ready and answers(host, port):
                    ready = True
                    self._look_after(self.children)
                    if on_ready:
                        on_ready(f"http://{host}:{port}/")
        finally:
            self._stop()
        return 0

    def _asked_to_stop(self) -> bool:
        try:
            self.inbox.get(timeout=TICK)
        except queue.Empty:
            return False
        return True

    def _look_after(self, children: Sequence[Child]) -> None:
        if self.cluster is not None and not self.cluster.running():
            self._revive(self.cluster)
        for child in children:
            if (problem := child.look_after()) is not None:
                self.say(problem)

    def _revive(self, cluster: Cluster) -> None:
        pause = self.database_deaths.pause()
        if pause is None:
            raise SiteError(
                "The database keeps stopping; see %(log)s.", log=self.home.logs / "postgresql.log"
            )
        self.say(SiteError("The database has stopped by itself; it is started again."))
        time.sleep(pause)
        revive(cluster)
        self.database_deaths.started()

    def _stop(self) -> None:
        for child in self.children:
            child.stop(STOP_SECONDS, hurry=lambda: not self.inbox.empty())
        _end_orphans(self.home)


@contextlib.contextmanager
def _signals() -> Iterator["queue.SimpleQueue[int]"]:
    """Signals arrive in a queue (its put is safe in a handler), the old handlers come back at the end."""
    inbox: queue.SimpleQueue[int] = queue.SimpleQueue()
    before = {signum: signal.signal(signum, lambda number, _frame: inbox.put(number)) for signum in SIGNALS}
    try:
        yield inbox
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


@contextlib.contextmanager
def _alone(home: Home, host: str, port: int) -> Iterator[None]:
    """One tree a site: its lock file tells who serves; what a killed tree left is ended; the port is free."""
    home.ensure()
    file = home.locks / "serve"
    held = take(file)
    if held is None:
        raise SiteError("This site is already being served: %(who)s.", who=_serving(file))
    try:
        os.ftruncate(held, 0)
        os.pwrite(held, json.dumps({"pid": os.getpid(), "port": port}).encode(), 0)
        _end_orphans(home)
        check_free(host, port)
        yield
    finally:
        release(held)


def _serving(file: Path) -> str:
    with contextlib.suppress(OSError, ValueError, KeyError):
        found = json.loads(file.read_text(encoding="utf-8"))
        return f"pid {found['pid']}, port {found['port']}"
    return "pid ?"


def _end_orphans(home: Home) -> int:
    mark, spared = f"{MARK}={home.key}", processes.ancestors()
    return processes.end(
        lambda: processes.found(lambda pid: processes.carries(pid, mark)) - spared, patience=ORPHAN_SECONDS
    )
