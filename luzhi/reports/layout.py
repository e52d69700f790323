"""A review as an official document by GB/T 9704-2012, in the form that it names; the runs remember their figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from luzhi.documents.official import content
from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Document, Run, Title
from luzhi.documents.printing.printer import pdf as printed
from luzhi.reports import papers
from luzhi.reports.body import Block, Chart, Heading, Line, Quote, Table
from luzhi.reports.charts import drawing
from luzhi.reports.models import Form, Review
from luzhi.reports.rendering import Shown, blocks_of, shown, words_of
from luzhi.reports.tokens import Token

LAID_OUT: Final[dict[str, Callable[[Review], dict[str, Any]]]] = {
    Form.PLAIN: papers.plain,
    Form.DOCUMENT: papers.document,
    Form.LETTER: papers.letter,
    Form.MINUTES: papers.minutes,
    Form.BULLETIN: papers.bulletin,
}


def document(review: Review) -> Document:
    """The review as a document. ValidationError for a text that can't be read."""
    said = shown(review)
    around = LAID_OUT[review.form](review)
    opening = around.pop("opening", ())
    blocks = (*opening, *(_official(block, said) for block in blocks_of(review)))
    return Document(title=Title(review.title), signed_on=review.cut_off, blocks=blocks, **around)


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
            return drawing(block, said)
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


def pdf(review: Review) -> bytes:
    """The same pages as PDF. ValidationError when no font has some character of it."""
    return printed(document(review))
