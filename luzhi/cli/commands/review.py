"""The review of a year, written from the records as they are now; nothing is stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
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
from luzhi.reports.reading import Reading, read
from luzhi.reports.rendering import plain_text
from luzhi.reports.tokens import tokens
from luzhi.reports.wording import templates
from luzhi.reports.writing import compose

HELP: Any = gettext_lazy(
    "Write the review of a year from the records, as .docx, as .html, or to the terminal."
)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("review", help=HELP)
@options.committee()
@click.option("--year", type=click.IntRange(1949, 2999), required=True)
@click.option("--template", "name", help=gettext_lazy("code of the template"))
@click.option(
    "--cut-off", type=options.Day(), metavar="DATE", help=gettext_lazy("“since …” counts up to this day")
)
@click.option("--docx", type=FILE, metavar="FILE", help=gettext_lazy("official document"))
@click.option("--html", type=FILE, metavar="FILE", help=gettext_lazy("text of the portal's page"))
@with_output
@in_site
def command(
    output: Output, code: str, year: int, name: str | None, cut_off: date | None, **files: Path | None
) -> None:
    docx, html = files["docx"], files["html"]
    committee = ensure_committee(code)
    template = name or next(iter(templates)).code
    if template not in templates:
        known = ", ".join(each.code for each in templates)
        raise click.BadParameter(_("one of: %(known)s") % {"known": known}, param_hint="--template")
    draft = Review(committee=committee, year=year, template=template, cut_off=cut_off or timezone.localdate())
    with patient(committee.pk), override("zh-hans"):  # documents are Chinese whatever the command speaks
        compose(draft)
        figures = read(committee, [token.ask(draft.cut_off) for token in tokens(draft.text)]).values()
        if docx:
            write(docx, layout.docx(draft))
        if html:
            write(html, page(draft).encode())
        if not (docx or html):
            output.text(plain_text(draft) + "\n")
    output.table(
        [_("code"), _("window"), _("printed"), _("exact value"), _("rows")],
        [[r.ask.code, r.ask.window.label, r.printed, exact(r.value), r.records] for r in figures],
    )
    output.document(
        {"docx": docx and str(docx), "html": html and str(html), "figures": [shown(each) for each in figures]}
    )


def page(draft: Review) -> str:
    """The review as a page of its own."""
    frame = '<!doctype html>\n<html lang="zh-Hans"><meta charset="utf-8"><title>{}</title>\n<h1>{}</h1>\n{}\n</html>\n'
    return format_html(frame, draft.title, draft.title, weaving.html(draft))


def shown(reading: Reading) -> dict[str, Any]:
    return {
        "code": reading.ask.code,
        "label": str(reading.label),
        "window": reading.ask.window.as_json(),
        "value": exact(reading.value),
        "printed": reading.printed,
        "records": reading.records,
    }
