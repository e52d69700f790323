"""What somebody asks for: terms as written, and the words to fall back on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from luzhi.search.folding import fold
from luzhi.search.words import cut, pairs

LONGEST_QUESTION = 300
SHORT = 4
"""An unquoted term up to this length is a word or a name: it is not cut."""
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』')


@dataclass(frozen=True)
class Question:
    """`kinds`: codes of searchables, none for all; `chosen`: facet code → value; hits from `start` on, `limit` of them."""

    committee: UUID
    text: str
    kinds: tuple[str, ...] = ()
    chosen: dict[str, Any] = field(default_factory=dict)
    start: int = 0
    limit: int = 20

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Folded: what must stand in a text as it is. Quotation marks keep a phrase with its marks and spaces together."""
        text = self.text[:LONGEST_QUESTION].replace("\x00", "")
        found = [fold(next(filter(None, quote.groups()), "")) for quote in QUOTED.finditer(text)]
        found += [term for part in QUOTED.sub(" ", text).split() for term in fold(part).split(" ")]
        return tuple(dict.fromkeys(term for term in found if term))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The meaningful words of long terms, and the short terms themselves."""
        found = [word for term in self.terms for word in (cut(term) if len(term) > SHORT else (term,))]
        return tuple(dict.fromkeys(found))

    @cached_property
    def traces(self) -> frozenset[str]:
        """Pairs of characters of long terms: what is left of a word that a text puts otherwise. For ranking alone."""
        return frozenset(
            gram for term in self.terms if len(term) > SHORT for gram in pairs(term) if gram[-1] != "*"
        )
