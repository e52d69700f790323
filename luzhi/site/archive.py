"""A backup as a folder: `manifest.json` names every file and table with its digest, so that damage is found first.

manifest.json    format, time, versions, migrations, tables {name: rows, sha256}, files {path: bytes, sha256}
database.dump    PostgreSQL's own archive (pg_restore reads it)
media/ keys/     the site's files, and the keys without which the database's secrets cannot be read
demo             only of a demonstration site
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from psycopg import Connection, sql

from luzhi.site.errors import SiteError

MANIFEST, DUMP = "manifest.json", "database.dump"
FORMAT = 1
BLOCK = 1024 * 1024
PARTS = ("media", "keys", "demo")  # of a site's folder

# The text of a row depends on these: both sides of a comparison set them.
PLAIN_TEXT = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL row_security = off
"""
TABLES = """
SELECT c.relname, ARRAY(SELECT a.attname FROM unnest(i.indkey) WITH ORDINALITY AS k(n, o)
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n ORDER BY k.o)
FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
"""


@dataclass(frozen=True)
class Summary:
    """What a backup holds; `sha256` is its manifest's, and with it that of everything."""

    folder: Path
    tables: int
    rows: int
    sha256: str


def summary(folder: Path) -> Summary:
    tables = read(folder)["tables"].values()
    return Summary(folder, len(tables), sum(table["rows"] for table in tables), digest(folder / MANIFEST)[1])


def read(folder: Path) -> dict[str, Any]:
    """The manifest; raises SiteError where the folder is no backup, or one of a later format."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = manifest["format"] == FORMAT and {"files", "tables", "migrations"} <= manifest.keys()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SiteError("%(path)s is not a backup of a site.", path=folder) from error
    if not known:
        raise SiteError("%(path)s was made by a later version of the program.", path=folder)
    return manifest


def check(folder: Path) -> dict[str, Any]:
    """The manifest of a backup of which every file is whole; raises SiteError naming what is not."""
    manifest = read(folder)
    for name, noted in manifest["files"].items():
        file = folder / name
        if not _proper(name) or file.is_symlink() or not file.resolve().is_relative_to(folder.resolve()):
            raise SiteError("The backup names a file outside itself: %(name)s.", name=name)
        if not file.is_file() or list(digest(file)) != [noted["bytes"], noted["sha256"]]:
            raise SiteError("The backup is damaged: %(name)s is missing or changed.", name=name)
    if DUMP not in manifest["files"]:
        raise SiteError("The backup is damaged: %(name)s is missing or changed.", name=DUMP)
    return manifest


def _proper(name: str) -> bool:
    path = PurePosixPath(name)
    return name == DUMP or (path.parts[:1] != () and path.parts[0] in PARTS and ".." not in path.parts)


def files_below(folder: Path) -> Iterator[Path]:
    """Regular files, in a fixed order; links are never followed."""
    if folder.is_file():
        yield folder
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield file


def digest(file: Path) -> tuple[int, str]:
    """(bytes, SHA-256)."""
    total, sha = 0, hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            total += len(block)
            sha.update(block)
    return total, sha.hexdigest()


def fingerprints(connection: Connection[Any]) -> dict[str, dict[str, Any]]:
    """Rows and SHA-256 of each table, its rows in the order of the primary key. Within a superuser's transaction."""
    connection.execute(PLAIN_TEXT)
    found = connection.execute(TABLES).fetchall()
    return {table: _fingerprint(connection, table, keys) for table, keys in found}


def _fingerprint(connection: Connection[Any], table: str, keys: list[str]) -> dict[str, Any]:
    order = sql.SQL(", ").join(map(sql.Identifier, keys)) if keys else sql.SQL("t::text")
    command = sql.SQL("COPY (SELECT * FROM public.{} t ORDER BY {}) TO STDOUT")
    rows, sha = 0, hashlib.sha256()
    with connection.cursor() as cursor, cursor.copy(command.format(sql.Identifier(table), order)) as copy:
        for block in copy:
            rows += bytes(block).count(b"\n")  # a line break within a value is written \n
            sha.update(block)
    return {"rows": rows, "sha256": sha.hexdigest()}
