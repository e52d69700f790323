"""File locks that the kernel drops when their holder dies, however it dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from luzhi.site.errors import SiteError

PATIENCE = 180.0
TICK = 0.02


def take(path: Path, *, shared: bool = False) -> int | None:
    """The lock's open descriptor, or None when somebody holds it; the file stays when the lock goes."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def release(descriptor: int) -> None:
    """Unlock and close. Unlocking first matters: a forked child may still hold a copy of the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


@contextlib.contextmanager
def locked(path: Path, *, timeout: float = PATIENCE) -> Iterator[None]:
    """Hold the exclusive lock, waiting at most `timeout` seconds; raises SiteError after that."""
    deadline = time.monotonic() + timeout
    while (descriptor := take(path)) is None:
        if time.monotonic() > deadline:
            raise SiteError("Another command has held %(path)s for too long.", path=path)
        time.sleep(TICK)
    try:
        yield
    finally:
        release(descriptor)
