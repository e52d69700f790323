"""Processes found by what they say of themselves in /proc (on a system without it, none is found)."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PROC = Path("/proc")
TICK = 0.02


def command_of(pid: int) -> list[str]:
    """The argument list of a live process; empty for a dead one and for a zombie."""
    return _words(pid, "cmdline")


def account_of(pid: int) -> int | None:
    """The uid a live process runs as."""
    try:
        return (PROC / str(pid)).stat().st_uid
    except OSError:
        return None


def found(matches: Callable[[int], bool]) -> set[int]:
    """The live processes that match."""
    pids = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()) if PROC.is_dir() else ()
    return {pid for pid in pids if matches(pid)}


def carries(pid: int, mark: str) -> bool:
    """Whether a live process was started with `mark` ("NAME=value") in its environment."""
    return mark in _words(pid, "environ")


def ancestors() -> set[int]:
    """This process and those above it."""
    line, pid = set(), os.getpid()
    while pid > 0 and pid not in line:
        line.add(pid)
        status = _text(pid, "stat").rpartition(")")[2].split()
        pid = int(status[1]) if len(status) > 1 else 0
    return line


def end(find: Callable[[], Iterable[int]], *, patience: float = 5.0) -> int:
    """Ask what `find` finds to end, kill what has not ended after `patience` seconds; how many there were."""
    first = set(find())
    for signum in (signal.SIGTERM, signal.SIGKILL):
        for pid in set(find()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signum)
        if wait_until(lambda: not set(find()), patience):
            break
    return len(first)


def wait_until(true: Callable[[], bool], patience: float) -> bool:
    """Ask every 20 ms, at most `patience` seconds long; the last answer."""
    deadline = time.monotonic() + patience
    while not (answer := true()) and time.monotonic() < deadline:
        time.sleep(TICK)
    return answer


def _words(pid: int, name: str) -> list[str]:
    return [word for word in _text(pid, name).split("\0") if word]


def _text(pid: int, name: str) -> str:
    try:
        return os.fsdecode((PROC / str(pid) / name).read_bytes())
    except OSError:
        return ""
