"""The three likeliest, with what speaks for each. Nothing is filed by a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from luzhi.search.candidates import candidates
from luzhi.search.suggesting.keeping import kept
from luzhi.search.suggesting.sources import Past, Source
from luzhi.search.suggesting.weights import Weights

TOP = 3
NEAR = 20  # past texts near this one that are asked what they were given
NAMED = 2  # of them that are named


@dataclass(frozen=True)
class Suggestion:
    """`value` is what would be stored (a topic's name, a unit's id); `score` a share of 1 over all labels."""

    value: str
    label: str
    score: float
    words: tuple[str, ...]
    past: tuple[Past, ...]

    @property
    def because(self) -> str:
        """In words: what the text says, and which past texts speak for it."""
        said = _("it speaks of %(words)s") % {"words": _(", ").join(self.words)} if self.words else ""
        named = _("; ").join(f"{each.reference} {each.title}" for each in self.past)
        was = _("as earlier: %(past)s") % {"past": named} if named else ""
        return _("; ").join(filter(None, (said, was)))


def suggestions(committee: UUID, source: Source, title: str, body: str) -> list[Suggestion]:
    """The TOP likeliest labels that may still be given; none before something was learnt."""
    packed = kept(committee, source.code)
    if packed is None:
        return []
    scored = Weights.unpacked(packed).scores(title, body)
    names = source.names(committee, [label for label, _share, _words in scored])
    chosen = [each for each in scored if each[0] in names][:TOP]
    near = [row for row, _ in candidates(committee, source.kind, f"{title}\n{body}", NEAR)]
    given = source.past(committee, near)
    past = [given[row] for row in near if row in given and given[row].title != title]
    return [
        Suggestion(
            label,
            names[label],
            round(share, 3),
            words,
            tuple(each for each in past if each.label == label)[:NAMED],
        )
        for label, share, words in chosen
    ]
