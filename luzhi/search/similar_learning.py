"""The corpus of a committee's texts of one kind: learnt at night, read by whatever compares."""

from __future__ import annotations

from uuid import UUID

from luzhi.search.models import Entry
from luzhi.search.similar_corpus import Corpus, corpus_among
from luzhi.search.similar_reading import Reading
from luzhi.search.suggesting.keeping import due, keep, kept

SAMPLE = 2_000  # newest texts from which it is learnt
AT_ONCE = 200  # newest texts that a page looks at where nothing was learnt yet


def corpus(committee: UUID, kind: str) -> Corpus:
    """As learnt; from a few of the texts where nothing was learnt yet."""
    packed = kept(committee, corpus_code(kind))
    return corpus_among(newest(committee, kind, AT_ONCE)) if packed is None else Corpus.unpacked(packed)


def learn_corpus(committee: UUID, kind: str) -> bool:
    """Learn anew where that is due; returns whether it was."""
    texts = Entry.objects.filter(committee=committee, kind=kind).count()
    if not due(committee, corpus_code(kind), texts):
        return False
    keep(committee, corpus_code(kind), texts, corpus_among(newest(committee, kind, SAMPLE)).packed())
    return True


def corpus_code(kind: str) -> str:
    return f"corpus.{kind}"


def newest(committee: UUID, kind: str, most: int) -> list[Reading]:
    rows = Entry.objects.filter(committee=committee, kind=kind).order_by("-at", "-id")[:most]
    return [Reading(title, body) for title, body in rows.values_list("title", "body")]
