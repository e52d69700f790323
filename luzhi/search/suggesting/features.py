"""The words of a text with their weights: the same reading for learning and for scoring."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from luzhi.search.similar_reading import words

TITLE_TIMES = 5  # a word of the title counts as often in the text
TITLE_APART = 0.3  # and the title's words count once more by themselves, with this part of the text's weight
TITLE_MARK = "^"


def counted(title: str, body: str) -> Counter[str]:
    """Words of the text, the title's among them, and the title's by themselves under a mark."""
    titled = words(title)
    counts = words(body)
    for word, times in titled.items():
        counts[word] += TITLE_TIMES * times
    counts.update({TITLE_MARK + word: times for word, times in titled.items()})
    return counts


def weighed(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Each known word's (1 + ln n) × rarity; text and title are vectors of length 1 and TITLE_APART."""
    plain: dict[str, float] = {}
    titled: dict[str, float] = {}
    for word, times in counts.items():
        if word in rarity:
            part = titled if word.startswith(TITLE_MARK) else plain
            part[word] = (1 + math.log(times)) * rarity[word]
    return scaled(plain, 1.0) | scaled(titled, TITLE_APART)


def scaled(vector: dict[str, float], length: float) -> dict[str, float]:
    size = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight * length / size for word, weight in vector.items()}
