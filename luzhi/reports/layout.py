"""A review as an official document by GB/T 9704-2012; the runs remember their figures."""

from __future__ import annotations

from luzhi.documents.official import content
from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Document, Run, Title
from luzhi.reports.body import Block, Chart, Heading, Line, Quote, Table
from luzhi.reports.models import Review
from luzhi.reports.rendering import Shown, bars_of, blocks_of, shown, words_of
from luzhi.reports.tokens import Token


def document(review: Review) -> Document:
    """The review as a document without red head."""
    said = shown(review)
    signed_by = f"{review.committee.short_name}办公室"
    return Document(
        title=Title(review.title),
        issuer=signed_by,
        signed_by=signed_by,
        signed_on=review.cut_off,
        blocks=tuple(_official(block, said) for block in blocks_of(review)),
        form="plain",
    )


def _official(block: Block, said: dict[str, Shown]) -> content.Block:
    match block:
        case Heading():
            return content.Heading(block.level, words_of(block.line, said))
        case Quote():
            return content.Quote(words_of(block.line, said))
        case Table():
            head, *rows = (tuple(_cell(cell, said) for cell in row) for row in block.rows)
            return content.Table(tuple(run.text for run in head), tuple(rows))
        case Chart():
            bars = ((name, Run(bar.printed, figure=bar.code)) for name, bar in bars_of(block, said))
            return content.Table((block.title, ""), tuple(bars))
        case _:
            return content.Paragraph(_runs(block.line, said))


def _runs(line: Line, said: dict[str, Shown]) -> tuple[Run, ...]:
    return tuple(
        Run(said[str(span.part)].printed, span.strong, said[str(span.part)].code)
        if isinstance(span.part, Token)
        else Run(span.part, span.strong)
        for span in line
    )


def _cell(line: Line, said: dict[str, Shown]) -> Run:
    """A cell is one run; a figure that stands alone in it is remembered."""
    runs = _runs(line, said)
    return runs[0] if len(runs) == 1 else Run("".join(run.text for run in runs))


def docx(review: Review) -> bytes:
    """The .docx; the same review gives the same bytes."""
    return build(document(review))
