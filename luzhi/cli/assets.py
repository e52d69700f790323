"""Static files collected for the web server, only when one of them has changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Collect into STATIC_ROOT where need be; whether it was."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted, encoding="ascii")
    return True


def _digest() -> str:
    """Of every file's name, size and time, and of how they are stored."""
    sha = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            sha.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return sha.hexdigest()
