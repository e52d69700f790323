"""Forms: rows of labelled boxes, as wide as the text block; a box grows with what stands in it."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Twips
from docx.table import _Cell

from luzhi.documents.official.content import Box, Boxes
from luzhi.documents.official.page import TEXT_WIDTH
from luzhi.documents.official.rules import set_borders, set_margins
from luzhi.documents.official.styles import BOX_FOOT, CELL, CELL_HEAD, SPACER, Style, set_style
from luzhi.documents.official.text import clean, one_line, width
from luzhi.documents.official.writer import Writer

_LABEL, _SECOND_LABEL = 1640, 1160  # twips: six and four characters of 小四
_HALF = (TEXT_WIDTH - _LABEL - _SECOND_LABEL) // 2
WIDTHS = (_LABEL, TEXT_WIDTH - _LABEL - _SECOND_LABEL - _HALF, _SECOND_LABEL, _HALF)
_LINE = 4  # 0.5 pt
LINE_HEIGHT = 420  # twips a line
_PADDING = 80
WHOLE = 400.0  # characters: a row with less text is never cut between pages
_ACROSS = 36.0  # characters in a line of a box across the page


def write_form(writer: Writer, form: Boxes) -> None:
    writer.turn_page()
    grid = writer.docx.add_table(rows=0, cols=len(WIDTHS))
    grid.autofit = False
    set_borders(grid, top=_LINE, left=_LINE, bottom=_LINE, right=_LINE, insideH=_LINE, insideV=_LINE)
    set_margins(grid, side=_PADDING, end=_PADDING // 2)
    for column, wide in zip(grid.columns, WIDTHS, strict=True):
        column.width = Twips(wide)
    for boxes in form.rows:
        row = grid.add_row()
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = Twips(LINE_HEIGHT * max(box.lines for box in boxes))
        if stays_whole(boxes):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = row.cells
        if len(boxes) == 1:
            cells = (cells[0], cells[1].merge(cells[3]))
        for place, box in enumerate(boxes):
            _write_box(writer, cells[2 * place], cells[2 * place + 1], box)
    writer.paragraph(SPACER)
    writer.last = None


def stays_whole(boxes: tuple[Box, ...]) -> bool:
    """Whether the row is short enough to move to the next page as one; each line of a text counts as a full one."""
    return all(
        sum(max(_ACROSS, width(line)) for line in clean(box.text).split("\n")) < WHOLE for box in boxes
    )


def _write_box(writer: Writer, label: _Cell, content: _Cell, box: Box) -> None:
    writer.cell(label, CELL_HEAD, one_line(box.label))
    label.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    content.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    first, *others = clean(box.text).strip("\n").split("\n")
    writer.cell(content, CELL, first).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in others:
        _line(writer, content, CELL, line)
    if box.foot:
        content.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        _line(writer, content, BOX_FOOT, box.foot)


def _line(writer: Writer, cell: _Cell, style: Style, text: str) -> None:
    paragraph = cell.add_paragraph()
    set_style(paragraph, style)
    writer.put(paragraph, (text,), style.face)
