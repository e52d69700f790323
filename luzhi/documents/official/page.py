"""The page of GB/T 9704-2012: A4, a text block of 156 × 225 mm holding 22 lines of 28 characters.

Lengths are twips (1/20 pt) unless a name says otherwise.
"""

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

LINE = 579  # 28.95 pt: 22 of them are 224.7 mm
CHARACTER = 315  # 16 pt less 0.25 pt: 28 of them are 155.6 mm
SQUEEZE = -5
TEXT_WIDTH = 8844  # 156 mm
LETTER_RULE_OVERHANG = (454, 340)  # its rules are 170 mm long, centred on the paper: 8 mm left, 6 mm right

LEFT = Mm(28)
_TOP, _RIGHT, _BOTTOM = Mm(37), Mm(26), Mm(35)
_FOOTER_LINE = 320
# The dash of the page number stands 7 mm below the text block: its line ends 25.2 mm above the paper's edge.
_FOOTER = Mm(25.2)
_LETTER_FOOTER = Mm(20)  # the lower double rule of a letter
LETTER_HEADER = Mm(28.8)  # puts the upper edge of the name 30 mm below the paper's edge
_MARK = Twips(538)  # the line of a mark above the name


def set_page(docx: Docx, *, letter: bool, marked: bool = False) -> Section:
    """Give the document's only section the page, its grid of lines and its page numbers."""
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.left_margin, section.right_margin = LEFT, _RIGHT
    section.gutter = Twips(0)
    section.header_distance = Mm(15)
    if letter:
        section.header_distance = LETTER_HEADER - (_MARK if marked else 0)
    section.footer_distance = _LETTER_FOOTER if letter else _FOOTER
    section.different_first_page_header_footer = letter
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    lift = int((_FOOTER - _LETTER_FOOTER) / 635) if letter else 0
    for footer, style in ((section.footer, "Page Odd"), (section.even_page_footer, "Page Even")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = docx.styles[style]
        _number(paragraph)
        if lift:
            spacer = footer.add_paragraph(style=docx.styles["Spacer"])
            spacer.paragraph_format.line_spacing = Twips(lift)
    return section


def _number(paragraph: Paragraph) -> None:
    """— 1 —"""
    paragraph.add_run("— ")
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar", {qn("w:fldCharType"): kind})
        paragraph.add_run()._r.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
            instruction.text = " PAGE "
            paragraph.add_run()._r.append(instruction)
        elif kind == "separate":
            paragraph.add_run("1")
    paragraph.add_run(" —")
