"""A copy of the whole site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli.failing import Refused
from luzhi.cli.output import Output, with_output
from luzhi.site.archive import Summary
from luzhi.site.backup import backup
from luzhi.site.holders import attached

HELP: Any = gettext_lazy(
    "Copy database, files and keys, as of one moment, into the new folder DIR; work may go on."
)


@click.command("backup", help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@with_output
def command(output: Output, folder: Path) -> None:
    embedded_only()
    if not settings.HOME.data.exists():
        raise Refused(_("%(path)s holds no site yet.") % {"path": settings.HOME.path})
    with attached(settings.HOME) as cluster:
        made = backup(cluster, folder)
    tell(output, made, _("Backup made. It holds all data and keys: keep it as safe as the site itself."))


def tell(output: Output, made: Summary, done: str) -> None:
    """The contract of `backup` and `restore`: both name the same backup."""
    output.say(done)
    output.table(
        [_("folder"), _("tables"), _("rows"), "SHA-256"],
        [[made.folder, made.tables, made.rows, made.sha256]],
    )
    output.document(
        {"dir": str(made.folder), "tables": made.tables, "rows": made.rows, "sha256": made.sha256}
    )


def embedded_only() -> None:
    """Refuse where the database is a server's: only its administrator can read all of it."""
    if os.environ.get("DATABASE_URL"):
        raise Refused(
            _("The database is on a server (DATABASE_URL): copy it there, with that server's own tools.")
        )
