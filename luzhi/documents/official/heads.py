"""What stands above the title: the red head of each form."""

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Document
from luzhi.documents.official.page import LETTER_RULE_OVERHANG, LINE, TEXT_WIDTH
from luzhi.documents.official.rules import rule
from luzhi.documents.official.styles import MARK, NUMBER, PAIR, RED, RED_HEAD, SECRECY, SPACER, set_style
from luzhi.documents.official.text import document_number, one_line, width
from luzhi.documents.official.writer import Writer

_LARGEST, _SMALLEST = 62.0, 36.0  # points; 62 pt is the standard's 22 mm
_NARROWEST = 50  # per cent of the natural width of a character
_HEAD_TOP = Mm(35)  # upper edge of the red head below the text block's
_HEAD_LINE = 1.2  # exact line height over the size; the character's edge is then a tenth below the line's
_RULE = 12  # 1.5 pt
_RULE_SPACE = 6  # with what the line leaves below the characters: 4 mm
_THICK, _THIN, _GAP = 18, 6, 30
_BELOW_LETTER_RULE = 92  # twips; with what the line leaves above the characters: 7/8 of a character


def write_head(writer: Writer, section: Section, document: Document) -> None:
    """The head of the document's form, down to the blank lines before the title."""
    if document.form == "letter":
        _letter(writer, section, document)
    elif document.form in ("plain", "sheet"):
        _secrecy(writer, document, always=False)
        if document.form == "plain":
            writer.blank()
    else:
        _secrecy(writer, document, always=True)
        writer.blank()
        _red_head(writer.paragraph(RED_HEAD), writer, document, top=int(_HEAD_TOP / 635) - 3 * LINE)
        _ABOVE_RULE[document.form](writer, document)
        writer.blank(2)


def _secrecy(writer: Writer, document: Document, *, always: bool) -> None:
    """The grade stands flush left in the second line, below the line of the copy's number."""
    if always or document.secrecy:
        writer.blank()
        writer.paragraph(SECRECY, one_line(document.secrecy))


def head_size(text: str) -> tuple[float, int]:
    """Points of the red head and its width in per cent of the natural: as large as one line allows."""
    room = TEXT_WIDTH / 20 / max(width(text), 1.0)
    size = float(round(min(_LARGEST, max(room, _SMALLEST))))
    scale = min(100, int(100 * room / size))
    if scale < _NARROWEST:
        return float(int(100 * room / _NARROWEST)), _NARROWEST
    return size, scale


def _red_head(paragraph: Paragraph, writer: Writer, document: Document, *, top: int) -> float:
    """The issuer in red, as large as the line allows, narrowed when it is long; gives the size in points."""
    text = one_line(document.issuer)
    size, scale = head_size(text)
    writer.put(paragraph, (text,), RED_HEAD.face)
    layout = paragraph.paragraph_format
    layout.space_before = Twips(max(0, top - int(size * 2)))
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * _HEAD_LINE)
    for run in paragraph.runs:
        run.font.size = Pt(size)
        _narrow(run, scale)
    return size


def _narrow(run: Run, per_cent: int) -> None:
    scale = OxmlElement("w:w", {qn("w:val"): str(per_cent)})
    run._r.get_or_add_rPr().insert_element_before(scale, "w:kern", "w:position", "w:sz", "w:szCs")


def _numbered(writer: Writer, document: Document) -> None:
    writer.blank(2)
    rule(
        writer.paragraph(NUMBER, document_number(document.number)), bottom=_RULE, color=RED, space=_RULE_SPACE
    )


def _dated(writer: Writer, document: Document) -> None:
    """Issue number in the middle; office left, date right; minutes and bulletins."""
    writer.blank()
    writer.paragraph(NUMBER, document_number(document.number))
    day = document_date(document.signed_on)
    rule(writer.pair(PAIR, one_line(document.signed_by), day), bottom=_RULE, color=RED, space=_RULE_SPACE)


_ABOVE_RULE = {"document": _numbered, "minutes": _dated, "bulletin": _dated}


def _letter(writer: Writer, section: Section, document: Document) -> None:
    """Name and double rule in the first page's header, the other double rule in its footer."""
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    name = header.paragraphs[0]
    if document.mark:
        set_style(name, MARK)
        writer.put(name, (one_line(document.mark),), MARK.face)
        name = header.add_paragraph()
    set_style(name, RED_HEAD)
    size = _red_head(name, writer, document, top=0)
    _overhang(name)
    rule(name, bottom=_THICK, color=RED, space=max(1, round(9.3 - size / 10)))
    rule(_spacer(header.add_paragraph(), _GAP), bottom=_THIN, color=RED)
    _spacer(header.add_paragraph(), _BELOW_LETTER_RULE, overhang=False)
    rule(_spacer(footer.paragraphs[0], _GAP), bottom=_THIN, color=RED)
    rule(_spacer(footer.add_paragraph(), _GAP), bottom=_THICK, color=RED)
    writer.pair(PAIR, one_line(document.secrecy), document_number(document.number))
    writer.blank(2)


def _spacer(paragraph: Paragraph, height: int, *, overhang: bool = True) -> Paragraph:
    set_style(paragraph, SPACER)
    paragraph.paragraph_format.line_spacing = Twips(height)
    if overhang:
        _overhang(paragraph)
    return paragraph


def _overhang(paragraph: Paragraph) -> None:
    left, right = LETTER_RULE_OVERHANG
    paragraph.paragraph_format.left_indent = Twips(-left)
    paragraph.paragraph_format.right_indent = Twips(-right)
