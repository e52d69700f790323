"""A site checked against itself; exit 1 when something is wrong."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luzhi.cli import options
from luzhi.cli.failing import FOUND
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site
from luzhi.cli.verifying import CHECKS, found
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Committee

HELP: Any = gettext_lazy(
    "Check the audit chains, every figure by plain SQL, approved figures, published articles, files and the search index."
)


@click.command("verify", help=HELP)
@options.committee(required=False)
@with_output
@in_site
def command(output: Output, code: str | None) -> int:
    committees = [ensure_committee(code)] if code else list(Committee.objects.all())
    steps = [(check, one) for one in committees for check in CHECKS]
    problems = [problem for step in output.each(steps, _("Checking")) for problem in found(*step)]
    if problems:
        output.table([_("what"), _("where")], [[problem.what, problem.where] for problem in problems])
    else:
        output.say(
            ngettext("%(n)s committee checked, nothing wrong.", "%(n)s committees checked, nothing wrong.", len(committees))
            % {"n": len(committees)}
        )  # fmt: skip
    output.document({"problems": [asdict(problem) for problem in problems]})
    return FOUND if problems else 0
