"""One consistent copy of a site: database, files and keys, as of one moment of the database."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from luzhi.site import archive
from luzhi.site.archive import Summary
from luzhi.site.errors import SiteError
from luzhi.site.postgres import DATABASE, Cluster


def backup(cluster: Cluster, target: Path) -> Summary:
    """Copy the running site into `target`, a folder that is not there or empty. Raises SiteError.

    The database comes first: a file is stored before the row that names it, so every row's file is there.
    """
    target = target.absolute()
    if target.is_relative_to(cluster.home.path):
        raise SiteError("A backup inside the site's own folder would be lost with it: choose another.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SiteError("%(path)s is not empty: choose a new folder.", path=target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(mode=0o700, parents=True)
        _fill(cluster, fresh)
        fresh.rename(target)  # an empty folder gives way
    except OSError as error:
        raise SiteError("The backup could not be written: %(why)s", why=error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return archive.summary(target)


def _fill(cluster: Cluster, folder: Path) -> None:
    manifest: dict[str, Any] = {"format": archive.FORMAT, "made_at": datetime.now(UTC).isoformat()}
    with psycopg.connect(**cluster.dsn("root")) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        manifest["tables"] = archive.fingerprints(connection)
        manifest["postgresql"] = connection.info.server_version
        manifest["migrations"] = migrations(connection)
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None  # noqa: S101 (it returns one row)
        _dump(cluster, row[0], folder / archive.DUMP)
    for part in archive.PARTS:
        for file in archive.files_below(cluster.home.path / part):
            copy = folder / file.relative_to(cluster.home.path)
            copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(file, copy)
    manifest["files"] = {
        file.relative_to(folder).as_posix(): dict(zip(("bytes", "sha256"), archive.digest(file), strict=True))
        for file in archive.files_below(folder)
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / archive.MANIFEST).write_text(text, encoding="utf-8")


def migrations(connection: Connection[Any]) -> list[str]:
    """The database's applied migrations, "app.name"; none in an empty one."""
    there = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    if not there or not there[0]:
        return []
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return [name for (name,) in rows]


def _dump(cluster: Cluster, snapshot: str, file: Path) -> None:
    command = ["--format=custom", f"--snapshot={snapshot}", f"--file={file}", DATABASE]
    run_tool(cluster, "pg_dump", command)


def run_tool(cluster: Cluster, name: str, arguments: list[str]) -> None:
    """Run one of PostgreSQL's own programs as the superuser; its complaint becomes a SiteError."""
    program = cluster.binaries() / name
    if not program.exists():
        raise SiteError("%(name)s is missing beside PostgreSQL (%(path)s).", name=name, path=program.parent)
    dsn = cluster.dsn("root")
    secret = {"PGPASSWORD": dsn["password"], "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    place = [f"--host={dsn['host']}", f"--port={dsn['port']}", f"--username={dsn['user']}", "--no-password"]
    done = subprocess.run(  # noqa: S603 (our own command line)
        [program, *place, *arguments], env=secret, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        why = done.stderr.decode(errors="replace").strip()
        raise SiteError("%(name)s failed: %(why)s", name=name, why=why)
