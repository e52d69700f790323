"""One text against all, and all against all, through the index: no more than a few dozen are compared in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luzhi.search.candidates import candidates
from luzhi.search.similar import Likeness, Verdict
from luzhi.search.similar_corpus import Corpus
from luzhi.search.similar_learning import corpus
from luzhi.search.similar_reading import Reading

LOOKED_AT = 30
NEAREST = 8  # of a text's candidates that a search for pairs compares: a copy ranks first, a like ask near the front
Load = Callable[[list[UUID]], Mapping[UUID, Reading]]
"""Ids of rows → their texts as written; those that the reader may not see are left out."""


@dataclass(frozen=True)
class Hit:
    row: UUID
    like: Likeness


@dataclass(frozen=True)
class Pair:
    """Two rows, the older first."""

    first: UUID
    second: UUID
    like: Likeness


def similar(committee: UUID, kind: str, text: Reading, load: Load, limit: int = 10) -> list[Hit]:
    """The texts most like this one, the weightiest verdict first."""
    found = [row for row, _ in candidates(committee, kind, f"{text.title}\n{text.body}", LOOKED_AT)]
    return ranked(text, load(found), corpus(committee, kind))[:limit] if found else []


def ranked(text: Reading, texts: Mapping[UUID, Reading], known: Corpus) -> list[Hit]:
    hits = [Hit(row, Likeness(text, other, known.rarity, known.formulae)) for row, other in texts.items()]
    return sorted(hits, key=lambda hit: (*hit.like.order, hit.row))


def pairs(committee: UUID, kind: str, rows: Iterable[UUID], load: Load) -> Iterator[Pair]:
    """Each pair of which one is among `rows`, once, that is more than related. The rows are read one by one."""
    known, seen = corpus(committee, kind), set[tuple[UUID, UUID]]()
    for row in rows:
        own = load([row]).get(row)
        if own is None:
            continue
        near = candidates(committee, kind, f"{own.title}\n{own.body}", NEAREST + 1)
        others = load([other for other, _ in near if other != row and ordered(row, other) not in seen])
        for other, text in others.items():
            seen.add(ordered(row, other))
            yield from worthy(row, own, other, text, known)


def worthy(row: UUID, own: Reading, other: UUID, text: Reading, known: Corpus) -> Iterator[Pair]:
    first, second = ordered(row, other)
    texts = {row: own, other: text}
    like = Likeness(texts[first], texts[second], known.rarity, known.formulae)
    if like.verdict != Verdict.RELATED:
        yield Pair(first, second, like)


def ordered(one: Any, two: Any) -> tuple[UUID, UUID]:
    """Ids sort by the time at which they were made."""
    return (one, two) if one < two else (two, one)
