"""Printing a document as PDF in the layout of GB/T 9704-2012."""

from datetime import UTC, datetime, time

from luzhi.documents.official.content import Document
from luzhi.documents.printing.sheet import sheet_of
from luzhi.documents.typesetting.setting import typeset


def pdf(document: Document) -> bytes:
    """The pages as PDF/A-2a; equal documents give equal bytes on one machine. ValidationError when no font has
    some character of it, it is too long, or it can't be set."""
    signed = datetime.combine(document.signed_on, time(), UTC)
    return typeset("document", sheet_of(document), moment=int(signed.timestamp()))
