"""Pages measured beside their floor: server CPU and time of a request, and of its bare queries in the same run."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luzhi.accounts.entering import BACKEND
from luzhi.accounts.models import User
from luzhi.site.port import answers
from luzhi.site.tree import web_command

TICKS = os.sysconf("SC_CLK_TCK")
SETTINGS = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting", "BEGIN", "COMMIT")
CURSOR = re.compile(
    r"^DECLARE\b.*?\bFOR\s+(?=SELECT)", re.DOTALL | re.IGNORECASE
)  # a server-side cursor's query, sent bare
SESSION = ('FROM "django_session"', 'FROM "accounts_user"', 'FROM "organisation_appointment"')


@dataclass(frozen=True)
class Result:
    """`value` in `unit`, beside `floor` of the same unit taken in the same run."""

    name: str
    value: float
    unit: str
    floor: float | None = None

    def as_json(self) -> dict[str, Any]:
        ratio = round(self.value / self.floor, 2) if self.floor else None
        rounded = None if self.floor is None else round(self.floor, 2)
        return {
            "name": self.name,
            "value": round(self.value, 2),
            "unit": self.unit,
            "floor": rounded,
            "ratio": ratio,
        }


def cpu_seconds(pids: list[int]) -> dict[int, float]:
    """User and system time of these processes, in seconds."""
    spent = {}
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        spent[pid] = (int(fields[11]) + int(fields[12])) / TICKS
    return spent


def children(pid: int) -> list[int]:
    """A process and everything below it."""
    below = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [pid, *(each for child in below for each in children(child))]


def pss_mb(pids: list[int]) -> float:
    """Proportional set size of these processes, in MB."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def cookie(user: User) -> str:
    """A session of the user, as the browser would send it."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


@contextmanager
def browser(user: User | None) -> Iterator[Client]:
    client = Client(SERVER_NAME="127.0.0.1")
    if user:
        client.force_login(user, backend=BACKEND)
    yield client


def statements(user: User | None, path: str) -> tuple[list[str], int]:
    """The page's own queries and their number, without those of the session and of the tenants."""
    with browser(user) as client:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    sent = [CURSOR.sub("", query["sql"]) for query in seen]
    own = [sql for sql in sent if not sql.startswith(SETTINGS) and not any(part in sql for part in SESSION)]
    return own, len(own)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postmaster() -> int:
    """The database server's first process: the parent of the one behind this connection."""
    status = Path(f"/proc/{backend()}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("PPid:")))


def backend() -> int:
    """The server process behind this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """A web server of this site on a free port: the port and its first process."""
    port = free_port()
    child = subprocess.Popen(web_command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        while not answers("127.0.0.1", port):
            time.sleep(0.1)
        yield port, child.pid
    finally:
        child.terminate()
        child.wait(20)


def request_loop(port: int, path: str, cookies: str) -> Callable[[], None]:
    """One kept-alive connection that fetches the page again and again."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def fetch() -> None:
        line.request("GET", path, headers={"Cookie": cookies} if cookies else {})
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200 or not body:
            raise ValueError(f"{path}: {answer.status}")

    return fetch


def measured(
    times: int, once: Callable[[], None], pids: Callable[[], list[int]]
) -> tuple[float, float, float]:
    """(CPU ms each, median ms, 95th percentile ms) over `times` calls after a warm-up of every thread."""
    for _ in range(max(times // 2, 16)):
        once()
    before, taken = cpu_seconds(pids()), []
    for _ in range(times):
        began = time.perf_counter()
        once()
        taken.append((time.perf_counter() - began) * 1000)
    spent = sum(seconds - before.get(pid, 0) for pid, seconds in cpu_seconds(pids()).items()) * 1000 / times
    return spent, statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def bare(sqls: list[str]) -> Callable[[], None]:
    """The same queries, sent and fetched with nothing around them."""

    def run() -> None:
        with connection.cursor() as cursor:
            for sql in sqls:
                cursor.execute(sql)
                if cursor.description:
                    cursor.fetchall()

    return run
