"""What follows the body: attachments, rolls, signature, note and the imprint at the foot of the last page."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Document
from luzhi.documents.official.fonts import HEI
from luzhi.documents.official.page import CHARACTER, LEFT, TEXT_WIDTH
from luzhi.documents.official.rules import INNER, OUTER, set_borders, set_margins
from luzhi.documents.official.styles import (
    ATTACHMENT,
    ATTACHMENTS,
    ATTACHMENTS_NEXT,
    IMPRINT,
    NOTE,
    ROLL,
    SIGNATURE,
    SPACER,
)
from luzhi.documents.official.text import (
    attachment_name,
    bracketed,
    listed,
    one_line,
    width,
    with_colon,
)
from luzhi.documents.official.writer import Writer

SIGNED = ("document", "letter")
_SEAL_LINES = 2  # lines above the name that the seal covers
_DATE_RIGHT = 4  # characters
KEPT_WIDTH = 4 * 28
# Anchored to the page sideways: LibreOffice sets a table as wide as the text block afloat only then.
_FOOT = (
    f'<w:tblpPr {nsdecls("w")} w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{int(LEFT / 635)}"'
    ' w:tblpYSpec="bottom"/>'
)


def write_tail(writer: Writer, document: Document) -> None:
    _attachments(writer, document.attachments)
    if document.form in SIGNED:
        _signature(writer, document)
    if document.note:
        writer.paragraph(NOTE, bracketed(document.note))
    if document.rolls:
        writer.blank()
    for roll in document.rolls:
        paragraph = writer.paragraph(ROLL)
        writer.put(paragraph, (with_colon(roll.label),), HEI, own=True)
        writer.put(paragraph, ("、".join(one_line(name) for name in roll.names),), ROLL.face)
    _imprint(writer, document)


def _attachments(writer: Writer, attachments: tuple[str, ...]) -> None:
    if not attachments:
        return
    _keep_last(writer)
    writer.blank()
    names = [attachment_name(name) for name in attachments]
    if len(names) == 1:
        writer.paragraph(ATTACHMENT, f"附件：{names[0]}")
        return
    for number, name in enumerate(names, start=1):
        first = number == 1
        paragraph = writer.paragraph(
            ATTACHMENTS if first else ATTACHMENTS_NEXT, f"{'附件：' if first else ''}{number}."
        )
        paragraph.add_run("\t")
        writer.put(paragraph, (name,), ATTACHMENT.face)


def signature_indents(name: str, day: str) -> tuple[float, float]:
    """Characters to the right of the issuing body and of the date: the body is centred above the date, which
    ends four characters from the right; more when the name is so long that it would leave the text block."""
    overlap = (width(name) - width(day)) / 2
    date_right = max(float(_DATE_RIGHT), overlap)
    return date_right - overlap, date_right


def _signature(writer: Writer, document: Document) -> None:
    """The issuing body above the date, with room for the seal."""
    name, day = one_line(document.signed_by), document_date(document.signed_on)
    _keep_last(writer)
    for _ in range(_SEAL_LINES):
        writer.paragraph(SIGNATURE)
    for text, right in zip((name, day), signature_indents(name, day), strict=True):
        layout = writer.paragraph(SIGNATURE, text).paragraph_format
        layout.right_indent = Twips(round(right * CHARACTER))
    layout.keep_with_next = False


def _keep_last(writer: Writer) -> None:
    """No page may hold the signature alone: the end of the text goes with it. Not a long paragraph:
    LibreOffice would move the whole of it and leave the page before half empty."""
    if writer.last is not None and width(writer.last.text) <= KEPT_WIDTH:
        writer.last.paragraph_format.keep_with_next = True


def imprint_lines(document: Document) -> list[tuple[str, str]]:
    """Label and names of each line above the printing office's."""
    lines = [listed(circle.label, circle.to) for circle in document.circulation if circle.to]
    if document.copies_to:
        lines.append(listed("抄送", document.copies_to))
    return lines


def printed_line(document: Document) -> tuple[str, str] | None:
    """The last line: who printed it, and when or how many copies; a letter has none."""
    if document.form == "letter":
        return None
    right = f"{document_date(document.printed_on)}印发" if document.printed_on else ""
    if document.copies is not None:
        right = f"{right}　共印{document.copies}份".strip()
    left = one_line(document.printed_by)
    return (left, right) if left or right else None


def _imprint(writer: Writer, document: Document) -> None:
    """A table without side rules that stands at the foot of the last page's text block."""
    lines, printed = imprint_lines(document), printed_line(document)
    if not lines and printed is None:
        return
    table = writer.docx.add_table(rows=len(lines) + (printed is not None), cols=1)
    table.autofit = False
    table.columns[0].width = Twips(TEXT_WIDTH)
    if document.form != "letter":
        set_borders(table, top=OUTER, bottom=OUTER, insideH=INNER)
    set_margins(table, side=0, end=0)
    table._tbl.tblPr.insert_element_before(parse_xml(_FOOT), "w:tblOverlap", "w:tblW", "w:jc", "w:tblLayout")
    cells = [row.cells[0] for row in table.rows]
    for cell, (label, names) in zip(cells, lines, strict=False):
        layout = writer.cell(cell, IMPRINT, label + names).paragraph_format
        indent = round(width(label) * IMPRINT.size * 10)
        layout.left_indent = Twips(indent + round(IMPRINT.left * IMPRINT.size * 10))
        layout.first_line_indent = Twips(-indent)
    if printed is not None:
        paragraph = writer.cell(cells[-1], IMPRINT, printed[0])
        paragraph.add_run("\t")
        writer.put(paragraph, (printed[1],), IMPRINT.face)
    writer.paragraph(SPACER)
