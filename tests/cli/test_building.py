"""A new database is made in one go: the same as the migrations leave it, table by table, policy by policy."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from luzhi.cli.building import build
from luzhi.cli.preparing import OWNER
from luzhi.site.holders import attached
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster


@contextmanager
def database(cluster: Cluster, name: str) -> Iterator[None]:
    """The owner's connection to an empty database of that name."""
    cluster.create_database(name)
    owner, to = connections[OWNER], cluster.dsn("owner", name)
    usual = dict(owner.settings_dict)
    owner.settings_dict.update(
        NAME=name, USER=to["user"], PASSWORD=to["password"], HOST=to["host"], PORT=str(to["port"])
    )
    try:
        yield
    finally:
        owner.close()
        owner.settings_dict.update(usual)


def dumped(cluster: Cluster, name: str) -> list[str]:
    """The schema with its rights; what was seeded by migrations; without the dump's own key."""
    to: dict[str, Any] = dict(cluster.dsn("root", name))
    environment = {**os.environ, "PGPASSWORD": str(to["password"])}
    told = [
        "-h",
        to["host"],
        "-p",
        str(to["port"]),
        "-U",
        to["user"],
        "--exclude-table-data=django_migrations",
    ]
    done = subprocess.run(
        [str(cluster.binaries() / "pg_dump"), *told, name],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.split("\n") if not line.startswith(("\\restrict", "\\unrestrict"))]


def made(home: Home) -> dict[str, tuple[list[str], list[tuple[str, str]]]]:
    """Of a database that was migrated and of one that was built: the dump, and the migrations that it records."""
    found = {}
    with attached(home, throwaway=True) as cluster:
        for name in ("migrated", "built"):
            with database(cluster, name):
                if name == "built":
                    build(OWNER)
                call_command("migrate", database=OWNER, verbosity=0, interactive=False)
                with connections[OWNER].cursor() as cursor:
                    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
                    found[name] = dumped(cluster, name), cursor.fetchall()
    return found


@pytest.mark.slow
def test_a_built_database_is_the_migrated_one(folder: Path, django_db_blocker: Any) -> None:
    # In a thread: where a browser was driven in this process before, its loop still runs in the main one.
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as thread:
        found = thread.submit(made, Home.at(folder / "building")).result()
    assert len(found["built"][0]) > 10_000
    assert found["built"] == found["migrated"]
