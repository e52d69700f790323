"""The place in a text that answers best, with the found words marked."""

from __future__ import annotations

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

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """What is to be marked, in the written text: touching words are one mark."""
        joined: list[tuple[int, int]] = []
        for start, end, _word in self.found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return [(self.places.origin(start), self.places.origin(end - 1) + 1) for start, end in joined]

    def whole(self) -> SafeString:
        """The text, escaped, each found word in <mark>."""
        return self._part(0, len(self.text))

    def snippet(self) -> SafeString:
        """About WIDTH characters around the words that weigh most together, escaped and marked."""
        best = self._best()
        start = best - BEFORE if best > 2 * BEFORE and len(self.text) > WIDTH else 0
        end = min(len(self.text), start + WIDTH)
        ahead, after = "…" if start else "", "…" if end < len(self.text) else ""
        return mark_safe(ahead + self._part(start, end) + after)  # noqa: S308 (every part is escaped)

    def _part(self, start: int, end: int) -> SafeString:
        shown, at = [], start
        for first, last in self.spans:
            first, last = max(first, start), min(last, end)
            if first < last:
                shown += [escape(self.text[at:first]), f"<mark>{escape(self.text[first:last])}</mark>"]
                at = last
        return mark_safe("".join([*shown, escape(self.text[at:end])]))  # noqa: S308 (every part is escaped)

    def _best(self) -> int:
        """Where in the written text the window with the heaviest different words begins; 0 where there is none."""
        best, heaviest = 0, 0.0
        for number, (start, _end, _word) in enumerate(self.found):
            within = set()
            for at, _end, word in self.found[number:]:
                if at > start + WIDTH - 2 * BEFORE:
                    break
                within.add(word)
            weight = sum(self.weights[word] for word in within)
            if weight > heaviest + 1e-9:
                best, heaviest = self.places.origin(start), weight
        return best
