"""查重: how alike two texts are, and what that means for whoever examines them.

The verdicts, in the order in which they are tried:

- *same text*: at least half of the shorter text's groups of three characters stand in the longer one, and two fifths
  of the one's suggestions in the other; both speak of the same subject. A text filed again is found by it under another title,
  in another order, cut, or with a fifth of its sentences changed.
- *same ask*: titles and suggestions use the same telling words, whatever the sentences.
- *shared passages*: runs of characters that both have, beyond what everybody writes: one long one or several that make
  up a part of the shorter text.
- *related*: the rest of what the index brought.

Two texts of one mould that ask for different things (the same page for hotels and for office buildings) are never one
text: each then keeps coming back to words that the other does not know at all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from luzhi.search.passages import LEAST, Passage, grams, letters, passages
from luzhi.search.similar_reading import Reading

Rarity = Callable[[str], float]
"""Word → how telling it is: ln(documents / documents with the word), never below 0."""

COPIED = 0.5  # share of the shorter text that is found in the longer one
ASKED = 0.4  # share of the suggestions of the one that is found in the other
SURELY_ASKED = 0.6  # below that share both titles' subjects must be known to both texts
MOULD = 0.3  # that share in texts of different subjects: one page filled in twice
ASKS_ALIKE = 0.47  # of same_ask
LONG_RUN = 40  # characters in one run that count as a shared passage
SHARED = 0.08  # or that share of the shorter text, in several runs
FEW = 40  # fewer threes than that: only an equal text is the same text
CLOSE = 0.7  # from there on only the titles may tell that the subjects differ
TAKEN_UP = 2  # times that a body uses a pair of characters of its title
STRANGE = 8  # times as often as the other text at least, where that has it at all
TELLING = 1.0  # rarity from which a pair tells something: little more than a third of the texts have it
CUT = 0.7  # of the longer text: a shorter one is held to be cut
SUBJECTS = 3
RETURNS = 5  # times that a text comes back to its subject at least


class Verdict(StrEnum):
    SAME_TEXT = "same text"
    SAME_ASK = "same ask"
    SHARED = "shared passages"
    RELATED = "related"


RANK = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, eq=False)
class Likeness:
    """One text beside another."""

    first: Reading
    second: Reading
    rarity: Rarity
    formulae: Container[str] = frozenset()

    @cached_property
    def containment(self) -> float:
        """The share of the shorter text's threes that the longer has: 1.0 also for a text cut down."""
        return contained(*sorted((self.first.grams, self.second.grams), key=len))

    @cached_property
    def jaccard(self) -> float:
        one, two = self.first.grams, self.second.grams
        return len(one & two) / (len(one | two) or 1)

    @cached_property
    def ask_containment(self) -> float:
        """The share of the one's suggestions that the other text has, of whichever share is higher: one may be cut."""
        one, two = self.first, self.second
        return max(contained(one.ask_grams, two.grams), contained(two.ask_grams, one.grams))

    @cached_property
    def same_ask(self) -> float:
        """0 to 1: cosine of the titles' telling words, and of the suggestions' and bodies'; their geometric mean.

        0 where the titles alone keep it below ASKS_ALIKE: most pairs need not be read for their words.
        """
        title = cosine(self.first.title_words, self.second.title_words, self.rarity)
        if title < ASKS_ALIKE**2:
            return 0.0
        ask = cosine(self.first.ask_words, self.second.ask_words, self.rarity)
        body = cosine(self.first.body_words, self.second.body_words, self.rarity)
        return math.sqrt(title * (ask + body) / 2)

    @cached_property
    def passages(self) -> list[Passage]:
        if self.first.runs.isdisjoint(
            self.second.letters[at : at + LEAST] for at in range(len(self.second.letters))
        ):
            return []
        return passages(self.first.folded, self.second.folded, self.formulae)

    @cached_property
    def shared(self) -> float:
        """The share of the shorter text that stands in passages."""
        shorter = min(len(self.first.letters), len(self.second.letters))
        return sum(run.length for run in self.passages) / (shorter or 1)

    @cached_property
    def strangers(self) -> tuple[bool, bool]:
        """Whether the title of the first, of the second, names a subject that the other text hardly knows."""
        one, two = self.first, self.second
        return named_beside(one, two, self.rarity), named_beside(two, one, self.rarity)

    @property
    def asks_of_its_own(self) -> bool:
        """Whether a title names a subject that the other text hardly knows; a text cut short need not know all."""
        sizes = len(self.first.letters), len(self.second.letters)
        if min(sizes) < CUT * max(sizes):
            return self.strangers[sizes.index(min(sizes))]
        return any(self.strangers)

    @cached_property
    def one_mould(self) -> bool:
        """Whether each text has a subject of its own that the other never names, in sentences that are alike."""
        if self.containment < MOULD:
            return False
        one, two = self.first, self.second
        if all(self.strangers):
            return True
        return self.containment < CLOSE and all(
            any(word not in other.all_words for word in subjects(text, self.rarity))
            for text, other in ((one, two), (two, one))
        )

    @cached_property
    def is_same_text(self) -> bool:
        if min(len(self.first.grams), len(self.second.grams)) < FEW:
            return bool(self.first.letters) and self.first.letters == self.second.letters
        if self.containment < COPIED or self.ask_containment < ASKED:
            return False
        if self.ask_containment < SURELY_ASKED and self.asks_of_its_own:
            return False
        return not self.one_mould

    @cached_property
    def verdict(self) -> Verdict:
        if self.is_same_text:
            return Verdict.SAME_TEXT
        if self.same_ask >= ASKS_ALIKE and not self.one_mould:
            return Verdict.SAME_ASK
        if self.shared >= SHARED or any(run.length >= LONG_RUN for run in self.passages):
            return Verdict.SHARED
        return Verdict.RELATED

    @property
    def similarity(self) -> float:
        """0 to 1: what the verdict rests on."""
        return round(min(1.0, max(self.containment, self.same_ask)), 3)

    @property
    def order(self) -> tuple[int, float]:
        """The weightiest first."""
        return RANK[self.verdict], -self.similarity


def contained(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def cosine(one: Counter[str], two: Counter[str], rarity: Rarity) -> float:
    """Of the words' weights, (1 + ln n) × rarity; 0 where a text has no telling word."""
    first, second = weights(one, rarity), weights(two, rarity)
    size = norm(first) * norm(second)
    return sum(weight * second.get(word, 0.0) for word, weight in first.items()) / size if size else 0.0


def weights(counts: Counter[str], rarity: Rarity) -> dict[str, float]:
    return {word: (1 + math.log(times)) * rarity(word) for word, times in counts.items()}


def norm(weighted: dict[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weighted.values()))


def named_beside(text: Reading, other: Reading, rarity: Rarity) -> bool:
    """Whether the title has a telling pair of characters that its body takes up and the other text hardly knows."""
    mine, theirs = text.letters, f"{letters(other.title)} {other.letters}"
    return any(
        mine.count(pair) >= max(TAKEN_UP, STRANGE * theirs.count(pair)) and rarity(pair) >= TELLING
        for pair in grams(letters(text.title), 2)
    )


def subjects(text: Reading, rarity: Rarity) -> list[str]:
    """The most telling words of those that the text keeps coming back to."""
    often = {word: times * rarity(word) for word, times in text.body_words.items() if times >= RETURNS}
    return sorted(often, key=lambda word: (-often[word], word))[:SUBJECTS]
