"""One child of the tree: started again with growing pauses when it dies, given up when it keeps dying."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from luzhi.site import child as wrapper
from luzhi.site import processes
from luzhi.site.errors import SiteError
from luzhi.site.logs import open_log, tail

STEADY_SECONDS = 30.0  # a child that lived this long has started well: its next death is the first again
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each new start; a further death ends the tree


class Deaths:
    """How often something has died in a row, and how long to wait before it is started again."""

    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        self.pauses = pauses
        self.count = 0
        self.since = 0.0

    def started(self) -> None:
        self.since = time.monotonic()

    def pause(self) -> float | None:
        """Count one death; seconds to wait, None when it has died too often."""
        steady = time.monotonic() - self.since > STEADY_SECONDS
        self.count = 1 if steady else self.count + 1
        return self.pauses[self.count - 1] if self.count <= len(self.pauses) else None


class Child:
    """A command in a process group of its own, so that a terminal's Ctrl-C reaches the launcher alone."""

    def __init__(self, name: str, argv: Sequence[str], environment: Mapping[str, str], logs: Path) -> None:
        self.name, self.argv, self.environment = name, argv, environment
        self.log = logs / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = Deaths()
        self.next_start = 0.0

    def look_after(self) -> SiteError | None:
        """Start it when due; what to tell the operator when it has died. Raises SiteError to give up."""
        if self.process is None:
            if time.monotonic() >= self.next_start:
                self._start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self._kill_group()
        self.process = None
        if (pause := self.deaths.pause()) is None:
            raise SiteError(
                "%(name)s ended %(times)s times, last with %(code)s; see %(log)s:\n%(tail)s",
                name=self.name, times=self.deaths.count, code=code, log=self.log, tail="\n".join(tail(self.log)),
            )  # fmt: skip
        self.next_start = time.monotonic() + pause
        return SiteError(
            "%(name)s ended with %(code)s; it is started again in %(pause)s s (see %(log)s).",
            name=self.name, code=code, pause=pause, log=self.log,
        )  # fmt: skip

    def stop(self, patience: float, *, hurry: Callable[[], bool]) -> None:
        """Ask it to end; kill it with its group after `patience` seconds, or as soon as `hurry()` is true."""
        process = self.process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        processes.wait_until(lambda: process.poll() is not None or hurry(), patience)
        self._kill_group()
        process.wait()
        self.process = None

    def _start(self) -> None:
        self.deaths.started()
        command = [sys.executable, "-I", "-S", wrapper.__file__, str(os.getpid()), *self.argv]
        with open_log(self.log) as log:
            self.process = subprocess.Popen(  # noqa: S603 (the command is the caller's)
                command, env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def _kill_group(self) -> None:
        # A server's own workers outlive it when it is killed, and hold the port.
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
