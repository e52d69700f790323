"""The place in a text that answers best, with the found words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from luzhi.search.folding import Places

WIDTH = 80
BEFORE = 12
"""Characters shown ahead of the first word."""
MOST_PLACES = 400


class Marked:
    """A text as people wrote it, with the words of a question found in it."""

    def __init__(self, text: str, weights: Mapping[str, float]) -> None:
        self.text, self.weights, self.places = text, weights, Places(text)

    @cached_property
    def found(self) -> list[tuple[int, int, str]]:
        """(start, end, word) of every word in the folded text, in order."""
        return sorted(place for word in self.weights for place in self._places_of(word))

    def _places_of(self, word: str) -> Iterator[tuple[int, int, str]]:
        at = -1
        for _time in range(MOST_PLACES):
            at = self.places.folded.find(word, at + 1)
            if at < 0:
                return
            yield at, at + len(word), word

    def whole(self) -> SafeString:
        """The text, escaped, each found word in <mark>."""
        return self._part(0, len(self.text), self.found)

    def snippet(self) -> SafeString:
        """About WIDTH characters around the words that weigh most together, escaped and marked."""
        best = self._best()
        near = [place for place in self.found if best - WIDTH <= place[0] <= best + WIDTH]
        written = self.places.origin(best) if self.found else 0
        start = written - BEFORE if written > 2 * BEFORE and len(self.text) > WIDTH else 0
        end = min(len(self.text), start + WIDTH)
        ahead, after = "…" if start else "", "…" if end < len(self.text) else ""
        return mark_safe(ahead + self._part(start, end, near) + after)  # noqa: S308 (every part is escaped)

    def _part(self, start: int, end: int, found: list[tuple[int, int, str]]) -> SafeString:
        shown, at = [], start
        for first, last in self._spans(found):
            first, last = max(first, start), min(last, end)
            if first < last:
                shown += [escape(self.text[at:first]), f"<mark>{escape(self.text[first:last])}</mark>"]
                at = last
        return mark_safe("".join([*shown, escape(self.text[at:end])]))  # noqa: S308 (every part is escaped)

    def _spans(self, found: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
        """What is to be marked, in the written text: touching words are one mark."""
        joined: list[tuple[int, int]] = []
        for start, end, _word in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return [(self.places.origin(start), self.places.origin(end - 1) + 1) for start, end in joined]

    def _best(self) -> int:
        """Where in the folded text the window with the heaviest different words begins; 0 where there is none."""
        best, heaviest, weight, after = 0, 0.0, 0.0, 0
        within: Counter[str] = Counter()
        for start, _end, word in self.found:
            while after < len(self.found) and self.found[after][0] <= start + WIDTH - 2 * BEFORE:
                came = self.found[after][2]
                weight += 0 if within[came] else self.weights[came]
                within[came] += 1
                after += 1
            if weight > heaviest + 1e-6:
                best, heaviest = start, weight
            within[word] -= 1
            weight -= 0 if within[word] else self.weights[word]
        return best
