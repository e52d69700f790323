"""Two versions of a text, word by word. Pure: paragraphs are matched first, then the words of those that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
WORD = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?%?|\s+|.", re.DOTALL)
SHORT = 2  # two changes with fewer equal characters between them read as one
PAIRS = 4_000_000  # paragraphs × paragraphs, or words × words, looked at; beyond them a passage counts as rewritten


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The way from one text to the other: without NEW it is `before`, without GONE it is `after`."""
    found: list[Piece] = []
    for same, left, right in _passages(PARAGRAPH.findall(before), PARAGRAPH.findall(after)):
        found += [Piece(Kind.SAME, left)] if same else _words(left, right)
    return list(_joined(found))


def _words(left: str, right: str) -> list[Piece]:
    found: list[Piece] = []
    for same, gone, new in _passages(WORD.findall(left), WORD.findall(right)):
        found += [Piece(Kind.SAME, gone)] if same else [Piece(Kind.GONE, gone), Piece(Kind.NEW, new)]
    return _calmed(found)


def _passages(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """(equal?, text before, text after) in order; what both begin and end with is not searched through."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    first, last = "".join(old[:head]), "".join(old[len(old) - tail :])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    yield True, first, first
    if len(old) * len(new) > PAIRS:
        yield False, "".join(old), "".join(new)
    else:
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield tag == "equal", "".join(old[a:b]), "".join(new[c:d])
    yield True, last, last


def _calmed(pieces: Sequence[Piece]) -> list[Piece]:
    """A stray equal character between two changes is shown as changed: 调查 → 检测 is one change, not three."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and piece.kind == Kind.SAME
        if between and len(piece.text) < SHORT and piece.text.isalnum():
            found += [Piece(Kind.GONE, piece.text), Piece(Kind.NEW, piece.text)]
        else:
            found.append(piece)
    return found


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind become one; between two equal passages what is gone stands before what is new."""
    gone, new, same = "", "", ""
    for piece in (*pieces, Piece(Kind.SAME, "")):
        if piece.kind != Kind.SAME:
            if same:
                yield Piece(Kind.SAME, same)
                same = ""
            gone += piece.text if piece.kind == Kind.GONE else ""
            new += piece.text if piece.kind == Kind.NEW else ""
        elif piece.text:
            yield from _changed(gone, new)
            gone, new, same = "", "", same + piece.text
    if same:
        yield Piece(Kind.SAME, same)
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Kind.GONE, gone)
    if new:
        yield Piece(Kind.NEW, new)


TAGS = {Kind.SAME: "{}", Kind.GONE: "<del>{}</del>", Kind.NEW: "<ins>{}</ins>"}


def marked(before: str, after: str) -> SafeString:
    """The comparison as HTML: what is gone in <del>, what is new in <ins>, everything escaped."""
    pieces = (format_html(TAGS[piece.kind], piece.text) for piece in compare(before, after))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
