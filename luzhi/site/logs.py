"""Log files of the processes below the launcher."""

from pathlib import Path
from typing import BinaryIO

LIMIT = 10 * 1024 * 1024


def open_log(file: Path) -> BinaryIO:
    """Open for appending; one that has grown beyond 10 MB becomes `NAME.1` first."""
    if file.exists() and file.stat().st_size > LIMIT:
        file.rename(file.with_name(f"{file.name}.1"))
    return file.open("ab", buffering=0)


def tail(file: Path, lines: int = 8) -> list[str]:
    """The last lines of a log; none when there is no file."""
    if not file.exists():
        return []
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - 8192))
        return stream.read().decode(errors="replace").splitlines()[-lines:]
