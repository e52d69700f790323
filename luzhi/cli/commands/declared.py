"""What the code declares: kinds of activities, flows, figures, duties."""

from __future__ import annotations

from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.activities.registry import kinds
from luzhi.cli.output import Output, with_output
from luzhi.core.figures import figures
from luzhi.core.flow import flows
from luzhi.core.registry import Registry
from luzhi.duties.registry import duties

REGISTRIES: dict[str, Registry[Any]] = {"kinds": kinds, "flows": flows, "figures": figures, "duties": duties}
HELP: Any = gettext_lazy("List what the program declares, with the module of each. Needs no site.")


@click.command("declared", help=HELP)
@click.argument("what", type=click.Choice(list(REGISTRIES)), required=False)
@with_output
def command(output: Output, what: str | None) -> None:
    items = [item for noun in ([what] if what else REGISTRIES) for item in items_of(noun)]
    output.table(
        [_("what"), _("code"), _("label"), _("module")],
        [[item["what"], item["code"], item["label"], item["module"]] for item in items],
    )
    output.document({"items": items})


def items_of(noun: str) -> list[dict[str, str]]:
    registry = REGISTRIES[noun]
    return [
        {"what": noun, "code": item.code, "label": str(item.label), "module": registry.module(item.code)}
        for item in registry
    ]
