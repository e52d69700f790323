"""Every declared figure of a committee in a window of days."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.output import Output, exact, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.core.figures import Figure, Scope, figures
from luzhi.core.periods import Window
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Committee
from luzhi.reports.reading import Counted, count

HELP: Any = gettext_lazy(
    "Every figure of a committee in a window, both days inclusive, counted from the records."
)


@click.command("figures", help=HELP)
@options.committee()
@click.option("--from", "start", type=options.Day(), metavar="DATE", required=True)
@click.option("--to", "end", type=options.Day(), metavar="DATE", required=True)
@click.option("--with-below", is_flag=True, help=gettext_lazy("with the committees beneath"))
@click.option("--ids", is_flag=True, help=gettext_lazy("with the ids of the rows (JSON)"))
@with_output
@in_site
def command(output: Output, code: str, start: date, end: date, with_below: bool, ids: bool) -> None:
    if end < start:
        raise click.BadParameter(_("The period ends before it begins."), param_hint="--to")
    committee = ensure_committee(code)
    below = Committee.objects.beneath(committee).values_list("pk", flat=True) if with_below else ()
    scope = Scope(committee.pk, Window(start, end), tuple(below))
    with patient(*scope.committees):
        found = [{**item, **(ids_of(item["code"], scope) if ids else {})} for item in counted(scope)]
    output.table(
        [_("code"), _("label"), _("printed"), _("exact value"), _("rows")],
        [[item[key] for key in ("code", "label", "printed", "value", "records")] for item in found],
    )
    window = {"from": start.isoformat(), "to": end.isoformat()}
    output.document({"committee": code, **window, "with_below": with_below, "figures": found})


def counted(scope: Scope) -> list[dict[str, Any]]:
    """Every figure as the contract shows it: the exact value is a string, the number of rows a number."""
    declared = list(figures)
    found = count(scope.committee, scope.below, [(figure, scope.window) for figure in declared])
    return [_shown(figure, found[figure.code, scope.window]) for figure in declared]


def _shown(figure: Figure, counted: Counted) -> dict[str, Any]:
    return {
        "code": figure.code,
        "label": str(figure.label),
        "unit": figure.unit,
        "value": exact(counted.value),
        "printed": figure.printed(counted.value),
        "records": counted.records,
    }


def ids_of(code: str, scope: Scope) -> dict[str, list[str]]:
    rows = figures[code].records(scope).order_by("pk").values_list("pk", flat=True).distinct()
    return {"ids": [str(key) for key in rows]}
