"""One reading of every text, for the index and for the questions put to it.

Simplified for traditional, half width for full, small letters; no white space (lines break within words); each run of
marks and symbols is one space.
`search_fold` of the database is made of the same three constants (migrations/index.sql).
"""

from __future__ import annotations

import re
from pathlib import Path

_PAIRS = (Path(__file__).parent / "data" / "folding.txt").read_text(encoding="utf-8").split("\n")[:-1]
FROM = "".join(pair[0] for pair in _PAIRS)
TO = "".join(pair[1] for pair in _PAIRS)
BLANK = (
    "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
MARKS = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u3004\u3008-\u3020"
    r"\u3030\ue000-\uf8ff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""What separates, as the inside of a character class that Python and PostgreSQL read alike."""

LONGEST = 60_000
"""Characters of a text that are indexed: beyond, the vector of a text could outgrow PostgreSQL's limit of 1 MB."""

_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_MARK = re.compile(f"[{MARKS}]")
_EVEN = str.maketrans(FROM, TO) | _CAPITALS
_ALIKE = _EVEN | {code: " " for code in range(1, 0x10000) if _MARK.match(chr(code))}
_ALIKE |= {ord(letter): "\x00" for letter in BLANK}
_SPACES = re.compile(" +")


def even(text: str) -> str:
    """The text with each letter as it is read, as long as before, marks and white space kept: for comparing passages."""
    return text.translate(_EVEN)


def _evened(text: str) -> str:
    """Each character as it is read, as many as before: marks are spaces, white space is NUL, as NUL itself is."""
    return text[:LONGEST].translate(_ALIKE)


def _closed(evened: str) -> str:
    return _SPACES.sub(" ", evened.replace("\x00", "")).strip(" ")


def fold(text: str) -> str:
    """The text as it is indexed."""
    return _closed(_evened(text))


class Places:
    """A text as it is indexed (`folded`), with the way back from a place in it to the text as it was written."""

    def __init__(self, text: str) -> None:
        evened = _evened(text)
        self.folded = _closed(evened)
        self._letters = [place for place, letter in enumerate(evened) if letter > " "]

    def origin(self, place: int) -> int:
        """Where the folded character at `place`, which is no space, stands in the written text."""
        return self._letters[place - self.folded.count(" ", 0, place)]
