"""The review of a year, written from the records as they are now; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from luzhi.cli import options
from luzhi.cli.output import Output, exact, with_output, write
from luzhi.cli.preparing import in_site, patient
from luzhi.organisation.divisions import ensure_committee
from luzhi.reports import layout, weaving
from luzhi.reports.models import Review
from luzhi.reports.periods import WHOLE, period_choices
from luzhi.reports.reading import Reading, read
from luzhi.reports.rendering import plain_text
from luzhi.reports.tokens import tokens
from luzhi.reports.wording import FILES, templates
from luzhi.reports.writing import compose

HELP: Any = gettext_lazy(
    "Write the review of a period from the records, as .docx, .pdf or .html, or to the terminal."
)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("review", help=HELP)
@options.committee()
@click.option("--year", type=click.IntRange(1949, 2999), required=True)
@click.option("--period", default=WHOLE, help=gettext_lazy("year, q1 to q4 or m01 to m12"))
@click.option("--template", "name", help=gettext_lazy("code of the template"))
@click.option(
    "--cut-off", type=options.Day(), metavar="DATE", help=gettext_lazy("“since …” counts up to this day")
)
@click.option("--docx", type=FILE, metavar="FILE", help=gettext_lazy("official document"))
@click.option("--pdf", type=FILE, metavar="FILE", help=gettext_lazy("the same pages as PDF"))
@click.option("--html", type=FILE, metavar="FILE", help=gettext_lazy("text of the portal's page"))
@with_output
@in_site
def command(output: Output, code: str, name: str | None, **asked: Any) -> None:
    committee = ensure_committee(code)
    draft = Review(
        committee=committee,
        year=asked["year"],
        period=_one_of(asked["period"], [code for code, _name in period_choices()], "--period"),
        template=_one_of(name or FILES[0], [each.code for each in templates], "--template"),
        cut_off=asked["cut_off"] or timezone.localdate(),
    )
    with patient(committee.pk), override("zh-hans"):  # documents are Chinese whatever the command speaks
        _compose(draft)
        figures = read(committee, [token.ask(draft.cut_off) for token in tokens(draft.text)]).values()
        files = {kind: asked[kind] for kind in MADE}
        for kind, file in files.items():
            if file:
                write(file, MADE[kind](draft))
        if not any(files.values()):
            output.text(plain_text(draft) + "\n")
    output.table(
        [_("code"), _("window"), _("printed"), _("exact value"), _("rows")],
        [[r.ask.code, r.ask.window.label, r.printed, exact(r.value), r.records] for r in figures],
    )
    written = {kind: file and str(file) for kind, file in files.items()}
    output.document({**written, "figures": [shown(each) for each in figures]})


def _one_of(code: str, known: list[str], option: str) -> str:
    if code not in known:
        raise click.BadParameter(_("one of: %(known)s") % {"known": ", ".join(known)}, param_hint=option)
    return code


def _compose(draft: Review) -> None:
    try:
        compose(draft)
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from error


def page(draft: Review) -> str:
    """The review as a page of its own."""
    frame = '<!doctype html>\n<html lang="zh-Hans"><meta charset="utf-8"><title>{}</title>\n<h1>{}</h1>\n{}\n</html>\n'
    return format_html(frame, draft.title, draft.title, weaving.html(draft))


MADE: dict[str, Callable[[Review], bytes]] = {
    "docx": layout.docx,
    "pdf": layout.pdf,
    "html": lambda draft: page(draft).encode(),
}


def shown(reading: Reading) -> dict[str, Any]:
    return {
        "code": reading.ask.code,
        "label": str(reading.label),
        "window": reading.ask.window.as_json(),
        "value": exact(reading.value),
        "printed": reading.printed,
        "records": reading.records,
    }
