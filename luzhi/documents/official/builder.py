"""Printing a document as .docx in the layout of GB/T 9704-2012."""

from luzhi.documents.official.body import write_body, write_title
from luzhi.documents.official.content import Document
from luzhi.documents.official.heads import write_head
from luzhi.documents.official.package import add_figures, empty_docx, set_properties, to_bytes
from luzhi.documents.official.page import set_page
from luzhi.documents.official.styles import set_styles
from luzhi.documents.official.tail import write_tail
from luzhi.documents.official.writer import Writer


def build(document: Document) -> bytes:
    """The .docx; equal documents give equal bytes."""
    docx = empty_docx()
    set_styles(docx)
    section = set_page(docx, letter=document.form == "letter", marked=bool(document.mark))
    writer = Writer(docx)
    write_head(writer, section, document)
    write_title(writer, document)
    write_body(writer, document)
    write_tail(writer, document)
    set_properties(docx, document)
    add_figures(docx, writer.marks)
    return to_bytes(docx)
