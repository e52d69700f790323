"""Who needs the database: the first holder starts it, the last one stops it, a killed one is forgotten."""

import contextlib
import os
from collections.abc import Iterator

from luzhi.site.home import Home
from luzhi.site.locks import locked, release, take
from luzhi.site.postgres import Cluster


@contextlib.contextmanager
def attached(home: Home, *, throwaway: bool = False) -> Iterator[Cluster]:
    """Hold the site's database server for as long as the block runs.

    Each holder has a shared lock on one file, which the kernel drops when the process dies in any way; starting
    and stopping are ordered by a second lock. A server whose holders were all killed is taken over.
    """
    cluster = Cluster(home, throwaway)
    home.ensure()
    held = _start(cluster)
    try:
        yield cluster
    finally:
        _leave(cluster, held)


def database(home: Home) -> contextlib.AbstractContextManager[Cluster | None]:
    """`attached(home)`, or nothing to hold where DATABASE_URL names a server."""
    return contextlib.nullcontext() if os.environ.get("DATABASE_URL") else attached(home)


def revive(cluster: Cluster) -> None:
    """Start the server again when it has died under a holder."""
    with locked(cluster.home.locks / "start"):
        cluster.start()


def _start(cluster: Cluster) -> int:
    with locked(cluster.home.locks / "start"):
        held = take(cluster.home.locks / "holders", shared=True)
        assert held is not None  # noqa: S101 (the exclusive lock is only ever taken under "start")
        try:
            cluster.start()
        except BaseException:
            release(held)
            raise
        return held


def _leave(cluster: Cluster, held: int) -> None:
    with locked(cluster.home.locks / "start"):
        release(held)
        last = take(cluster.home.locks / "holders")
        if last is not None:
            try:
                cluster.stop()
            finally:
                release(last)
