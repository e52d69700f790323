"""A new database is made in one go: the same as the migrations leave it, table by table, policy by policy."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from luzhi.cli.building import build
from luzhi.cli.preparing import OWNER
from luzhi.site.postgres import Cluster


@contextmanager
def database(cluster: Cluster, name: str) -> Iterator[None]:
    """The owner's connection to an empty database of that name."""
    cluster.create_database(name)
    owner = connections[OWNER]
    usual = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = name
    try:
        yield
    finally:
        owner.close()
        owner.settings_dict["NAME"] = usual
        cluster.drop_database(name)


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


@pytest.mark.slow
def test_a_built_database_is_the_migrated_one(django_db_setup: None, django_db_blocker: Any) -> None:
    cluster, dumps, applied = Cluster(settings.HOME), {}, {}
    for name in ("migrated", "built"):
        with django_db_blocker.unblock(), database(cluster, name):
            if name == "built":
                build(OWNER)
            call_command("migrate", database=OWNER, verbosity=0, interactive=False)
            dumps[name] = dumped(cluster, name)
            with connections[OWNER].cursor() as cursor:
                cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
                applied[name] = cursor.fetchall()
    assert len(dumps["built"]) > 10_000
    assert dumps["built"] == dumps["migrated"]
    assert applied["built"] == applied["migrated"]
