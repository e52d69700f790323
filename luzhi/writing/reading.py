"""A text out of a .docx or .txt file, with what the reader must be told; or the reason why it cannot be taken."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.exchange.delimited import encoding_of
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.zipped import Counter, Package
from luzhi.organisation.secrecy import refuse_marked
from luzhi.writing.ordinals import Ordinals
from luzhi.writing.worddocument import Walk, ordinals

FILE_BYTES: Final = 10 * 1024 * 1024
UNZIPPED_BYTES: Final = 64 * 1024 * 1024
CHARACTERS: Final = 500_000
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
MACROS: Final = (".docm", ".dotm")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PART: Final = re.compile(r"word/(document|numbering|footnotes|endnotes|header|footer)\d*\.xml", re.ASCII)


class Refused(Unreadable):
    """The file cannot be taken. `code` names the reason, the message says it in the reader's language."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Read:
    """Paragraphs are lines. `notices`: what was left out or changed, in words."""

    text: str
    notices: tuple[str, ...] = ()


def _damaged() -> Refused:
    return Refused(
        "damaged", _("The file is damaged or no Word document. Open it in Word or WPS and save it as .docx.")
    )


def _protected() -> Refused:
    return Refused(
        "protected", _("The document is protected by a password. Save it without one and try again.")
    )


DOCUMENT: Final = Package(_damaged, _protected)


def read_text(name: str, data: bytes, *, characters: int = CHARACTERS) -> Read:
    """The text of a file by its content; `name` only tells a macro document. Raises Refused."""
    if len(data) > FILE_BYTES:
        raise Refused("too_large", _("The file is larger than %(limit)s MB.") % {"limit": FILE_BYTES >> 20})
    if not data.strip():
        raise Refused("empty", _("The file is empty."))
    _refuse_kind(name.lower(), data)
    read = _document(data) if data.startswith(b"PK\x03\x04") else _plain(data)
    if len(read.text) > characters:
        limit = {"limit": f"{characters:,}"}
        raise Refused("too_large", _("The text is longer than %(limit)s characters.") % limit)
    _refuse_classified(read.text)
    return read


def _refuse_kind(name: str, data: bytes) -> None:
    if data.startswith(OLD_OFFICE):
        if ENCRYPTED in data:
            raise _protected()
        words = _("This is an old .doc or .wps document. Open it in Word or WPS and save it as .docx.")
        raise Refused("old", words)
    if data.startswith((b"{\\rtf", b"%PDF")):
        raise Refused("kind", _("Files of this kind (.pdf, .rtf) cannot be read. Save it as .docx or .txt."))
    if name.endswith(MACROS):
        raise _macros()


def _macros() -> Refused:
    return Refused(
        "macros", _("The document holds macros and is not opened. Save it as .docx, without macros.")
    )


def _refuse_classified(*texts: str) -> None:
    try:
        refuse_marked(*texts)
    except ValidationError as error:
        raise Refused("classified", error.messages[0]) from error


def _plain(data: bytes) -> Read:
    """UTF-8 with or without mark, UTF-16, GB18030."""
    try:
        text = data.decode(encoding_of(data)).removeprefix("\ufeff")
    except ValueError as error:  # Unreadable is one
        raise Refused("kind", _("This is no text file. Give a .docx or .txt file.")) from error
    if CONTROLS.search(text):
        raise Refused("kind", _("This is no text file. Give a .docx or .txt file."))
    return Read(_lines(text))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _document(data: bytes) -> Read:
    try:
        parts = _parts(data)
    except Refused:
        raise
    except Unreadable as error:  # more parts, or more bytes unpacked, than any text has
        raise Refused("too_large", str(error)) from error
    if "document" not in parts:
        raise _damaged()
    return _told(parts)


def _parts(data: bytes) -> dict[str, list[bytes]]:
    """The parts that hold text, by their kind. Everything else is inflated too, to be counted, and dropped."""
    counter, parts = Counter(UNZIPPED_BYTES), dict[str, list[bytes]]()
    with DOCUMENT.opened(data) as source:
        if any(name.lower().endswith("vbaproject.bin") for name in source.namelist()):
            raise _macros()
        for member in source.infolist():
            found = PART.fullmatch(member.filename.lower())
            with source.open(member) as stream:
                kept = [chunk for chunk in counter.chunks(stream) if found]
            if found:
                parts.setdefault(found[1], []).append(b"".join(kept))
    return parts


def _told(parts: Mapping[str, list[bytes]]) -> Read:
    """Headers and footers are no text of the author's, but a classification mark may stand there."""
    _refuse_classified(*(Walk(DOCUMENT).read([each]) for each in _of(parts, "header", "footer")))
    lists = [ordinals(DOCUMENT, iter([each])) for each in _of(parts, "numbering")]
    walk = Walk(DOCUMENT, lists[0] if lists else Ordinals())
    text = "\n".join([walk.read(parts["document"][:1]), *_notes(walk, parts)]).strip("\n")
    if not text.strip():
        raise _nothing(walk.found)
    notices = (words % {"count": walk.found[what]} for what, words in _notices().items() if walk.found[what])
    return Read(_lines(CONTROLS.sub("", text)), tuple(notices))


def _of(parts: Mapping[str, list[bytes]], *kinds: str) -> Iterator[bytes]:
    for kind in kinds:
        yield from parts.get(kind, [])


def _notes(walk: Walk, parts: Mapping[str, list[bytes]]) -> Iterator[str]:
    """The foot- and endnotes below the text, in the order of their marks."""
    texts: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        for each in parts.get(f"{kind}s", []):
            part = Walk(DOCUMENT)
            part.read([each])
            texts |= {(kind, note): text for note, text in part.texts.items()}
    for number, key in enumerate(walk.notes, 1):
        walk.found["notes"] += 1
        yield f"〔注{number}〕{texts.get(key, '')}"


def _nothing(found: Tally[str]) -> Refused:
    if found["pictures"]:
        return Refused(
            "pictures",
            _(
                "The document holds pictures and no text: text in pictures cannot be read. Type it, or copy it in."
            ),
        )
    return Refused("empty", _("The file is empty."))


def _notices() -> dict[str, str]:
    return {
        "revisions": _("Tracked changes were read as accepted: insertions are in, deletions are out."),
        "tables": _("Tables were read line by line, their cells apart by tabs: %(count)s."),
        "boxes": _("Text boxes were read as paragraphs: %(count)s."),
        "notes": _("Notes stand below the text: %(count)s."),
        "pictures": _("Pictures and charts were left out: %(count)s."),
        "comments": _("Comments were left out: %(count)s."),
        "hidden": _("Hidden text was left out."),
    }
