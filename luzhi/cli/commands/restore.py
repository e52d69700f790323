"""A backup made a site again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli.commands.backup import embedded_only, tell
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import known
from luzhi.site.restore import restore

HELP: Any = gettext_lazy("Make a new site (LUZHI_HOME, which must hold no data) from the backup in DIR.")


@click.command("restore", help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@with_output
def command(output: Output, folder: Path) -> None:
    embedded_only()
    made = restore(settings.HOME, folder, known())
    tell(
        output,
        made,
        _("Restored into %(path)s, every table equal to the backup.") % {"path": settings.HOME.path},
    )
