import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from luzhi.site import binaries, processes
from luzhi.site.errors import SiteError
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster, Role

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the database another account")


WRITING = "-c default_transaction_read_only=off"  # what a client may ask for in spite of its role's default


def ask(
    cluster: Cluster, query: str, role: Role = "web", dbname: str = "luzhi", options: str = ""
) -> list[tuple[object, ...]]:
    dsn = cluster.dsn(role, dbname)
    with psycopg.connect(**dsn, options=options, autocommit=True) as connection:
        found = connection.execute(query)
        return found.fetchall() if found.description else []


def test_cluster_is_made_stops_and_leaves_nothing_running(home: Home) -> None:
    throwaway = Cluster(home, throwaway=True)
    home.ensure()
    (home.path / "making-1").mkdir()  # what a killed first start leaves
    throwaway.start()
    members = processes.found(throwaway._is_member)
    assert {processes.account_of(pid) for pid in members} == {home.server_uid}
    assert not list(home.path.glob("making-*"))
    throwaway.stop()
    assert (throwaway.running(), processes.found(throwaway._is_member)) == (False, set())
    assert not throwaway.home.socket_dir.exists()


def test_cluster_dsn_is_known_without_a_server(home: Home) -> None:
    assert Cluster(home).dsn("report") == {
        "host": str(home.socket_dir),
        "port": 5432,
        "user": "luzhi_report",
        "password": home.secret("pg_report"),
        "dbname": "luzhi",
    }
    assert not home.data.exists()


def test_cluster_stop_is_harmless_without_a_server(throwaway: Cluster) -> None:
    throwaway.stop()
    assert throwaway.running() is False


def test_two_sites_never_meet(cluster: Cluster, throwaway: Cluster) -> None:
    throwaway.start()
    ask(throwaway, "CREATE TABLE here ()", "owner")
    assert ask(cluster, "SELECT to_regclass('here')") == [(None,)]
    throwaway.stop()
    assert cluster.running() is True


def test_cluster_recovers_after_its_server_was_killed(made: Home) -> None:
    careful = Cluster(made)
    careful.start()
    ask(careful, "CREATE TABLE kept AS SELECT 1 AS one", "owner")
    killed = careful.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert processes.wait_until(lambda: not careful.running(), 5)
    careful.start()
    assert ask(careful, "SELECT one FROM kept") == [(1,)]
    assert careful.pid != killed


def test_cluster_starts_after_whoever_stopped_it_was_killed(throwaway: Cluster) -> None:
    throwaway.start()
    before = throwaway.pid
    assert before is not None
    os.kill(before, signal.SIGINT)
    processes.wait_until(lambda: throwaway._lock_file()[1] != "ready", 10)
    throwaway.start()
    assert (throwaway.running(), throwaway.pid == before, ask(throwaway, "SELECT 1")) == (True, False, [(1,)])


def test_cluster_starts_over_a_lock_file_whose_number_is_anothers(throwaway: Cluster) -> None:
    other = subprocess.Popen(["sleep", "60"], user=throwaway.home.server_uid)
    lock = throwaway.home.data / "postmaster.pid"
    lock.write_text(f"{other.pid}\n{throwaway.home.data}\n1\n5432\n/nowhere\n\n\nready\n")
    try:
        before = throwaway.running()
        throwaway.start()
        assert (before, throwaway.running(), other.poll()) == (False, True, None)
    finally:
        other.kill()
        other.wait()


def test_cluster_stop_clears_what_a_killed_server_left(throwaway: Cluster) -> None:
    throwaway.start()
    killed = throwaway.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert processes.wait_until(lambda: not throwaway.running(), 5)
    throwaway.stop()
    assert (processes.found(throwaway._is_member), throwaway.home.socket_dir.exists()) == (set(), False)


def test_cluster_password_follows_its_key(throwaway: Cluster) -> None:
    (throwaway.home.keys / "pg_web").unlink()
    throwaway.start()
    assert ask(throwaway, "SELECT current_user") == [("luzhi_web",)]


