"""What many texts are like as a whole: how telling words are, and what everybody writes."""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from luzhi.search.formulae import formulae_among, known
from luzhi.search.similar_reading import Reading

RARE = 2  # texts below which a word need not be kept


@dataclass(frozen=True)
class Corpus:
    """`seen`: word → texts with it; a word that is not there stands in one at most."""

    texts: int
    seen: dict[str, int]
    formulae: frozenset[str]

    def rarity(self, word: str) -> float:
        return max(0.0, math.log((self.texts + 1) / (self.seen.get(word, RARE - 1) + 0.5)))

    def packed(self) -> bytes:
        data = {"texts": self.texts, "seen": self.seen, "formulae": sorted(self.formulae - known())}
        return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())

    @classmethod
    def unpacked(cls, packed: bytes) -> Corpus:
        data = json.loads(zlib.decompress(packed))
        return cls(data["texts"], data["seen"], known() | frozenset(data["formulae"]))


def corpus_among(texts: Iterable[Reading]) -> Corpus:
    seen: Counter[str] = Counter()
    bodies = []
    for text in texts:
        seen.update(text.all_words.keys())
        bodies.append(text.body)
    kept_words = {word: times for word, times in seen.items() if times >= RARE}
    return Corpus(len(bodies), kept_words, formulae_among(bodies))
