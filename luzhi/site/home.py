"""LUZHI_HOME: the one folder that holds all state of a site."""

import functools
import hashlib
import os
import secrets
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import luzhi
from luzhi.site.errors import SiteError
from luzhi.site.locks import locked

SYSTEM = Path("/var/lib/luzhi")
SERVER_UID = (
    65534  # PostgreSQL refuses to run as root, so root lends it this account (nobody); none is created
)


@dataclass(frozen=True)
class Home:
    """Paths of one site; nothing is created before `ensure()` or `secret()`."""

    path: Path

    @classmethod
    def locate(cls) -> "Home":
        """The site of this process: LUZHI_HOME, else `var/` beside the package.

        A folder that the database's account could not reach is replaced by a system folder of its own,
        which is said on standard error once per process.
        """
        checkout = Path(luzhi.__file__).resolve().parent.parent
        wanted = Path(os.environ.get("LUZHI_HOME") or checkout / "var").expanduser().absolute()
        home = cls.at(wanted)
        if home.path != wanted:
            _say_once(
                f"The database cannot run below {wanted.parent}: this site's folder is {home.path}."
                f" 数据库不能在 {wanted.parent} 下运行，本站数据存放在 {home.path}。"
            )
        return home

    @classmethod
    def at(cls, path: Path, *, system: Path = SYSTEM) -> "Home":
        """The site at `path`, or at `system/<hash of path>` where the database's account cannot reach `path`."""
        path = path.absolute()
        return cls(path if _reachable(path) else system / _digest(path))

    @property
    def key(self) -> str:
        """16 hex digits that name this site among all on the machine."""
        return _digest(self.path)

    @property
    def media(self) -> Path:
        return self.path / "media"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def locks(self) -> Path:
        return self.path / "locks"

    @property
    def data(self) -> Path:
        """The database's own folder; its presence means that it was completely made."""
        return self.path / "data"

    @property
    def demo_marker(self) -> Path:
        return self.path / "demo"

    @property
    def server_uid(self) -> int:
        """The account the database server runs as."""
        return SERVER_UID if os.geteuid() == 0 else os.geteuid()

    @property
    def socket_dir(self) -> Path:
        """A short folder (a socket's path holds 107 bytes), the same for every process of this account.

        TMPDIR and XDG_RUNTIME_DIR are not asked: they differ between a login, cron and a service.
        """
        run, temporary = Path("/run"), Path("/tmp")  # noqa: S108 (made 0700, and refused when not ours)
        if os.geteuid() == 0 and os.access(run, os.W_OK):
            return run / f"luzhi-{self.key}"
        base = temporary if temporary.is_dir() else Path(tempfile.gettempdir())
        return base / f"luzhi-{os.geteuid()}-{self.key}"

    def secret(self, name: str) -> str:
        """The secret `name`, 43 characters, made on first use; 0600 and never half-written."""
        if not name.isidentifier():
            raise ValueError(name)
        file = self.keys / name
        if not file.exists():
            self._ensure_own()
            with locked(self.locks / "keys"):
                if not file.exists():
                    _write_secret(file, secrets.token_urlsafe(32))
        return _read_secret(file)

    def ensure(self) -> None:
        """Make the folders with tight permissions; the database may pass through, and read only its own."""
        self._ensure_own()
        _private(self.media)
        _private(self.logs)

    def ensure_socket_dir(self) -> None:
        """Make the socket's folder, for as long as the server runs."""
        _private(self.socket_dir, self.server_uid)

    def _ensure_own(self) -> None:
        if self.keys.exists() and self.keys.stat().st_uid != os.geteuid():
            raise SiteError(
                "The site %(path)s belongs to another account (uid %(owner)s): run the command as that account.",
                path=self.path,
                owner=self.keys.stat().st_uid,
            )
        if not _reachable(self.path):
            raise SiteError("The database's account cannot reach %(path)s.", path=self.path)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.geteuid() == 0:
                self.path.chmod(self.path.stat().st_mode & 0o7777 | 0o011)
            _private(self.keys)
            _private(self.locks)
        except PermissionError as error:
            raise SiteError("No permission to write %(path)s.", path=error.filename) from error


def reachable_by_server(path: Path) -> bool:
    """Whether the database's account may pass through every existing folder down to `path`."""
    if os.geteuid() != 0:
        return os.access(path, os.X_OK)
    return all(_passable(folder) for folder in (path, *path.parents) if folder.exists())


def _reachable(path: Path) -> bool:
    # The site's own folder is opened by ensure(); a folder with other things in it (/root) is never loosened.
    if os.geteuid() != 0:
        return True
    ours = not path.exists() or (path / "keys").exists() or not any(path.iterdir())
    return all(
        _passable(folder) for folder in ([] if ours else [path]) + list(path.parents) if folder.exists()
    )


def _passable(folder: Path) -> bool:
    found = folder.stat()
    bit = 0o100 if found.st_uid == SERVER_UID else 0o010 if found.st_gid == SERVER_UID else 0o001
    return bool(found.st_mode & bit)


def _private(folder: Path, uid: int | None = None) -> None:
    """Make `folder` 0700 and owned by `uid` (us when None); refuse one that somebody else put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in {os.geteuid(), os.geteuid() if uid is None else uid}:
        raise SiteError("%(path)s is not ours: somebody else made it.", path=folder)
    if found.st_mode & 0o777 != 0o700:
        folder.chmod(0o700)
    if uid is not None and found.st_uid != uid:
        os.chown(folder, uid, uid)


def _write_secret(file: Path, value: str) -> None:
    fresh = file.with_name(f".{file.name}")
    fresh.unlink(missing_ok=True)  # left by a process that was killed here; we hold the lock
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(value)
        stream.flush()
        os.fsync(descriptor)
    fresh.rename(file)


def _read_secret(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except PermissionError as error:
        raise SiteError("No permission to read %(path)s.", path=file) from error


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]


@functools.cache
def _say_once(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 (standard error is where the launcher speaks)
