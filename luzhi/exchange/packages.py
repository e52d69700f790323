"""An .xlsx as a zip: every member is really inflated and counted, and only what was counted goes on.

The parser gets a *new* package, written here from the XML members that were inflated. So headers that lie about
sizes, names given twice, overlapping members or a second directory cannot make it see anything else.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.limits import Unreadable

CHUNK = 1 << 18
DIRECTORY_ENTRY = b"PK\x01\x02"
# What the standard zip reader raises on forged directories (a disk that is full is none of these).
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError)


def damaged() -> Unreadable:
    return Unreadable(_("The file is damaged or no workbook. Open it in Excel or WPS and save it as .xlsx."))


def protected() -> Unreadable:
    return Unreadable(_("The workbook is protected by a password. Save it without one and try again."))


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for member in members:
        path = PurePosixPath(member.filename)
        tricky = "\\" in member.orig_filename or "\0" in member.orig_filename
        if tricky or path.is_absolute() or ".." in path.parts or member.filename.casefold() in seen:
            raise damaged()
        seen.add(member.filename.casefold())
        if member.flag_bits & 1:
            raise protected()
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()


def _refuse_other_packages(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "word/document.xml" in names:
        raise Unreadable(
            _("This is a Word document, not a workbook. Put its table into Excel and save it as .xlsx.")
        )
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise Unreadable(_("Workbooks of this kind (.xlsb, .ods) cannot be read. Save it as .xlsx."))
    raise damaged()


class Counter:
    """Bytes inflated so far in all members together."""

    def __init__(self) -> None:
        self.bytes = 0

    def chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while chunk := stream.read(CHUNK):
            self.bytes += len(chunk)
            if self.bytes > limits.UNZIPPED_BYTES:
                raise limits.too_large_unzipped()
            yield chunk


def repack(data: bytes, target: IO[bytes]) -> None:
    """Write the XML members of the package `data` to `target` as a plain, uncompressed package.

    Raises Unreadable for anything that is no sound .xlsx within the limits.
    """
    if data.count(DIRECTORY_ENTRY) > limits.MEMBERS:
        raise Unreadable(_("The file holds more than %(limit)s parts.") % {"limit": f"{limits.MEMBERS:,}"})
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as source,
            zipfile.ZipFile(target, "w", allowZip64=False) as clean,
        ):
            _check_names(source.infolist())
            _refuse_other_packages({name.lower() for name in source.namelist()})
            counter = Counter()
            for member in source.infolist():
                _copy(source, member, clean, counter)
    except Unreadable:
        raise
    except BROKEN as error:
        raise damaged() from error


def _copy(source: zipfile.ZipFile, member: zipfile.ZipInfo, clean: zipfile.ZipFile, counter: Counter) -> None:
    """Media and macros are counted too, but only XML goes on."""
    with source.open(member) as stream:
        if not member.filename.lower().endswith((".xml", ".rels")):
            for _chunk in counter.chunks(stream):
                pass
            return
        with clean.open(zipfile.ZipInfo(member.filename), "w") as part:
            for chunk in counter.chunks(stream):
                part.write(chunk)
