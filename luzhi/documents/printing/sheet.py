"""A document as the data that the layout sets: plain texts, numbers in points, nothing to be read as markup."""

from typing import Any

from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Document
from luzhi.documents.official.heads import head_size
from luzhi.documents.official.tail import SIGNED, imprint_lines, printed_line, signature_indents
from luzhi.documents.official.text import (
    attachment_name,
    bracketed,
    clean,
    document_number,
    one_line,
    width,
    with_colon,
)
from luzhi.documents.official.title import break_title
from luzhi.documents.printing.blocks import blocks_of

Sheet = dict[str, Any]
_DATED = ("minutes", "bulletin")


def sheet_of(document: Document) -> Sheet:
    title = clean(document.title.text).strip()
    return {
        "form": document.form,
        "name": one_line(document.title.text),
        "author": one_line(document.signed_by or document.issuer),
        "day": document.signed_on.timetuple()[:3],
        "head": _head(document),
        "title": break_title(title) if title else [],
        "source": _source(document),
        "to": with_colon(document.to) if document.to else "",
        "blocks": blocks_of(document.blocks),
        "attachments": [attachment_name(name) for name in document.attachments],
        "signature": _signature(document) if document.form in SIGNED else None,
        "note": bracketed(document.note) if document.note else "",
        "rolls": [_labelled(with_colon(roll.label), _names(roll.names)) for roll in document.rolls],
        "imprint": _imprint(document),
    }


def _head(document: Document) -> Sheet:
    """What stands above the title; an empty issuer has no red head to print."""
    name = one_line(document.issuer)
    size, scale = head_size(name)
    return {
        "name": name,
        "size": size,
        "scale": scale,
        "secrecy": one_line(document.secrecy),
        "mark": one_line(document.mark),
        "number": document_number(document.number),
        "office": one_line(document.signed_by) if document.form in _DATED else "",
        "day": document_date(document.signed_on) if document.form in _DATED else "",
    }


def _source(document: Document) -> str:
    if document.form != "plain":
        return ""
    return f"{one_line(document.signed_by or document.issuer)}（{document_date(document.signed_on)}）"


def _names(names: tuple[str, ...]) -> str:
    return "、".join(one_line(name) for name in names)


def _labelled(label: str, text: str) -> Sheet:
    return {"label": label, "text": text, "characters": width(label)}


def _signature(document: Document) -> Sheet:
    name, day = one_line(document.signed_by), document_date(document.signed_on)
    name_right, day_right = signature_indents(name, day)
    return {"name": name, "day": day, "name_right": name_right, "day_right": day_right}


def _imprint(document: Document) -> Sheet | None:
    printed = printed_line(document)
    lines = [_labelled(label, names) for label, names in imprint_lines(document)]
    if not lines and printed is None:
        return None
    return {"lines": lines, "printed": printed, "ruled": document.form != "letter"}
