"""The site served: web server, worker and database as one tree that one signal stops."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import assets, options
from luzhi.cli.language import of_site
from luzhi.cli.output import Output
from luzhi.cli.preparing import site
from luzhi.site.errors import SiteError
from luzhi.site.tree import serve

HELP: Any = gettext_lazy("Serve the site with a production server, after bringing its database up to date.")


@click.command("serve", help=HELP)
@options.port()
@click.pass_context
def command(context: click.Context, port: int) -> None:
    with site():
        context.exit(run(Output(), port))


def run(output: Output, port: int) -> int:
    """Serve until a signal; within `site()`. 0 after a plain stop, 1 when refused."""
    assets.collect()
    connections.close_all()

    def ready(url: str) -> None:
        output.say(_("Serving at %(url)s – Ctrl-C stops it.") % {"url": url})

    def say(error: SiteError) -> None:
        output.say(of_site(error))

    return serve(settings.HOME, port, on_ready=ready, say=say)
