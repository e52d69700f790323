"""What went wrong, in one line and the reader's language; a trace only ever goes to a file."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import click
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from luzhi.cli.language import of_site
from luzhi.site.errors import SiteError

FOUND, WRONG_USAGE = 1, 2


class Refused(click.ClickException):
    """The command was understood and can't be done; the message is translated. Exit 1."""

    exit_code = FOUND


def said(error: BaseException, logs: Path | None) -> str:
    """One line for the reader. What nobody expected is written to a log, and the line names the log."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, SiteError):
        return of_site(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, PermissionDenied):
        return str(error) or _("Not permitted.")
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        return _("Stopped.")
    words = {"what": _first_line(error), "log": _logged(error, logs)}
    if not apps.ready:  # translations are not there yet
        return f"Something went wrong 程序出错: {words['what']} ({words['log']})"
    if isinstance(error, (OperationalError, InterfaceError)):
        return _("The database does not answer: %(what)s (details: %(log)s)") % words
    return _("Something went wrong: %(what)s (details: %(log)s)") % words


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _logged(error: BaseException, logs: Path | None) -> Path:
    """Append the trace to logs/command.log, or to a temporary file where that can't be written."""
    trace = "".join(traceback.format_exception(error))
    entry = f"\n{datetime.now().astimezone().isoformat(timespec='seconds')} luzhi {' '.join(sys.argv[1:2])}\n{trace}"
    if logs is not None:
        try:
            logs.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (logs / "command.log").open("a", encoding="utf-8") as file:
                file.write(entry)
            return logs / "command.log"
        except OSError:
            pass
    descriptor, name = tempfile.mkstemp(prefix="luzhi-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(entry)
    return Path(name)
