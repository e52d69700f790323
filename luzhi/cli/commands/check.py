"""核数: every figure of a text, every relation that it states, and the records beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.commands.similar import FILE
from luzhi.cli.failing import FOUND, Refused
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import patient, site
from luzhi.core.periods import Window
from luzhi.organisation.divisions import ensure_committee
from luzhi.reports.checking.checked import Checked, check
from luzhi.reports.checking.files import read_file
from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import KINDS, Identity, plain
from luzhi.reports.checking.outcomes import outcome, words_of
from luzhi.reports.checking.records import Recorded
from luzhi.reports.periods import name_of
from luzhi.writing.reading import Read

HELP: Any = gettext_lazy(
    "Check the figures of FILE (.txt, .html or .docx): the relations that the text states, and with a committee its records."
)
DAY: Any = options.Day()
LINES = 200  # of a table that somebody reads


@click.command("check", help=HELP)
@click.argument("file", type=FILE)
@options.committee(required=False)
@click.option("--from", "start", type=DAY, metavar="DATE", help=gettext_lazy("where the text names no time"))
@click.option(
    "--to", "end", type=DAY, metavar="DATE", help=gettext_lazy("the last day that the text speaks of")
)
@with_output
@click.pass_context
def command(
    context: click.Context, output: Output, file: Path, code: str | None, start: date | None, end: date | None
) -> None:  # fmt: skip
    window = window_of(code, start, end)
    read = read_of(output, file)
    try:
        checked = check(read.text) if code is None else with_records(read.text, code, window)
    except ValueError as error:  # more figures than can be checked at once
        raise Refused(str(error)) from error
    tell(output, checked, has_records=code is not None)
    output.lists(document(checked, read.notices))
    if checked.has_fault:
        context.exit(FOUND)


def window_of(code: str | None, start: date | None, end: date | None) -> Window | None:
    if (start or end) and code is None:
        raise click.UsageError(_("Days need a --committee: they say which records are meant."))
    if bool(start) != bool(end):
        raise click.UsageError(_("Give both --from and --to."))
    if start is None or end is None:
        return None
    if end < start:
        raise click.BadParameter(_("The period ends before it begins."), param_hint="--to")
    return Window(start, end)


def read_of(output: Output, file: Path) -> Read:
    try:
        read = read_file(file.name, file.read_bytes())
    except ValueError as error:  # what the reader refuses, in its words
        raise Refused(str(error)) from error
    for notice in read.notices:
        output.say(notice)
    return read


def with_records(text: str, code: str, window: Window | None) -> Checked:
    with site():
        committee = ensure_committee(code)
        with patient(committee.pk):
            return check(text, committee, window)


def tell(output: Output, checked: Checked, *, has_records: bool) -> None:
    for notice in checked.notices:
        output.say(notice)
    output.table(
        [_("figure"), _("value"), _("unit"), _("qualifier"), _("sentence")],
        [[f.text, plain(f.value), f.unit, f.qualifier, f.sentence[:60]] for f in checked.found[:LINES]],
    )
    if checked.identities:
        output.text("")
        output.table(
            [_("outcome"), _("relation"), _("kind"), _("printed"), _("expected")],
            [
                [words_of(i), i.expression, KINDS[i.kind], i.printed, i.expected]
                for i in checked.identities[:LINES]
            ],
        )
    if has_records:
        output.text("")
        output.table(
            [_("printed"), _("records"), _("figure"), _("time spoken of"), _("outcome")],
            [[r.figure.text, r.exact, r.label, name_of(r.window), outcome(r).label] for r in checked.records],
        )
    output.say(
        _("%(figures)s figures, %(relations)s relations, %(errors)s errors, %(doubts)s in doubt.")
        % {
            "figures": len(checked.found),
            "relations": len(checked.identities),
            "errors": sum(i.severity == "error" for i in checked.identities),
            "doubts": sum(i.severity == "warning" for i in checked.identities),
        }
    )


def document(checked: Checked, notices: Iterable[str]) -> dict[str, Iterable[object]]:
    return {
        "figures": map(figure_of, checked.found),
        "identities": map(identity_of, checked.identities),
        "records": map(record_of, checked.records),
        "notices": [*notices, *checked.notices],
    }


def figure_of(figure: Found) -> dict[str, Any]:
    low, high = (None if each is None else plain(each) for each in (figure.low, figure.high))
    return {
        "text": figure.text, "value": plain(figure.value), "unit": figure.unit, "qualifier": figure.qualifier, "low": low,
        "high": high, "sentence": figure.sentence, "start": figure.start, "end": figure.end,
    }  # fmt: skip


def identity_of(identity: Identity) -> dict[str, Any]:
    return {
        "kind": identity.kind.value, "expression": identity.expression, "holds": identity.holds, "printed": identity.printed,
        "expected": identity.expected, "severity": identity.severity, "verdict": identity.verdict.value,
    }  # fmt: skip


def record_of(record: Recorded) -> dict[str, Any]:
    return {
        "text": record.figure.text, "code": record.reading.ask.code if record.reading else "", "printed": record.figure.text,
        "recorded": record.exact, "agrees": record.agrees, "outcome": outcome(record).code,
        "window": record.window.as_json(), "records": record.reading.records if record.reading else 0, "url": record.address,
    }  # fmt: skip
