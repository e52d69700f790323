import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import luzhi
from luzhi.site.errors import SiteError
from luzhi.site.home import Home

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the database another account")
SECRET = 'from luzhi.site.home import Home; input(); print(Home.locate().secret("session"))'


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_is_the_folder_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("LUZHI_HOME", str(folder / "here"))
    assert Home.locate() == Home(folder / "here")


def test_home_defaults_to_var_beside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUZHI_HOME", raising=False)
    checkout = Path(luzhi.__file__).resolve().parent.parent
    assert Home.locate() == Home.at(checkout / "var")


@as_root
def test_home_under_a_closed_folder_moves_to_a_system_folder(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    assert Home.at(closed / "site", system=folder / "system").path.parent == folder / "system"


@as_root
def test_home_says_once_where_it_moved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "closed").mkdir(mode=0o700)
    monkeypatch.setenv("LUZHI_HOME", str(folder / "closed/site"))
    moved = Home.locate()
    assert Home.locate() == moved
    said = capsys.readouterr()
    assert (said.out, said.err.count(str(moved.path))) == ("", 2)  # once in each language


@as_root
def test_home_never_opens_a_folder_of_other_things(folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    (private / "letter").touch()
    with pytest.raises(SiteError):
        Home(private).ensure()
    assert mode(private) == 0o700


def test_home_folders_are_closed_to_others(home: Home) -> None:
    home.ensure()
    home.ensure_socket_dir()
    folders = (home.keys, home.logs, home.media, home.locks, home.socket_dir)
    assert [mode(folder) for folder in folders] == [0o700] * 5
    assert home.socket_dir.stat().st_uid == home.server_uid
    assert home.keys.stat().st_uid == os.geteuid()


def test_home_socket_path_is_short_however_long_the_home(folder: Path) -> None:
    deep = Home(folder.joinpath(*["子目录" * 20] * 10))
    assert len(os.fsencode(deep.socket_dir / ".s.PGSQL.5432.lock")) <= 107


def test_home_refuses_a_socket_folder_planted_by_another(home: Home, folder: Path) -> None:
    home.socket_dir.symlink_to(folder)
    try:
        with pytest.raises(SiteError, match="not ours"):
            home.ensure_socket_dir()
    finally:
        home.socket_dir.unlink()


@as_root
def test_home_of_another_account_is_refused(home: Home) -> None:
    home.ensure()
    os.chown(home.keys, 12345, 12345)
    with pytest.raises(SiteError, match="uid 12345"):
        home.ensure()


def test_secret_is_kept_and_private(home: Home) -> None:
    first = home.secret("session")
    assert len(first) == 43
    assert home.secret("session") == first != home.secret("other")
    assert mode(home.keys / "session") == 0o600


def test_secret_is_one_for_all_who_ask_at_once(
    home: Home, program: Callable[..., subprocess.Popen[str]]
) -> None:
    asking = [program(SECRET) for _ in range(6)]
    for process in asking:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = {process.communicate(timeout=30)[0].strip() for process in asking}
    assert told == {home.secret("session")}


@pytest.mark.parametrize("name", ["../outside", "a/b", ".hidden"])
def test_secret_name_cannot_leave_the_folder(home: Home, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        home.secret(name)
