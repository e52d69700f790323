"""Texts that share the rarest words of a text: where looking for similar ones begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from uuid import UUID

from django.db import connection

from luzhi.search.commonness import Commonness
from luzhi.search.words import keywords, pairs

LISTED = 60_000
"""Entries in the lists that are read for all words together: what goes beyond is left out, being common."""
WORDS = 24
"""Words of a text that are looked up: more find no further texts that are alike, but cost as much again."""
WEIGHED = 250
"""Words of a text, the frequent and the long ones, of which it is found out how common they are among the others."""
MOST_OF_ONE = 1_500
"""Entries looked at for one word: a word that more of them hold is too common to tell texts apart."""


def candidates(committee: UUID, kind: str, text: str, limit: int = 30) -> list[tuple[UUID, float]]:
    """(id of the row, score) of the texts of a kind that share most rare words with `text`, the best first.

    The score adds up the weights of the shared words; it compares candidates of one text with each other, nothing else.
    Looks at all the committee's texts whatever the reader may see: show only what `visible_to` leaves.
    """
    every = keywords(text)
    counted = sorted(every, key=lambda word: (-every[word], -len(word), word))[:WEIGHED]
    known = Commonness(committee, counted)
    best = sorted(counted, key=lambda word: (-min(every[word], 5) * known.weight(word), word))[:WORDS]
    found = alike(committee, [kind], best, known, limit)
    return [(row, weight) for _kind, row, weight in found]


def alike(
    committee: UUID,
    kinds: Sequence[str],
    words: Sequence[str],
    known: Commonness,
    limit: int,
    among: list[UUID] | None = None,
) -> list[tuple[str, UUID, float]]:
    """(kind, id, weight) of the entries that share most of the words, the best first. The first words count most."""
    read = list(accumulate(known.expected(word) for word in words))
    afforded = [word for at, word in enumerate(words) if pairs(word) and (at == 0 or read[at] <= LISTED)]
    if not afforded:
        return []
    asked = [" ".join(f"a{gram}" for gram in pairs(word)) for word in afforded]
    expected = [known.expected(word) for word in afforded]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, id, weight FROM search_alike(%s, %s, %s, %s, %s, %s, %s, %s)",
            [committee, list(kinds), asked, expected, among, known.documents, MOST_OF_ONE, limit],
        )
        return list(cursor.fetchall())
