"""Full-text search: what a reader asks for, found, ranked and shown with its place in the text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from luzhi.core.showing import Column, mark, words
from luzhi.search.asking import Question
from luzhi.search.commonness import FEW, Commonness
from luzhi.search.ranking import ranked
from luzhi.search.reaching import MOST, Reach, Text
from luzhi.search.registry import searchables
from luzhi.search.snippets import Marked

ENOUGH = 10
"""Hits after which nothing looser is looked for."""
IN_MOST = 0.1
"""Terms that stand together in more of the texts than this, were they independent, are read from the newest on."""
IN_TITLES = 10
IDLE = 0.25
"""A word in more of the texts than this tells nothing beside others: it is not marked, nor asked for in a second try."""
ROUGH = 4
"""Words from which on a question is taken for a sentence: parts of it may be missing in a text."""
RAREST = 20


@dataclass(frozen=True)
class Hit:
    """`object` is the row; `title_html` and `snippet` are escaped, the found words in <mark>."""

    kind: str
    object: Any
    number: str
    title: str
    title_html: SafeString
    snippet: SafeString
    score: float
    state: Any
    state_mark: str

    @property
    def url(self) -> str:
        return str(self.object.get_absolute_url())

    @property
    def label(self) -> Any:
        return searchables[self.kind].label


@dataclass(frozen=True)
class Found:
    """`total` texts were ranked; `more`: others fit too, older ones; `loose`: not every text holds all that was asked."""

    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    loose: bool = False
    by_kind: dict[str, int] = field(default_factory=dict)


def search(user: Any, question: Question) -> Found:
    """What `user` may see (None: the office, everything), best first. A question of marks alone finds nothing."""
    if not question.terms:
        return Found((), 0)
    reach = Reach(user, question)
    asked = {*question.terms, *question.words}
    known = Commonness(question.committee, asked | question.traces)
    texts, more, loose = _looked_up(reach, question, known)
    best = ranked(texts, {word: known.weight(word) for word in asked | question.traces})
    telling = [word for word in asked if known.share(word) < IDLE] or asked
    weights = {word: known.weight(word) for word in telling}
    hits = _shown(reach, best[question.start : question.start + question.limit], weights)
    return Found(hits, len(best), more, loose, Counter(text.kind for text, _score in best))


def _looked_up(reach: Reach, question: Question, known: Commonness) -> tuple[list[Text], bool, bool]:
    """(texts to rank, whether there are more, whether some hold only part of the question)."""
    texts, more = _as_written(reach, question.terms, known)
    if len(texts) >= ENOUGH or len(question.words) < 2:
        return texts, more, False
    there = [word for word in question.words if known.share(word)]
    telling = [word for word in there if known.share(word) < IDLE] or there
    looser = reach.holding(telling) if telling and not set(telling) >= set(question.terms) else []
    if not texts + looser or (len(texts + looser) < ENOUGH and len(question.words) >= ROUGH):
        rarest = sorted(there, key=lambda word: (-known.weight(word), word))[:RAREST]
        looser = looser + reach.resembling(rarest, known)
    return texts + looser, more, len({text.pk for text in texts}) < len({text.pk for text in texts + looser})


def _as_written(reach: Reach, terms: Sequence[str], known: Commonness) -> tuple[list[Text], bool]:
    """The texts that hold all terms; of many the newest, and with them the newest that have them in the title."""
    common = known.documents > FEW and math.prod(known.share(term) for term in terms) > IN_MOST
    texts = reach.holding(terms, newest=common)
    if len(texts) < MOST:
        return texts, False
    titled = sum(all(term in text.title for term in terms) for text in texts)
    return texts + (reach.holding(terms, mark="t") if titled < IN_TITLES else []), True


def _shown(reach: Reach, best: Sequence[tuple[Text, float]], weights: dict[str, float]) -> tuple[Hit, ...]:
    found: dict[Any, Any] = {}
    for kind, rows in reach.rows.items():
        if ids := [text.pk for text, _score in best if text.kind == kind]:
            joined = rows.order_by().filter(pk__in=ids).select_related(*searchables[kind].joins)
            found |= {row.pk: row for row in joined}
    return tuple(_hit(text, score, found[text.pk], weights) for text, score in best if text.pk in found)


def _hit(text: Text, score: float, row: Any, weights: dict[str, float]) -> Hit:
    of = searchables[text.kind]
    title = str(Column(of.title, "").value(row) or "")
    body = "。".join(str(Column(name, "").value(row) or "") for name in of.texts)
    holder = Column(of.holder, "").value(row) if of.holder else row
    return Hit(
        kind=text.kind,
        object=row,
        number=str(Column(of.number, "").value(row) or "") if of.number else "",
        title=title,
        title_html=Marked(title, weights).whole(),
        snippet=Marked(body, weights).snippet(),
        score=round(score, 4),
        state=words(Column("state", "").value(holder)),
        state_mark=mark(holder, Column("state", "")),
    )
