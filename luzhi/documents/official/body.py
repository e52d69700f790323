"""The title and what it heads: the addressee and the blocks of the body."""

from collections.abc import Iterator

from luzhi.core.numbers import document_date
from luzhi.documents.charts import Chart
from luzhi.documents.official.content import (
    Block,
    Boxes,
    Document,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Quote,
    Run,
    Table,
)
from luzhi.documents.official.forms import write_form
from luzhi.documents.official.numbering import Counter
from luzhi.documents.official.pictures import write_chart
from luzhi.documents.official.styles import ADDRESSEE, BODY_TEXT, ENDS, HEADINGS, QUOTE, SOURCE, TITLE
from luzhi.documents.official.tables import write_table
from luzhi.documents.official.text import clean, one_line, with_colon
from luzhi.documents.official.title import break_title
from luzhi.documents.official.writer import Writer


def write_title(writer: Writer, document: Document) -> None:
    """The title; in a plain text the line with source and date below it."""
    title = clean(document.title.text).strip()
    if title:
        writer.paragraph(TITLE, "\n".join(break_title(title)))
    if document.form == "plain":
        source = one_line(document.signed_by or document.issuer)
        writer.paragraph(SOURCE, f"{source}（{document_date(document.signed_on)}）")
    writer.blank()


def write_body(writer: Writer, document: Document) -> None:
    if document.to:
        writer.paragraph(ADDRESSEE, with_colon(document.to))
    counter = Counter()
    for block in document.blocks:
        _write_block(writer, block, counter)


def _write_block(writer: Writer, block: Block, counter: Counter) -> None:
    match block:
        case Table():
            write_table(writer, block)
        case Chart():
            write_chart(writer, block)
        case Boxes():
            write_form(writer, block)
        case Pair():
            writer.pair(ENDS, one_line(block.left), one_line(block.right))
        case PageBreak():
            writer.break_page()
        case _:
            _write_text(writer, block, counter)


def _write_text(writer: Writer, block: Heading | Paragraph | Quote, counter: Counter) -> None:
    match block:
        case Heading():
            label = counter.next(block.level) if block.numbered else ""
            writer.paragraph(HEADINGS[block.level - 1], label + one_line(block.text))
        case Paragraph():
            for runs in lines(block.runs):
                writer.paragraph(BODY_TEXT, *runs)
        case Quote():
            for line in clean(block.text).split("\n"):
                writer.paragraph(QUOTE, line)


def lines(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    """The runs cut at line breaks; a figure stays whole."""
    line: list[Run] = []
    for run in runs:
        if run.figure:
            line.append(Run(one_line(run.text), run.bold, run.figure))
            continue
        first, *others = clean(run.text).split("\n")
        line.append(Run(first, run.bold))
        for other in others:
            yield line
            line = [Run(other, run.bold)]
    yield line
