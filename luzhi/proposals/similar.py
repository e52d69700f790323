"""查重 for proposals: what is like one of them, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.proposals.models import Answer, PairKind, Proposal
from luzhi.search.registry import searchables
from luzhi.search.similar import Likeness
from luzhi.search.similar_finding import Hit, similar
from luzhi.search.similar_learning import corpus
from luzhi.search.similar_reading import Reading
from luzhi.search.similar_texts import loader, reading

KIND: Final = "proposals"
SHOWN: Final = 10
BESIDE: Final = 5
LEAST: Final = 0.05  # similarity below which a merely related text is not worth the reader's time
FIRST_LINES: Final = 120  # characters of an answer


@dataclass(frozen=True)
class Found:
    """A proposal that is like another, with the answers that its reader may see."""

    proposal: Proposal
    like: Likeness
    answers: list[Answer]

    @property
    def verdict(self) -> Text:
        return verdict_label(self.like.verdict)

    @property
    def percent(self) -> int:
        return round(self.like.similarity * 100)


def verdict_label(verdict: str) -> Text:
    return PairKind(verdict).label if verdict in PairKind.values else _("related")


def similar_to(text: Reading, user: Any, *, without: UUID | None = None, limit: int = SHOWN) -> list[Found]:
    """What is like the text among what the user may see, drafts left out, the weightiest first."""
    searchable = searchables[KIND]
    hits = similar(user.committee_id, KIND, text, loader(searchable, user, user.committee_id), limit + 1)
    kept = [hit for hit in hits if hit.row != without and worth_showing(hit)][:limit]
    rows = visible(user, [hit.row for hit in kept])
    answers = answers_of(rows.values(), user)
    return [Found(rows[hit.row], hit.like, answers.get(hit.row, [])) for hit in kept if hit.row in rows]


def worth_showing(hit: Hit) -> bool:
    return hit.like.verdict != "related" or hit.like.similarity >= LEAST


def visible(user: Any, wanted: Iterable[UUID]) -> dict[UUID, Proposal]:
    rows = Proposal.objects.visible_to(user).received().filter(pk__in=list(wanted))
    return {row.pk: row for row in rows.select_related("session")}


def answers_of(proposals: Iterable[Proposal], user: Any) -> dict[UUID, list[Answer]]:
    """The answers in force that were sent; a merged proposal was answered with its main one."""
    main = {row.pk: row.main_id or row.pk for row in proposals}
    sent = (
        Answer.objects.visible_to(user).sent().filter(assignment__proposal__in=main.values(), is_current=True)
    )
    found: dict[UUID, list[Answer]] = {}
    for answer in sent.select_related("assignment__unit"):
        answer.first_lines = answer.body.strip()[:FIRST_LINES]  # type: ignore[attr-defined]
        found.setdefault(answer.assignment.proposal_id, []).append(answer)
    return {pk: found[target] for pk, target in main.items() if target in found}


def side_by_side(one: Proposal, two: Proposal) -> Likeness:
    known, searchable = corpus(one.committee_id, KIND), searchables[KIND]
    return Likeness(reading(searchable, one), reading(searchable, two), known.rarity, known.formulae)
