"""One reading of every text, for the index and for the questions put to it.

Simplified for traditional, half width for full, small letters; no white space (lines break within words); each run of
marks and symbols is one space.
`search_fold` of the database is made of the same three constants (migrations/index.sql).
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
_TABLE = str.maketrans(FROM, TO) | _CAPITALS
_NOT_BLANK = str.maketrans("", "", BLANK + "\x00")
_MARKS = re.compile(f"[{MARKS}]+")
_RUN = re.compile(f"[^{MARKS}{BLANK}]+")
_ALL_BLANK = re.compile(f"[{BLANK}]*")


def even(text: str) -> str:
    """The text with each character as it is read, as long as before: places stay places (passages.py)."""
    return text.translate(_TABLE)


def fold(text: str) -> str:
    """The text as it is indexed."""
    return _MARKS.sub(" ", even(text[:LONGEST]).translate(_NOT_BLANK)).strip(" ")


class Places:
    """A text, as it is indexed (`folded`), with the way back from a place in it to the text as it was written."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._starts: list[int] = []  # of each unbroken run, in the folded text
        self._origins: list[int] = []  # and in the written one
        at = end = 0
        even = text[:LONGEST].translate(_TABLE)  # character by character: as long as before
        for run in _RUN.finditer(even):
            if parts and not _ALL_BLANK.fullmatch(even, end, run.start()):
                parts.append(" ")
                at += 1
            self._starts.append(at)
            self._origins.append(run.start())
            parts.append(run[0])
            at, end = at + len(run[0]), run.end()
        self.folded = "".join(parts)

    def origin(self, place: int) -> int:
        """Where the folded character at `place` stands in the written text."""
        run = bisect_right(self._starts, place) - 1
        return self._origins[run] + place - self._starts[run]
