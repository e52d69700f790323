"""Learning what a room declares, where its past is large enough and has grown. For the worker and commands."""

from __future__ import annotations

import importlib
from uuid import UUID

from luzhi.search.suggesting.keeping import due, keep
from luzhi.search.suggesting.sources import Source

FEWEST = 40  # texts of the past below which nothing is learnt: suggestions would be guesses
MOST = 5_000  # newest texts from which is learnt
TRAINER = "luzhi.search.suggesting.training"  # loaded where it is needed: see there


def learn(committee: UUID, source: Source) -> bool:
    """Learn anew where that is due; returns whether it was."""
    past = source.count(committee)
    if past < FEWEST or not due(committee, source.code, past):
        return False
    weights = importlib.import_module(TRAINER).trained(source.examples(committee, MOST))
    if weights is not None:
        keep(committee, source.code, past, weights.packed())
    return weights is not None
