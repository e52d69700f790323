"""BM25 over the words of a question, a word in the title for several in the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from luzhi.search.reaching import Text

SATURATION, LENGTH = 1.2, 0.75
TITLE = 4
"""How many times a word in the title counts."""


def ranked(texts: Iterable[Text], weights: Mapping[str, float]) -> list[tuple[Text, float]]:
    """The texts with their scores, best first, equals in the order in which they came; without any that hold no word."""
    texts = list({text.pk: text for text in texts}.values())
    usual = sum(len(text.body) for text in texts) / (len(texts) or 1) or 1
    scored = [(text, score(text, weights, usual)) for text in texts]
    return sorted((each for each in scored if each[1] > 0), key=lambda each: -each[1])


def score(text: Text, weights: Mapping[str, float], usual: float) -> float:
    """`usual` is the mean length of the texts that are compared."""
    longer = SATURATION * (1 - LENGTH + LENGTH * len(text.body) / usual)
    total = 0.0
    for word, weight in weights.items():
        times = text.body.count(word) + TITLE * text.title.count(word)
        total += weight * times * (SATURATION + 1) / (times + longer)
    return total
