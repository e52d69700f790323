"""Tables: header repeated on every page, rows kept whole, columns as wide as their texts need."""

import re
from typing import Literal

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Twips
from docx.table import _Row

from luzhi.documents.charts import Chart
from luzhi.documents.official.content import Run, Table
from luzhi.documents.official.page import TEXT_WIDTH
from luzhi.documents.official.rules import set_borders, set_margins
from luzhi.documents.official.styles import CAPTION, CELL, CELL_HEAD, CELL_HEAD_SMALL, CELL_SMALL
from luzhi.documents.official.text import one_line, width
from luzhi.documents.official.writer import Writer

FEW_COLUMNS = 5  # up to here 小四, beyond 五号
_SHORT = 8.0  # characters: a column of short texts is centred
_WIDEST = 24.0
_PADDING = 80
_LINE = 4  # 0.5 pt
_ALIGNMENTS = {
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
_NUMERIC = re.compile(r"[-+−]?[\d,，]*\.?\d+[%％]?|[—–-]?")


def write_table(writer: Writer, table: Table) -> None:
    if table.caption:
        writer.paragraph(CAPTION, one_line(table.caption))
    writer.turn_page()
    few = len(table.header) <= FEW_COLUMNS
    head_style, cell_style = (CELL_HEAD, CELL) if few else (CELL_HEAD_SMALL, CELL_SMALL)
    grid = writer.docx.add_table(rows=0, cols=len(table.header))
    grid.autofit = False
    set_borders(grid, top=_LINE, left=_LINE, bottom=_LINE, right=_LINE, insideH=_LINE, insideV=_LINE)
    set_margins(grid, side=_PADDING, end=_PADDING // 2)
    widths = column_widths(table)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Twips(wide)
    aligned = [_ALIGNMENTS[alignment(column)] for column in zip(*texts(table), strict=True)]
    head = grid.add_row()
    _mark_row(head, "w:cantSplit", "w:tblHeader")
    for cell, text in zip(head.cells, table.header, strict=True):
        writer.cell(cell, head_style, one_line(text)).paragraph_format.keep_with_next = True
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row in table.rows:
        line = grid.add_row()
        _mark_row(line, "w:cantSplit")
        for cell, given, aside in zip(line.cells, row, aligned, strict=True):
            writer.cell(cell, cell_style, given).alignment = aside
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    writer.last = None


def behind(chart: Chart) -> Table:
    """The table behind a chart: what it shows, for those who want to read or copy the values."""
    unit = one_line(chart.unit)
    header = ("项目", f"数值（{unit}）" if unit else "数值")
    return Table(header, tuple((bar.label, bar.printed) for bar in chart.bars))


def cell_text(cell: str | Run) -> str:
    return one_line(cell.text if isinstance(cell, Run) else cell)


def texts(table: Table) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in table.rows]


def alignment(column: tuple[str, ...]) -> Literal["right", "center", "left"]:
    """Numbers right, short texts in the middle, the rest left."""
    if any(column) and all(_NUMERIC.fullmatch(text) for text in column):
        return "right"
    return "center" if max(width(text) for text in column) <= _SHORT else "left"


def column_widths(table: Table) -> list[int]:
    """Widths in twips, adding up to the text block: the table's own shares, or by the longest text of each column."""
    columns = zip(table.header, *texts(table), strict=True)
    wanted = list(table.shares) or [
        min(_WIDEST, max(2.0, *(width(text) for text in column))) + 1 for column in columns
    ]
    widths = [int(TEXT_WIDTH * want / sum(wanted)) for want in wanted]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _mark_row(row: _Row, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(name))
