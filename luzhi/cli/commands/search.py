"""Full text: one question, or a file of them answered line by line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.failing import Refused
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.organisation.divisions import ensure_committee
from luzhi.search.asking import Question
from luzhi.search.registry import searchables
from luzhi.search.searching import Hit, search

HELP: Any = gettext_lazy(
    "Search all texts of a committee. Words apart by spaces must all be found; “…” is a phrase."
)


@click.command("search", help=HELP)
@click.argument("query", required=False)
@click.option(
    "--queries", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.jsonl",
    help=gettext_lazy("a question a line: {\"id\", \"query\"}; answers as many lines of JSON"),
)  # fmt: skip
@click.option("--kind", type=click.Choice([each.code for each in searchables]), metavar="KIND")
@options.committee()
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True)
@with_output
@in_site
def command(
    output: Output, query: str | None, file: Path | None, kind: str | None, code: str, limit: int
) -> None:
    if (query is None) == (file is None):
        raise click.UsageError(_("Give a question, or a file of questions with --queries."))
    committee = ensure_committee(code)
    kinds = (kind,) if kind else ()
    with patient(committee.pk):
        if file:
            for name, text in questions(file):
                output.line(answered(name, Question(committee.pk, text, kinds, limit=limit)))
            return
        found = search(None, Question(committee.pk, query or "", kinds, limit=limit))
    rows = [shown(hit) for hit in found.hits]
    output.table(
        [_("full number"), _("title"), _("score")],
        [[row["number"], row["title"], row["score"]] for row in rows],
    )
    output.document({"hits": rows})


def questions(file: Path) -> Iterator[tuple[Any, str]]:
    """(id, question) of each line; an empty line is none."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                asked = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
                yield asked["id"], str(asked["query"])
            except (ValueError, KeyError, TypeError) as error:
                raise Refused(
                    _('Line %(number)s of %(file)s is no question; write {"id": …, "query": …}.')
                    % {"number": number, "file": file.name}
                ) from error


def answered(name: Any, question: Question) -> dict[str, Any]:
    began = time.perf_counter()
    found = search(None, question)
    spent = (time.perf_counter() - began) * 1000
    return {"id": name, "hits": [shown(hit) for hit in found.hits], "ms": round(spent, 2)}


def shown(hit: Hit) -> dict[str, Any]:
    return {
        "number": hit.number,
        "title": hit.title,
        "score": hit.score,
        "snippet": str(hit.snippet),
    }
