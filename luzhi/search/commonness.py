"""How common words are among a committee's texts: counted where there are few, from a sample where there are many."""

from __future__ import annotations

import math
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from luzhi.search.models import Entry, Share
from luzhi.search.words import pairs

FEW = 5_000
"""Entries that are counted one by one; a larger committee's shares are kept in a table of their own."""
SAMPLED = 2_000
LEAST = 0.005
"""Share below which a gram is merely rare."""


class Commonness:
    """The documents of a committee and the share of them in which each of some words stands (an upper bound)."""

    def __init__(self, committee: UUID, words: Iterable[str]) -> None:
        self.documents = documents(committee)
        grams = {word: pairs(word) for word in words}
        every = sorted({gram for each in grams.values() for gram in each})
        known = (
            _stored(committee, every) if self.documents > FEW else _counted(committee, every, self.documents)
        )
        usual = LEAST / 2 if self.documents > FEW else 0.0
        self._shares = {
            word: min((known.get(g, usual) for g in each), default=0.0) for word, each in grams.items()
        }

    def share(self, word: str) -> float:
        """At most this part of the documents holds the word."""
        return self._shares[word]

    def expected(self, word: str) -> int:
        """In about how many documents the word stands."""
        return round(self._shares[word] * self.documents)

    def weight(self, word: str) -> float:
        """BM25's weight of a word: the rarer, the more."""
        held = self._shares[word] * self.documents
        return math.log(1 + (self.documents - held + 0.5) / (held + 0.5))


def documents(committee: UUID) -> int:
    """Entries of a committee: as last counted where they are many, else exact up to one more than FEW."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT share FROM search_share WHERE committee_id = %s AND gram = ''),"
            " (SELECT count(*) FROM (SELECT FROM search_entry WHERE committee_id = %s LIMIT %s) few))",
            [committee, committee, FEW + 1],
        )
        return int(cursor.fetchone()[0])


def _stored(committee: UUID, grams: list[str]) -> dict[str, float]:
    begun = [gram[0] for gram in grams if gram.endswith("*")]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gram, share FROM search_share WHERE committee_id = %s AND gram = ANY(%s)",
            [committee, grams],
        )
        known: dict[str, float] = dict(cursor.fetchall())
        for letter in begun:  # whatever begins with the character, one way or another
            cursor.execute(
                "SELECT least(coalesce(sum(share), 0), 1) FROM search_share WHERE committee_id = %s AND starts_with(gram, %s)",
                [committee, letter],
            )
            known[f"{letter}*"] = cursor.fetchone()[0] or LEAST / 2
    return known


def _counted(committee: UUID, grams: list[str], of: int) -> dict[str, float]:
    if not grams or not of:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, entries FROM search_counts(%s, %s, %s)", [committee, [f"a{g}" for g in grams], FEW]
        )
        return {word[1:]: entries / of for word, entries in cursor.fetchall()}


def recount(committee: UUID) -> int:
    """Take the shares anew where a committee has many entries; returns how many grams are common."""
    with transaction.atomic():
        Share.objects.filter(committee=committee).delete()
        exact = Entry.objects.filter(committee=committee).order_by().count()
        if exact <= FEW:
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT gram, share FROM search_shares(%s, %s, %s)", [committee, SAMPLED, LEAST])
            found = [
                Share(committee_id=committee, gram=gram, share=share) for gram, share in cursor.fetchall()
            ]
        Share.objects.bulk_create([*found, Share(committee_id=committee, gram="", share=exact)], 5_000)
    return len(found)
