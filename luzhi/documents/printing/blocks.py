"""The blocks of a document's body as data for the layout."""

from typing import Any

from luzhi.documents.charts import Chart, describe, svg
from luzhi.documents.official.body import lines
from luzhi.documents.official.content import (
    Block,
    Boxes,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Quote,
    Table,
)
from luzhi.documents.official.forms import LINE_HEIGHT, WHOLE, WIDTHS, stays_whole
from luzhi.documents.official.numbering import Counter
from luzhi.documents.official.tables import FEW_COLUMNS, alignment, behind, column_widths, texts
from luzhi.documents.official.tail import KEPT_WIDTH
from luzhi.documents.official.text import clean, one_line, width

Data = dict[str, Any]
_TWIPS = 20  # in a point


def blocks_of(blocks: tuple[Block, ...]) -> list[Data]:
    counter = Counter()
    return [data for block in blocks for data in _data(block, counter)]


def _data(block: Block, counter: Counter) -> list[Data]:
    match block:
        case Table():
            return [_table(block)]
        case Chart():
            picture = {"kind": "chart", "svg": svg(block), "alt": describe(block)}
            return [picture, _table(behind(block))]
        case Boxes():
            return [_boxes(block)]
        case Pair():
            return [{"kind": "pair", "left": one_line(block.left), "right": one_line(block.right)}]
        case PageBreak():
            return [{"kind": "break"}]
        case _:
            return [_text(block, counter)]


def _text(block: Heading | Paragraph | Quote, counter: Counter) -> Data:
    match block:
        case Heading():
            label = counter.next(block.level) if block.numbered else ""
            return {"kind": "heading", "level": block.level, "text": label + one_line(block.text)}
        case Quote():
            return {"kind": "quote", "lines": clean(block.text).split("\n")}
        case Paragraph():
            return _paragraph(block)


def _paragraph(paragraph: Paragraph) -> Data:
    """Lines of runs; a short paragraph may be kept with the signature after it."""
    cut = list(lines(paragraph.runs))
    runs = [[{"text": clean(run.text), "bold": run.bold} for run in line] for line in cut]
    short = width("".join(run.text for run in cut[-1])) <= KEPT_WIDTH
    return {"kind": "paragraph", "lines": runs, "short": short}


def _table(table: Table) -> Data:
    rows = texts(table)
    return {
        "kind": "table",
        "caption": one_line(table.caption),
        "header": [one_line(text) for text in table.header],
        "rows": rows,
        "whole": [max(width(text) for text in row) < WHOLE for row in rows],
        "widths": [wide / _TWIPS for wide in column_widths(table)],
        "aligned": [alignment(column) for column in zip(*rows, strict=True)] or ["left"] * len(table.header),
        "size": 12 if len(table.header) <= FEW_COLUMNS else 10.5,
    }


def _boxes(form: Boxes) -> Data:
    rows = [
        {
            "boxes": [
                {
                    "label": one_line(box.label),
                    "lines": clean(box.text).strip("\n").split("\n"),
                    "foot": one_line(box.foot),
                }
                for box in row
            ],
            "height": LINE_HEIGHT / _TWIPS * max(box.lines for box in row),
            "whole": stays_whole(row),
        }
        for row in form.rows
    ]
    return {"kind": "boxes", "rows": rows, "widths": [wide / _TWIPS for wide in WIDTHS]}
