"""Automatic numbers of a Word document (一、（一）1. ①), written out as its reader saw them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from luzhi.core.numbers import hanzi

CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LEVELS: Final = 9


def _letter(number: int) -> str:
    return chr(64 + (number - 1) % 26 + 1)


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalFullWidth": str,
    "chineseCounting": hanzi,
    "chineseCountingThousand": hanzi,
    "japaneseCounting": hanzi,
    "ideographDigital": hanzi,
    "taiwaneseCountingThousand": hanzi,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}


@dataclass
class Level:
    """One level of a list: `text` is 第%1条 or %1.%2 with the numbers of the levels by their place."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Ordinals:
    """The lists of a document by their id, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by the id of the list's pattern
    patterns: dict[str, str] = field(default_factory=dict)  # id of a list → id of its pattern
    counted: dict[str, list[int]] = field(default_factory=dict)

    def next(self, number_id: str, level: int) -> str:
        """The next number of a list at a level counted from 0; "" for a bullet, or a list that isn't there."""
        pattern = self.patterns.get(number_id, "")
        known = self.levels.get(pattern, {})
        if not 0 <= level < LEVELS or level not in known:
            return ""
        counts = self.counted.setdefault(pattern, [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else known[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        if known[level].kind not in FORMATS:
            return ""
        return re.sub(
            r"%([1-9])", lambda found: self._shown(known, counts, int(found[1]) - 1), known[level].text
        )

    def _shown(self, known: dict[int, Level], counts: list[int], at: int) -> str:
        level = known.get(at, Level())
        return FORMATS.get(level.kind, str)(counts[at] or level.start)
