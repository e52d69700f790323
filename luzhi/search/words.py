"""The meaningful words of a text or a question, and the grams by which the index knows them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise

import rjieba

from luzhi.search.folding import LONGEST, fold

EMPTY = frozenset("的了和与及或在是有对于等为以从向把被将而但之其此这那个们")
"""Single characters that say nothing by themselves in a longer question."""


@lru_cache(maxsize=512)
def cut(folded: str) -> tuple[str, ...]:
    """The words of a folded text, in their order, long words beside the shorter ones within them."""
    words = (word.strip() for part in folded.split(" ") if part for word in rjieba.cut_for_search(part))
    return tuple(word for word in words if word and (len(word) > 1 or word not in EMPTY))


def keywords(text: str) -> Counter[str]:
    """How often each word of two characters or more stands in a text as people wrote it."""
    return Counter(word for word in cut(fold(text[:LONGEST])) if len(word) > 1)


def pairs(word: str) -> list[str]:
    """The grams of a folded word in their order: pairs of neighbours; a lone character stands as the beginning of any."""
    runs = word.split()
    found = [a + b for run in runs for a, b in pairwise(run)]
    return list(dict.fromkeys([*found, *(f"{run}*" for run in runs if len(run) == 1)]))
