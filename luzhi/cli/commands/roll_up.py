"""The daily roll-up by hand: every committee's figures counted, and the confirmed ones added up the tree."""

from __future__ import annotations

import time
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site
from luzhi.core.figures import figures
from luzhi.organisation.models import Committee
from luzhi.organisation.years import FIRST, LAST
from luzhi.reports.rollups.running import steps, usual_years

HELP: Any = gettext_lazy(
    "Count every committee's figures month by month, and add up the confirmed ones from the counties to the nation."
    " May be stopped, begun again, and run twice."
)
YEAR = click.IntRange(FIRST, LAST)


@click.command("roll-up", help=HELP)
@click.option(
    "--year",
    "years",
    type=YEAR,
    multiple=True,
    help=gettext_lazy("this year alone (may be repeated); otherwise this one, the last, and those in hand"),
)
@with_output
@in_site
def command(output: Output, years: tuple[int, ...]) -> None:
    began = time.perf_counter()
    of_years = sorted(set(years)) or usual_years()
    changed = sum(step.do() for step in output.each(steps(of_years), _("Rolling up")))
    rolled = {
        "committees": Committee.objects.count(),
        "figures": len(figures),
        "years": of_years,
        "changed": changed,
        "seconds": round(time.perf_counter() - began, 2),
    }
    output.say(
        _("%(committees)s committees, %(figures)s figures: %(changed)s stored lines are new or changed.")
        % rolled
    )
    output.document(rolled)
