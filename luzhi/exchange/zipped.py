"""Office files as zips of XML: what any of them is refused for, whatever program it belongs to.

Every member is really inflated and counted; names that could reach another member are refused; every part must be
well-formed, and any document type declaration is refused: no entity is ever expanded.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.limits import Unreadable

CHUNK = 1 << 18
DIRECTORY_ENTRY = b"PK\x01\x02"
# What the standard zip reader raises on forged directories (a disk that is full is none of these).
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError)


@dataclass(frozen=True)
class Package:
    """A kind of office file: how its faults are said."""

    damaged: Callable[[], Unreadable]
    protected: Callable[[], Unreadable]

    @contextmanager
    def opened(self, data: bytes) -> Iterator[zipfile.ZipFile]:
        """The zip with its names checked; every fault of reading on in it is said as damage."""
        if data.count(DIRECTORY_ENTRY) > limits.MEMBERS:
            raise Unreadable(
                _("The file holds more than %(limit)s parts.") % {"limit": f"{limits.MEMBERS:,}"}
            )
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as source:
                self._check_names(source.infolist())
                yield source
        except Unreadable:
            raise
        except BROKEN as error:
            raise self.damaged() from error

    def _check_names(self, members: list[zipfile.ZipInfo]) -> None:
        seen = set()
        for member in members:
            path = PurePosixPath(member.filename)
            tricky = "\\" in member.orig_filename or "\0" in member.orig_filename
            if tricky or path.is_absolute() or ".." in path.parts or member.filename.casefold() in seen:
                raise self.damaged()
            seen.add(member.filename.casefold())
            if member.flag_bits & 1:
                raise self.protected()
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.damaged()

    def parser(self, encoding: str | None = None) -> expat.XMLParserType:
        """A parser that refuses any document type declaration; an encoding given overrides what the part says."""
        parser = expat.ParserCreate(encoding, "}")
        parser.buffer_text = True

        def refuse(*_declaration: object) -> None:
            raise self.damaged()

        parser.StartDoctypeDeclHandler = refuse
        return parser

    def parsed(self, parser: expat.XMLParserType, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks again, each already taken by the parser."""
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
                yield chunk
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.damaged() from error


class Counter:
    """Bytes inflated so far in all members together, `limit` at most."""

    def __init__(self, limit: int) -> None:
        self.bytes, self.limit = 0, limit

    def chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        for chunk in read(stream):
            self.bytes += len(chunk)
            if self.bytes > self.limit:
                raise limits.too_large_unzipped(self.limit)
            yield chunk


def read(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
