"""What the .xls parser does not tell: formulas, error values and how much text the cells unfold to.

An .xls is a compound file (a small file system of 512-byte sectors) whose stream "Workbook" is a chain of records:
two bytes of kind, two bytes of length, the contents. Only the few kinds that matter here are looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

from luzhi.exchange.marks import Budget, Extent, Marks
from luzhi.exchange.packages import damaged, protected

MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")
END: Final = 0xFFFFFFFA  # sector numbers from here on are marks, not places
FORMULA, EOF, CONTINUE, FILEPASS, BOUNDSHEET = 0x06, 0x0A, 0x3C, 0x2F, 0x85
SST, LABELSST, NUMBER, LABEL, BOOLERR, RK, MULRK, BOF = 0xFC, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0x809
VALUES: Final = frozenset({FORMULA, LABELSST, NUMBER, LABEL, BOOLERR, RK, MULRK})
ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class _CompoundFile:
    """The named streams of a compound file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged()
        self._size = 1 << shift
        (tables,) = struct.unpack_from("<I", data, 44)
        directory, _signature, self._cutoff, mini_table = struct.unpack_from("<4I", data, 48)
        extra = struct.unpack_from("<I", data, 68)[0]
        self._next = self._table(list(struct.unpack_from("<109I", data, 76)), extra, tables)
        self._mini_next = self._numbers(self._chain(mini_table))
        self._entries = dict(self._directory(self._chain(directory)))

    def names(self) -> set[str]:
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        small = self._chain(self._entries["Root Entry"][0])
        pieces, seen = [], 0
        while start < END and seen <= len(self._mini_next):
            pieces.append(small[start * 64 : start * 64 + 64])
            start, seen = self._mini_next[start], seen + 1
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _table(self, sectors: list[int], extra: int, count: int) -> tuple[int, ...]:
        """The allocation table: for each sector the next one of its stream."""
        per_sector = self._size // 4 - 1
        while extra < END and len(sectors) < count:
            numbers = self._numbers(self._sector(extra))
            sectors += numbers[:per_sector]
            extra = numbers[per_sector]
        return self._numbers(b"".join(self._sector(number) for number in sectors[:count] if number < END))

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        while start < END:
            if len(pieces) > len(self._next):
                raise damaged()  # a ring
            pieces.append(self._sector(start))
            start = self._next[start]
        return b"".join(pieces)

    @staticmethod
    def _directory(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for offset in range(0, len(data) - 127, 128):
            (length,) = struct.unpack_from("<H", data, offset + 64)
            start, size = struct.unpack_from("<II", data, offset + 116)
            yield (
                data[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"),
                (start, size),
            )


def _records(stream: bytes, offset: int = 0) -> Iterator[tuple[int, int, int]]:
    """(kind, start of the contents, length) of every record from `offset` on."""
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, offset + 4, length
        offset += 4 + length


def _shared_lengths(segments: list[bytes]) -> list[int]:
    """The length of every shared text. A text may run over the end of a record; its flags are then repeated."""
    lengths: list[int] = []
    (count,) = struct.unpack_from("<I", segments[0], 4)
    part, place = 0, 8
    while len(lengths) < count:
        if place >= len(segments[part]):
            part, place = part + 1, 0
        segment = segments[part]
        characters, flags = struct.unpack_from("<HB", segment, place)
        place += 3
        runs = struct.unpack_from("<H", segment, place)[0] if flags & 8 else 0
        place += 2 if flags & 8 else 0
        phonetic = struct.unpack_from("<I", segment, place)[0] if flags & 4 else 0
        place += 4 if flags & 4 else 0
        lengths.append(characters)
        part, place = _skip_text(segments, part, place, (characters, flags & 1))
        part, place = _skip_bytes(segments, part, place, runs * 4 + phonetic)
    return lengths


def _skip_text(segments: list[bytes], part: int, place: int, text: tuple[int, int]) -> tuple[int, int]:
    left, wide = text
    while left:
        fits = (len(segments[part]) - place) >> wide
        if left <= fits:
            return part, place + (left << wide)
        left -= fits
        part, place = part + 1, 1
        wide = segments[part][0] & 1
    return part, place


def _skip_bytes(segments: list[bytes], part: int, place: int, left: int) -> tuple[int, int]:
    while left > len(segments[part]) - place:
        left -= len(segments[part]) - place
        part, place = part + 1, 0
    return part, place + left


def _globals(stream: bytes) -> tuple[list[int], list[int]]:
    """Offsets of the sheets, lengths of the shared texts."""
    offsets, segments, previous = [], [], 0
    for kind, start, length in _records(stream):
        if kind == FILEPASS:
            raise protected()
        if kind == BOUNDSHEET:
            offsets.append(struct.unpack_from("<I", stream, start)[0])
        elif kind == SST or (kind == CONTINUE and previous == SST):
            segments.append(stream[start : start + length])
        elif kind == EOF:
            break
        previous = SST if kind == CONTINUE and previous == SST else kind
    return offsets, _shared_lengths(segments) if segments else []


def _sheet(stream: bytes, offset: int, shared: list[int], budget: Budget) -> Marks:
    marks, depth, rows, columns, characters = Marks(), 0, 0, 0, 0
    for kind, start, length in _records(stream, offset):
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            break
        if depth > 1 or kind not in VALUES:
            continue  # an embedded chart, or no value
        row, column = struct.unpack_from("<HH", stream, start)
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if kind == MULRK:
            columns = max(columns, struct.unpack_from("<H", stream, start + length - 2)[0] + 1)
        elif kind == LABELSST:
            characters += shared[struct.unpack_from("<I", stream, start + 6)[0]]
        else:
            _mark(marks, (row + 1, column), kind, stream[start : start + length])
    budget.spend(Extent(rows, columns, characters, marks))
    return marks


def _mark(marks: Marks, place: tuple[int, int], kind: int, contents: bytes) -> None:
    if kind == FORMULA:
        marks.formulas[place] = "="
    elif kind == BOOLERR and contents[7]:
        marks.errors[place] = ERRORS.get(contents[6], "#N/A")


def inspect(data: bytes) -> list[Marks]:
    """Marked places of every sheet, in order. Raises Unreadable: damaged, protected, or beyond the limits."""
    try:
        file = _CompoundFile(data)
        if "EncryptedPackage" in file.names():
            raise protected()
        name = next((name for name in ("Workbook", "Book") if name in file.names()), None)
        if name is None:
            raise damaged()
        stream, budget = file.stream(name), Budget()
        offsets, shared = _globals(stream)
        return [_sheet(stream, offset, shared, budget) for offset in offsets]
    except (struct.error, IndexError, KeyError) as error:
        raise damaged() from error
