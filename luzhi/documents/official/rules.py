"""Rules: borders of paragraphs and of tables."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

OUTER = 8  # eighths of a point: 1 pt for 0.35 mm
INNER = 6  # 0.75 pt for 0.25 mm, the nearest width that word processors draw
_BLACK = "000000"
# The schema's order of a paragraph's properties, up to the border.
_ORDER = (
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:pBdr",
)


def insert_property(paragraph: Paragraph, element: BaseOxmlElement) -> None:
    """Put a property that python-docx doesn't know at its place in the schema's order."""
    properties = paragraph._p.get_or_add_pPr()
    before = _ORDER[: _ORDER.index(element.xpath("name()"))]
    properties.insert(sum(1 for child in properties if child.xpath("name()") in before), element)


def rule(paragraph: Paragraph, *, top: int = 0, bottom: int = 0, color: str = _BLACK, space: int = 0) -> None:
    """Rules across a paragraph, in eighths of a point; `space` in points between the line and the rule."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{width}" w:space="{space}" w:color="{color}"/>'
        for edge, width in (("top", top), ("bottom", bottom))
        if width
    )
    insert_property(paragraph, parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>"))


def set_margins(table: Table, *, side: int, end: int) -> None:
    """Space in twips around the text of each cell: beside it, above and below it."""
    edges = "".join(
        f'<w:{edge} w:w="{space}" w:type="dxa"/>'
        for edge, space in (("top", end), ("left", side), ("bottom", end), ("right", side))
    )
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{edges}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def set_borders(table: Table, **widths: int) -> None:
    """Borders of a table by edge (top, left, bottom, right, insideH, insideV), in eighths of a point."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{widths[edge]}" w:space="0" w:color="{_BLACK}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        if edge in widths
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
