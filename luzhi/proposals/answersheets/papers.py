"""A .zip of .docx files named by the number of the proposal that each answers."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from luzhi.exchange.limits import Unreadable
from luzhi.exchange.zipped import Counter, Package
from luzhi.proposals.answersheets.columns import Key, key_of
from luzhi.writing.reading import Read, Refused, read_text

UNZIPPED: Final = 200 * 1024 * 1024
ENDS: Final = (".docx", ".docm", ".doc", ".txt")


def _damaged() -> Unreadable:
    return Unreadable(_("The file is damaged or no .zip."))


def _protected() -> Unreadable:
    return Unreadable(_("The .zip is protected by a password. Pack it without one and try again."))


ZIP: Final = Package(_damaged, _protected)
Papers = dict[Key, Read | Refused]


def papers(data: bytes) -> tuple[Papers, list[str]]:
    """Texts by number, or why one could not be taken; and the names that bear no number. Raises Unreadable."""
    found: Papers = {}
    odd: list[str] = []
    counter = Counter(UNZIPPED)
    with ZIP.opened(data) as source:
        for member in source.infolist():
            with source.open(member) as stream:
                content = b"".join(counter.chunks(stream))
            name = _name(member)
            key = key_of(PurePosixPath(name).stem)
            if member.is_dir() or name.startswith("."):
                continue
            if key is None or not name.lower().endswith(ENDS) or key in found:
                odd.append(name)
            else:
                found[key] = _read(name, content)
    return found, odd


def _name(member: zipfile.ZipInfo) -> str:
    """The file's own name; Windows packs Chinese names in GBK and does not say so."""
    name = PurePosixPath(member.filename).name
    if member.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _read(name: str, content: bytes) -> Read | Refused:
    try:
        return read_text(name, content)
    except Refused as refused:
        return refused
