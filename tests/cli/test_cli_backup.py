import json
import shutil
from pathlib import Path
from typing import Any

import psycopg
import pytest

from luzhi.site import archive
from luzhi.site.holders import attached
from luzhi.site.home import Home
from tests.cli.conftest import run


@pytest.fixture
def kept(used: Path, folder: Path) -> Path:
    """A backup of the used site, with a file."""
    media = used / "media" / "exchange"
    media.mkdir(exist_ok=True)
    (media / "paper").write_text("正文", encoding="utf-8")
    target = folder / "kept"
    if not target.exists():
        assert run(used, "backup", target).code == 0
    return target


def tables(home: Path) -> dict[str, Any]:
    with attached(Home(home)) as cluster, psycopg.connect(**cluster.dsn("root")) as connection:
        return archive.fingerprints(connection)


def schema(home: Path) -> list[tuple[Any, ...]]:
    """Policies, triggers, rights and keys: what row fingerprints don't show."""
    queries = (
        "SELECT tablename, policyname, qual, with_check FROM pg_policies",
        "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT relname, relacl::text, relforcerowsecurity::text FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        "SELECT conrelid::regclass::text, conname, contype::text FROM pg_constraint",
        "SELECT sequencename, last_value::text, '' FROM pg_sequences",
    )
    with attached(Home(home)) as cluster, psycopg.connect(**cluster.dsn("root")) as connection:
        return [tuple(row) for query in queries for row in connection.execute(f"{query} ORDER BY 1, 2, 3")]


def test_backup_restored_is_the_same_site(used: Path, kept: Path, empty: Path) -> None:
    before = tables(used)
    restored = run(empty, "restore", kept, "--json")
    again = archive.summary(kept)
    expected = {
        "dir": str(kept),
        "tables": again.tables,
        "rows": again.rows,
        "sha256": again.sha256,
    }
    assert (restored.code, restored.json) == (0, expected)
    assert (tables(empty), schema(empty)) == (before, schema(used))
    assert (empty / "media" / "exchange" / "paper").read_text(encoding="utf-8") == "正文"
    assert (empty / "keys" / "django").read_text() == (used / "keys" / "django").read_text()
    assert run(empty, "verify", "--json").json == {"problems": []}


def test_backup_refuses_a_folder_with_files(used: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    assert (run(used, "backup", tmp_path).code, [file.name for file in tmp_path.iterdir()]) == (1, ["mine"])


def test_backup_refuses_the_sites_own_folder(used: Path) -> None:
    assert (run(used, "backup", used / "copy").code, (used / "copy").exists()) == (1, False)


def test_backup_of_no_site_is_refused(empty: Path, tmp_path: Path) -> None:
    assert (run(empty, "backup", tmp_path / "b").code, (tmp_path / "b").exists()) == (1, False)


def test_restore_refuses_a_site_that_runs_or_holds_data(used: Path, kept: Path, fresh: Path) -> None:
    before = tables(used)
    running = run(used, "restore", kept)
    assert (running.code, tables(used)) == (1, before)


def test_restore_refuses_a_stopped_site_with_data(kept: Path, mould: Path) -> None:
    before = (mould / "keys" / "django").read_text()
    done = run(mould, "restore", kept, LUZHI_LANG="en")
    assert (done.code, "already holds a site" in done.err) == (1, True)
    assert (mould / "keys" / "django").read_text() == before


@pytest.mark.parametrize("part", ["database.dump", "media/exchange/paper", "keys/django"])
def test_restore_refuses_a_damaged_backup(kept: Path, empty: Path, folder: Path, part: str) -> None:
    damaged = folder / f"damaged-{part.replace('/', '-')}"
    shutil.copytree(kept, damaged)
    content = bytearray((damaged / part).read_bytes())
    content[len(content) // 2] ^= 1
    (damaged / part).write_bytes(content)
    done = run(empty, "restore", damaged)
    assert (done.code, part in done.err, (empty / "data").exists()) == (1, True, False)


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "media/../../outside", "other/file"])
def test_restore_refuses_files_outside_the_backup(kept: Path, empty: Path, folder: Path, name: str) -> None:
    crooked = folder / f"crooked-{abs(hash(name))}"
    shutil.copytree(kept, crooked)
    manifest = json.loads((crooked / "manifest.json").read_text())
    manifest["files"][name] = {"bytes": 0, "sha256": "0"}
    (crooked / "manifest.json").write_text(json.dumps(manifest))
    done = run(empty, "restore", crooked, LUZHI_LANG="en")
    assert (done.code, "outside itself" in done.err, (empty / "data").exists()) == (1, True, False)


def test_restore_refuses_links_and_later_versions(kept: Path, empty: Path, folder: Path) -> None:
    crooked = folder / "linked"
    shutil.copytree(kept, crooked)
    (crooked / "media" / "exchange" / "paper").unlink()
    (crooked / "media" / "exchange" / "paper").symlink_to("/etc/hostname")
    assert run(empty, "restore", crooked).code == 1
    manifest = json.loads((kept / "manifest.json").read_text())
    later = folder / "later"
    shutil.copytree(kept, later)
    manifest["migrations"].append("accounts.9999_from_the_future")
    (later / "manifest.json").write_text(json.dumps(manifest))
    done = run(empty, "restore", later, LUZHI_LANG="en")
    assert (done.code, "9999_from_the_future" in done.err) == (1, True)


def test_restore_of_a_folder_that_is_no_backup_is_refused(empty: Path, tmp_path: Path) -> None:
    assert run(empty, "restore", tmp_path).code == 1
