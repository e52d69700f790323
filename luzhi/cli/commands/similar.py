"""查重: what is like a text, or all pairs of a committee's texts."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.failing import Refused
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.organisation.divisions import ensure_committee
from luzhi.search.registry import Searchable, searchables
from luzhi.search.similar_finding import Pair, pairs, similar
from luzhi.search.similar_learning import learn_corpus
from luzhi.search.similar_reading import Reading
from luzhi.search.similar_texts import loader, rows, split
from luzhi.writing.reading import read_text

HELP: Any = gettext_lazy(
    "What is like the text in FILE (.txt or .docx) among a committee's texts; with --all, the pairs of those texts."
)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("similar", help=HELP)
@click.argument("file", type=FILE, required=False)
@click.option("--all", "every", is_flag=True, help=gettext_lazy("every pair that is more than related"))
@click.option(
    "--kind",
    default="proposals",
    show_default=True,
    metavar="KIND",
    help=gettext_lazy("which texts: proposals, answers …"),
)
@options.committee()
@click.option(
    "--limit", type=click.IntRange(1, 100_000), help=gettext_lazy("how many are shown (10; of pairs all)")
)
@with_output
@in_site
def command(
    output: Output, file: Path | None, every: bool, kind: str, code: str, limit: int | None
) -> None:  # fmt: skip
    if (file is None) != every:
        raise click.UsageError(_("Give a FILE, or --all without one."))
    searchable = chosen(kind)
    committee = ensure_committee(code)
    with patient(committee.pk):
        learn_corpus(committee.pk, kind)
        if file is None:
            tell_pairs(output, searchable, committee.pk, limit)
        else:
            tell_hits(output, searchable, committee.pk, text_of(file), limit or 10)


def chosen(kind: str) -> Searchable:
    """`proposal` is taken for `proposals`."""
    found = searchables.get(kind) or searchables.get(f"{kind}s")
    if found is None:
        known = ", ".join(each.code for each in searchables)
        raise click.BadParameter(_("one of %(known)s") % {"known": known}, param_hint="--kind")
    return found


def text_of(file: Path) -> Reading:
    try:
        return split(read_text(file.name, file.read_bytes()).text)
    except ValueError as error:  # what the reader refuses, in its words
        raise Refused(str(error)) from error


def tell_hits(output: Output, searchable: Searchable, committee: UUID, text: Reading, limit: int) -> None:
    hits = similar(committee, searchable.code, text, loader(searchable, None, committee), limit)
    found = rows(searchable, None, committee, [hit.row for hit in hits])
    lines: list[dict[str, Any]] = [
        {
            "number": number(searchable, found[hit.row]),
            "title": hit.like.second.title,
            "similarity": hit.like.similarity,
            "verdict": hit.like.verdict.value,
        }
        for hit in hits
    ]
    output.table(
        [_("verdict"), _("similarity"), _("full number"), _("title")],
        [[_(line["verdict"]), line["similarity"], line["number"], line["title"]] for line in lines],
    )
    output.document({"hits": lines})


def tell_pairs(output: Output, searchable: Searchable, committee: UUID, limit: int | None) -> None:
    """All rows are asked in turn; the weightiest pairs are shown first."""
    every = list(searchable.visible(None, committee, {}).order_by("pk").values_list("pk", flat=True))
    asked = output.each(every, _("compared"))
    found = sorted(
        pairs(committee, searchable.code, asked, loader(searchable, None, committee)),
        key=lambda pair: (*pair.like.order, pair.first, pair.second),
    )[:limit]
    named = rows(searchable, None, committee, [row for pair in found for row in (pair.first, pair.second)])
    lines = [shown(searchable, pair, named) for pair in found]
    output.table(
        [_("verdict"), _("similarity"), "A", "B"],
        [[_(line["verdict"]), line["similarity"], line["a"], line["b"]] for line in lines],
    )
    output.document({"pairs": lines})


def shown(searchable: Searchable, pair: Pair, named: dict[UUID, Any]) -> dict[str, Any]:
    like = pair.like
    return {
        "a": number(searchable, named[pair.first]),
        "b": number(searchable, named[pair.second]),
        "similarity": like.similarity,
        "verdict": like.verdict.value,
        "passages": [
            {"a": list(run.first), "b": list(run.second), "text": like.first.body[slice(*run.first)]}
            for run in like.passages
        ],
    }


def number(searchable: Searchable, row: Any) -> str:
    return str(attrgetter(searchable.number)(row)) if searchable.number else str(row.pk)
