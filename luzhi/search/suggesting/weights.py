"""Learnt weights: packed into a row, unpacked where a page asks, and scored with nothing but Python."""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from luzhi.search.suggesting.features import counted, weighed

STEPS = 32_767
SHARPNESS = (
    5.0  # makes margins into shares that are right about as often as they say (scripts/measure_suggest.py)
)
REASONS = 3


@dataclass(frozen=True)
class Weights:
    """Row k of `table`, one step a label, belongs to word k; `rarity` gives a word's weight before that."""

    labels: tuple[str, ...]
    words: dict[str, int]
    rarity: dict[str, float]
    table: array[int]
    step: float
    offsets: tuple[float, ...]

    @classmethod
    def of(
        cls,
        labels: Sequence[str],
        rarity: dict[str, float],
        rows: Sequence[Sequence[float]],
        offsets: Sequence[float],
    ) -> Weights:
        """`rows`: for each word of `rarity`, in its order, a weight a label."""
        step = max((abs(weight) for row in rows for weight in row), default=0.0) / STEPS or 1.0
        table = array("h", [round(weight / step) for row in rows for weight in row])
        places = {word: place for place, word in enumerate(rarity)}
        return cls(tuple(labels), places, rarity, table, step, tuple(offsets))

    def packed(self) -> bytes:
        head = {"labels": self.labels, "offsets": self.offsets, "step": self.step, "words": list(self.words)}
        head["rarity"] = [round(weight, 4) for weight in self.rarity.values()]
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        return zlib.compress(len(text).to_bytes(4, "big") + text + self.table.tobytes(), 6)

    @classmethod
    def unpacked(cls, packed: bytes) -> Weights:
        data = zlib.decompress(packed)
        end = 4 + int.from_bytes(data[:4], "big")
        head = json.loads(data[4:end])
        table = array("h")
        table.frombytes(data[end:])
        words = {word: place for place, word in enumerate(head["words"])}
        rarity = dict(zip(head["words"], head["rarity"], strict=True))
        return cls(tuple(head["labels"]), words, rarity, table, head["step"], tuple(head["offsets"]))

    def scores(self, title: str, body: str) -> list[tuple[str, float, tuple[str, ...]]]:
        """(label, share of 1, the words that speak most for it), the likeliest first."""
        vector = weighed(counted(title, body), self.rarity)
        margins = list(self.offsets)
        width = len(self.labels)
        for word, weight in vector.items():
            start = self.words[word] * width
            for place, steps in enumerate(self.table[start : start + width]):
                margins[place] += weight * steps * self.step
        top = max(margins)
        shares = [math.exp(SHARPNESS * (margin - top)) for margin in margins]
        order = sorted(range(width), key=lambda place: (-shares[place], self.labels[place]))
        return [(self.labels[k], shares[k] / sum(shares), self.speaking(vector, k)) for k in order]

    def speaking(self, vector: dict[str, float], place: int) -> tuple[str, ...]:
        """The words whose weight for the label is highest; a word of title and text counts once, a part of one not."""
        speaks: dict[str, float] = {}
        for word, weight in vector.items():
            plain = word.removeprefix("^")
            gain = weight * self.table[self.words[word] * len(self.labels) + place]
            speaks[plain] = speaks.get(plain, 0.0) + gain
        chosen: list[str] = []
        for word in sorted(speaks, key=lambda word: (-speaks[word], word)):
            if speaks[word] <= 0 or len(chosen) == REASONS:
                break
            if not any(word in other or other in word for other in chosen):
                chosen.append(word)
        return tuple(chosen)