def test_cluster_of_an_unknown_version_is_refused(home: Home) -> None:
    home.data.mkdir(parents=True)
    (home.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(SiteError, match="No PostgreSQL 9 found"):
        Cluster(home).start()


def test_roles_have_no_power(cluster: Cluster) -> None:
    power = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
    query = f"SELECT rolname, {power} FROM pg_roles WHERE rolname LIKE 'luzhi%' AND rolcanlogin ORDER BY 1"  # noqa: S608
    assert ask(cluster, query) == [
        ("luzhi_owner", False),
        ("luzhi_report", False),
        ("luzhi_root", True),
        ("luzhi_web", False),
    ]


def test_roles_share_the_owners_tables_by_default(cluster: Cluster) -> None:
    ask(cluster, "CREATE TABLE note (id serial PRIMARY KEY, text text)", "owner")
    ask(cluster, "INSERT INTO note (text) VALUES ('政协')")
    assert ask(cluster, "SELECT text FROM note", "report") == [("政协",)]
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        ask(cluster, "DELETE FROM note", "report")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(cluster, "DELETE FROM note", "report", options=WRITING)


@pytest.mark.parametrize("role", ["web", "report"])
@pytest.mark.parametrize(
    "command", ["CREATE TABLE mine ()", "CREATE SCHEMA mine", "CREATE TEMP TABLE mine ()"]
)
def test_role_makes_no_tables(cluster: Cluster, role: Role, command: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(cluster, command, role, options=WRITING)


@pytest.mark.parametrize("dbname", ["postgres", "template1"])
def test_role_enters_no_other_database(cluster: Cluster, dbname: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        ask(cluster, "SELECT 1", "web", dbname)


def test_role_needs_its_password(cluster: Cluster) -> None:
    dsn = cluster.dsn("web")
    dsn["password"] = "guess"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**dsn)


def test_web_role_has_limits(cluster: Cluster) -> None:
    shown = [
        ask(cluster, f"SHOW {name}")[0][0]
        for name in ("statement_timeout", "idle_in_transaction_session_timeout")
    ]
    assert shown == ["30s", "1min"]


def test_server_listens_on_no_network_and_sums_its_pages(cluster: Cluster) -> None:
    shown = [ask(cluster, f"SHOW {name}") for name in ("listen_addresses", "data_checksums")]
    assert shown == [[("",)], [("on",)]]


def test_trigrams_know_chinese(cluster: Cluster) -> None:
    assert ask(cluster, "SELECT '市政协提案' LIKE '%政协%', show_trgm('政协') <> '{}'") == [(True, True)]


def test_database_made_beside_has_the_same_rights(cluster: Cluster) -> None:
    cluster.create_database("beside")
    ask(cluster, "CREATE TABLE IF NOT EXISTS note (text text)", "owner", "beside")
    ask(cluster, "INSERT INTO note VALUES ('一')", "web", "beside")
    cluster.create_database("copy", template="beside")
    assert ask(cluster, "SELECT text, show_trgm('政协') <> '{}' FROM note", "report", "copy") == [
        ("一", True)
    ]
    cluster.drop_database("copy")
    cluster.drop_database("beside")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(cluster, "SELECT 1", "web", "beside")


def test_installed_server_of_the_oldest_version_serves(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    oldest = Path("/usr/lib/postgresql/15/bin")
    if not (oldest / "postgres").exists():
        pytest.skip("no PostgreSQL 15 installed")
    monkeypatch.setenv("LUZHI_PG_BIN", str(oldest))
    throwaway = Cluster(home, throwaway=True)
    throwaway.start()
    throwaway.stop()
    monkeypatch.delenv("LUZHI_PG_BIN")
    throwaway.start()
    assert ask(throwaway, "SHOW server_version_num")[0][0] < "160000"  # type: ignore[operator]


def test_binaries_named_by_the_administrator_are_the_only_ones(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("LUZHI_PG_BIN", str(folder))
    with pytest.raises(SiteError, match=str(folder)):
        binaries.find()


@as_root
def test_binaries_under_a_closed_folder_are_copied_once(
    home: Home, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    throwaway = Cluster(home, throwaway=True)
    monkeypatch.delenv("LUZHI_PG_BIN", raising=False)
    package = next(found for found in binaries.candidates() if found.parent.name == "pginstall").parent.parent
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(package, closed / package.name, ignore=shutil.ignore_patterns("include", "doc"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, closed / libraries.name)
    monkeypatch.setenv("LUZHI_PG_BIN", str(closed / package.name / "pginstall/bin"))
    first = binaries.find(cache=folder / "cache")
    assert (first.is_relative_to(folder / "cache"), binaries.find(cache=folder / "cache")) == (True, first)
    monkeypatch.setenv("LUZHI_PG_BIN", str(first))
    throwaway.start()
    assert ask(throwaway, "SELECT 1") == [(1,)]
