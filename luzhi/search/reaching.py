"""Which texts one reader can reach: the index asked, and every answer passed through `visible_to`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from luzhi.search.asking import Question
from luzhi.search.candidates import alike
from luzhi.search.commonness import Commonness
from luzhi.search.models import Entry
from luzhi.search.registry import searchables
from luzhi.search.words import pairs

MOST = 200
"""Texts that are ranked; of more the newest."""
ROUGHLY = 60
"""Texts that are ranked of those that hold a part of the question."""
NARROW = 1_000
"""A reader of at most so many texts (of a kind) hands the index their ids; a wider one has its answers sifted."""


@dataclass(frozen=True)
class Text:
    """An entry as ranking reads it: folded."""

    kind: str
    pk: UUID
    title: str
    body: str


class Reach:
    """The texts that `user` may see and that fit the question's kinds and facets; `user` None reads as the office."""

    def __init__(self, user: Any, question: Question) -> None:
        self.committee = question.committee
        wanted = [each for each in searchables if not question.kinds or each.code in question.kinds]
        self.rows: dict[str, QuerySet[Any]] = {
            each.code: each.visible(user, question.committee, question.chosen) for each in wanted
        }
        self.everything = user is None and not question.chosen
        self.among = None if self.everything else self._narrow()

    def _narrow(self) -> list[UUID] | None:
        """The ids that the reader can reach, if they are few."""
        ids: list[UUID] = []
        for rows in self.rows.values():
            ids += rows.order_by().values_list("pk", flat=True)[: NARROW + 1]
            if len(ids) > NARROW:
                return None
        return ids

    def holding(self, terms: Sequence[str], mark: str = "a", newest: bool = False) -> list[Text]:
        """Up to MOST texts, newest first, that hold every term as it stands (`mark` t: in the title).

        `newest`: read from the newest on instead of by the index, for terms that most texts hold.
        """
        grams = None if newest else [f"{mark}{gram}" for term in terms for gram in pairs(term)]
        exact = [term for term in terms if newest or len(term) > 2]
        found: list[Text] = []
        skipped, most = 0, MOST
        while len(found) < MOST:
            batch = self._batch(grams, exact, skipped, most)
            found += self._sifted(batch)
            if len(batch) < most:
                break
            skipped, most = skipped + most, most * 4
        return found[:MOST]

    def _batch(self, grams: list[str] | None, exact: list[str], skipped: int, most: int) -> list[Text]:
        asked: list[Any] = [self.committee, list(self.rows), grams, exact, self.among, skipped, most]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, id, title, body FROM search_hits(%s, %s, %s::text[], %s::text[], %s::uuid[], %s, %s)",
                asked,
            )
            return [Text(*row) for row in cursor.fetchall()]

    def _sifted(self, texts: list[Text]) -> list[Text]:
        """Those that the reader may see: a reader whose ids the index was given has had nothing else."""
        if self.everything or self.among is not None:
            return texts
        shown = self._shown({(text.kind, text.pk) for text in texts})
        return [text for text in texts if text.pk in shown]

    def _shown(self, found: set[tuple[str, UUID]]) -> set[UUID]:
        shown: set[UUID] = set()
        for kind, rows in self.rows.items():
            if ids := [pk for of, pk in found if of == kind]:
                shown |= set(rows.order_by().filter(pk__in=ids).values_list("pk", flat=True))
        return shown

    def resembling(self, words: Sequence[str], known: Commonness) -> list[Text]:
        """Up to ROUGHLY texts that hold most of the words, for a question that no text holds as a whole."""
        found = alike(self.committee, list(self.rows), words, known, ROUGHLY, self.among)
        pks = {pk for _kind, pk, _weight in found}
        if self.among is None and not self.everything:
            pks = self._shown({(kind, pk) for kind, pk, _weight in found})
        rows = Entry.objects.filter(committee=self.committee, pk__in=pks)
        return [Text(*row) for row in rows.order_by("-at", "-pk").values_list("kind", "pk", "title", "body")]
