"""Which class or unit a text suggests, learnt from the committee's own past."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.commands.similar import FILE, text_of
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.organisation.divisions import ensure_committee
from luzhi.proposals.suggesting import TOPIC, UNIT
from luzhi.search.suggesting.learning import FEWEST, learn
from luzhi.search.suggesting.suggestions import suggestions

HELP: Any = gettext_lazy(
    "The three likeliest topics or handling units for the proposal in FILE (.txt or .docx), with what speaks for each."
)
SOURCES = {source.code: source for source in (TOPIC, UNIT)}


@click.command("suggest", help=HELP)
@click.argument("file", type=FILE)
@click.option("--what", type=click.Choice(list(SOURCES)), required=True, help=gettext_lazy("what to suggest"))
@options.committee()
@with_output
@in_site
def command(output: Output, file: Path, what: str, code: str) -> None:
    text, source = text_of(file), SOURCES[what]
    committee = ensure_committee(code)
    with patient(committee.pk):
        learn(committee.pk, source)
        found = suggestions(committee.pk, source, text.title, text.body)
        past = source.count(committee.pk)
    if not found:
        output.say(
            _("The past is too small to suggest from: %(past)s proposals, %(needed)s are needed.")
            % {"past": past, "needed": FEWEST}
        )
    output.table(
        [_("suggestion"), _("share"), _("because")],
        [[each.label, f"{each.score:.0%}", each.because] for each in found],
    )
    lines = [{"label": each.label, "score": each.score, "because": each.because} for each in found]
    output.document({"suggestions": lines})
