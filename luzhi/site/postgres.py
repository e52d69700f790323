"""A PostgreSQL server of the site's own: made, started, recognised after its parent died, and stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypedDict

import psycopg
from psycopg import sql

from luzhi.site import binaries, processes, roles
from luzhi.site.errors import SiteError
from luzhi.site.home import Home
from luzhi.site.logs import open_log, tail

Role = Literal["owner", "web", "report", "root"]
PORT = 5432  # only the name of the socket's file: the server listens on no network
DATABASE = "luzhi"
ROOT = "luzhi_root"
READY_SECONDS = 120.0
SETTINGS = """
# Added by luzhi; edit freely, a restart reads it. Names of people must not reach the log: terse, no parameters.
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
max_wal_size = 1GB
wal_compression = on
jit = off
temp_file_limit = 2GB
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_error_verbosity = terse
log_parameter_max_length = 0
log_min_error_statement = panic
"""
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class Dsn(TypedDict):
    """Keyword arguments of psycopg.connect()."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


# Every server this process started: whoever stops one here must reap it, whichever Cluster started it.
_started: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Cluster:
    """The server of `home`. `throwaway` trades safety on power loss for speed: tests only.

    Starting and stopping from several processes at once is ordered by `holders.attached`.
    """

    home: Home
    throwaway: bool = False

    def binaries(self) -> Path:
        """The folder of PostgreSQL's programs, of the version that made the data folder."""
        made_by = self.home.data / "PG_VERSION"
        return binaries.find(int(made_by.read_text()) if made_by.exists() else None)

    def dsn(self, role: Role, dbname: str = DATABASE) -> Dsn:
        """How `role` connects; true whether or not the server runs."""
        user = f"luzhi_{role}"
        return {
            "host": str(self.home.socket_dir),
            "port": PORT,
            "user": user,
            "password": self.home.secret(f"pg_{role}"),
            "dbname": dbname,
        }

    @property
    def pid(self) -> int | None:
        """The running server's process, whoever started it; None when it does not run."""
        pid = self._lock_file()[0]
        return pid if pid is not None and self._is_server(pid) else None

    def running(self) -> bool:
        return self.pid is not None

    def start(self) -> None:
        """Make the cluster if need be and start it, or take over the one that runs; back when it is ready."""
        self.home.ensure()
        if self._takes_over():
            return
        self.home.ensure_socket_dir()
        if not (self.home.data / "PG_VERSION").exists():
            self._make()
        self._clear_remains()
        self._await_ready(self._spawn())
        self._prepare()

    def stop(self, *, patience: float = 60.0) -> None:
        """End the server: transactions are rolled back, data is written. Harmless when it does not run."""
        pid = self.pid
        for signum, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if pid is None or self._gone(pid):
                break
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signum)
            processes.wait_until(partial(self._gone, pid), seconds)
        self._end_remains()
        shutil.rmtree(self.home.socket_dir, ignore_errors=True)

    def create_database(self, name: str, *, template: str = "template0") -> None:
        """A further database with the same owner, rights and extensions; nothing happens when it is there."""
        with self._connect("postgres") as connection:
            roles.make_database(connection, name, template)
        with self._connect(name) as connection:
            roles.grant(connection)

    def drop_database(self, name: str) -> None:
        """Drop it with its connections; nothing happens when it is not there."""
        with self._connect("postgres") as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    # --- making ---

    def _make(self) -> None:
        """initdb beside and rename: a data folder that exists is whole, even if we are killed here."""
        for left in self.home.path.glob("making-*"):
            shutil.rmtree(left, ignore_errors=True)
        making = self.home.path / f"making-{os.getpid()}"
        making.mkdir(mode=0o700)
        self._give(making)
        # The server's account must read the first password; keys/ stays closed to it.
        password = self.home.socket_dir / "password"
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(self.home.secret("pg_root"), encoding="ascii")
        self._give(password)
        command = [
            str(self.binaries() / "initdb"), f"--pgdata={making}", f"--username={ROOT}", f"--pwfile={password}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=libc", "--data-checksums",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603 (our own command line)
            [*command, "--no-sync"] if self.throwaway else command,
            **self._as_server(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        password.unlink()
        if done.returncode != 0:
            shutil.rmtree(making, ignore_errors=True)
            raise SiteError(
                "The database could not be made: %(why)s", why=done.stdout.decode(errors="replace")
            )
        with (making / "postgresql.conf").open("a", encoding="ascii") as conf:
            conf.write(SETTINGS)
        making.rename(self.home.data)

    def _prepare(self) -> None:
        passwords = {f"luzhi_{role}": self.home.secret(f"pg_{role}") for role in ("owner", "web", "report")}
        try:
            with self._connect("postgres") as connection:
                roles.make_roles(connection, passwords)
                roles.make_database(connection, DATABASE)
            with self._connect(DATABASE) as connection:
                roles.grant(connection)
                roles.check_trigrams(connection)
        except (psycopg.Error, SiteError) as error:
            self.stop()
            raise SiteError("The database could not be prepared: %(why)s", why=str(error).strip()) from error

    @contextlib.contextmanager
    def _connect(self, dbname: str) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(**self.dsn("root", dbname), autocommit=True, connect_timeout=10) as connection:
            yield connection

    # --- running ---

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = [
            "listen_addresses=", f"unix_socket_directories={self.home.socket_dir}", "unix_socket_permissions=0700",
            f"cluster_name={self._name}", *(CARELESS if self.throwaway else ()),
        ]  # fmt: skip
        command = [str(self.binaries() / "postgres"), "-D", str(self.home.data), "-p", str(PORT)]
        _reap()
        with open_log(self.home.logs / "postgresql.log") as log:
            child = subprocess.Popen(  # noqa: S603 (our own command line)
                [*command, *(word for setting in settings for word in ("-c", setting))],
                **self._as_server(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        _started[child.pid] = child
        return child

    def _takes_over(self) -> bool:
        """Whether a server runs, once it is ready; one that another process is stopping is awaited and gone."""
        processes.wait_until(lambda: self._is_ready() or self.pid is None, READY_SECONDS)
        if self.pid is not None and not self._is_ready():
            raise self._not_started()
        return self.pid is not None

    def _await_ready(self, child: subprocess.Popen[bytes]) -> None:
        processes.wait_until(lambda: self._is_ready(child.pid) or child.poll() is not None, READY_SECONDS)
        if not self._is_ready(child.pid):
            raise self._not_started()

    def _is_ready(self, wanted: int | None = None) -> bool:
        pid, status = self._lock_file()
        return status == "ready" and pid is not None and wanted in {None, pid} and self._is_server(pid)

    def _not_started(self) -> SiteError:
        why = "\n".join(tail(self.home.logs / "postgresql.log"))
        self.stop()
        return SiteError("The database did not start: %(why)s", why=why)

    def _clear_remains(self) -> None:
        """After a killed server: wait for its orphans, then drop a lock file whose number is now another's.

        The order is what keeps the data safe: no server may write while a new one starts.
        """
        processes.wait_until(lambda: not self._members(), 5.0)
        self._end_remains()
        pid = self._lock_file()[0]
        if pid is not None and processes.command_of(pid):
            (self.home.data / "postmaster.pid").unlink()

    def _end_remains(self) -> None:
        for pid in self._members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        processes.wait_until(lambda: not self._members(), 5.0)

    def _gone(self, pid: int) -> bool:
        _reap()
        return pid not in _started and not self._is_server(pid)

    # --- recognising ---

    @property
    def _name(self) -> str:
        return f"luzhi-{self.home.key}"

    def _lock_file(self) -> tuple[int | None, str]:
        """(process, status) from the server's own lock file; (None, "") without one."""
        try:
            lines = (self.home.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")
            return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
        except (OSError, ValueError):
            return None, ""

    def _is_server(self, pid: int) -> bool:
        if processes.PROC.is_dir():
            return self._is_member(pid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return True
        return False

    def _is_member(self, pid: int) -> bool:
        # "…/postgres -D … -c cluster_name=luzhi-…" for the server, "postgres: luzhi-…: …" for those below it.
        command = " ".join(processes.command_of(pid))
        named = self._name in command and Path(command.split(" ")[0].rstrip(":")).name == "postgres"
        return named and processes.account_of(pid) == self.home.server_uid

    def _members(self) -> set[int]:
        return processes.found(self._is_member)

    def _as_server(self) -> dict[str, Any]:
        uid = self.home.server_uid
        lent = {"user": uid, "group": uid, "extra_groups": []} if os.geteuid() == 0 else {}
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        return {**lent, "env": environment, "cwd": "/", "stdin": subprocess.DEVNULL, "umask": 0o077}

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.home.server_uid, self.home.server_uid)


def _reap() -> None:
    for pid, child in list(_started.items()):
        if child.poll() is not None:
            del _started[pid]
