"""A backup made a site again: checked first, built beside, compared row by row, and only then put in place."""

import os
import shutil
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path

import psycopg

from luzhi.site import archive
from luzhi.site.archive import Summary
from luzhi.site.backup import run_tool
from luzhi.site.errors import SiteError
from luzhi.site.home import Home
from luzhi.site.locks import locked, release, take
from luzhi.site.postgres import DATABASE, Cluster


def restore(home: Home, folder: Path, known: Set[str]) -> Summary:
    """Make the site `home`, which must hold no data, from the backup in `folder`. Raises SiteError.

    `known` are the migrations of this program ("app.name"): a backup of a later version is refused.
    """
    folder = folder.absolute()
    with _untouched(home):
        manifest = archive.check(folder)
        if later := set(manifest["migrations"]) - known:
            raise SiteError(
                "%(path)s was made by a later version of the program (%(what)s).",
                path=folder,
                what=min(later),
            )
        building = Home(home.path / "restoring")
        shutil.rmtree(building.path, ignore_errors=True)
        try:
            _build(building, folder, manifest["files"])
            _compare(building, manifest["tables"])
            _put_in_place(building, home)
        finally:
            Cluster(building).stop()
            shutil.rmtree(building.path, ignore_errors=True)
    return archive.summary(folder)


@contextmanager
def _untouched(home: Home) -> Iterator[None]:
    home.ensure()
    with locked(home.locks / "start"):
        held = take(home.locks / "holders")
        if held is None:
            raise SiteError("This site is running: a backup is never restored over it.")
        try:
            if home.data.exists() or any(archive.files_below(home.media)):
                raise SiteError(
                    "%(path)s already holds a site: set LUZHI_HOME to a new folder and restore there.",
                    path=home.path,
                )
            yield
        finally:
            release(held)


def _build(building: Home, folder: Path, files: dict[str, object]) -> None:
    building.ensure()
    for name in files:
        if name != archive.DUMP:
            copy = building.path / name
            copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(folder / name, copy)
            if copy.parent == building.keys:
                copy.chmod(0o600)
    cluster = Cluster(building)
    cluster.start()
    # Triggers, keys and policies come after the rows: nothing fires, nothing is chained anew.
    run_tool(
        cluster,
        "pg_restore",
        ["--exit-on-error", "--single-transaction", f"--dbname={DATABASE}", str(folder / archive.DUMP)],
    )


def _compare(building: Home, noted: dict[str, dict[str, object]]) -> None:
    with psycopg.connect(**Cluster(building).dsn("root")) as connection:
        connection.execute("ANALYZE")  # plans need statistics, which a backup does not hold
        found = archive.fingerprints(connection)
    for table in sorted(noted.keys() | found.keys()):
        if noted.get(table) != found.get(table):
            raise SiteError("The restored table %(table)s differs from the backup.", table=table)


def _put_in_place(building: Home, home: Home) -> None:
    """The database comes last: its folder says that the site is whole."""
    Cluster(building).stop()
    for part in archive.PARTS:
        if (building.path / part).exists():
            target = home.path / part
            shutil.rmtree(target, ignore_errors=True)
            (building.path / part).rename(target)
    building.data.rename(home.data)
    descriptor = os.open(home.path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
