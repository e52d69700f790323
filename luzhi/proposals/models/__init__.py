"""Proposals, who signs them, which units handle them, what they answer and what became of it."""

from luzhi.proposals.models.answers import Answer, Feedback, FeedbackState, Promise, PromiseState
from luzhi.proposals.models.assignments import Assignment, Manner, Rating, Side, Talk
from luzhi.proposals.models.pairs import PairKind, PairVerdict
from luzhi.proposals.models.proposals import Proposal
from luzhi.proposals.models.signing import Invitation, InvitationState, Signature
from luzhi.proposals.models.words import (
    COLLECTIVE,
    CONFIDENTIAL,
    DRAFT,
    EXAMINED,
    FILED,
    OWN,
    Ground,
    Occasion,
    ProposalState,
    ProposerKind,
    Release,
    Sphere,
)

__all__ = [
    "COLLECTIVE",
    "CONFIDENTIAL",
    "DRAFT",
    "EXAMINED",
    "FILED",
    "OWN",
    "Answer",
    "Assignment",
    "Feedback",
    "FeedbackState",
    "Ground",
    "Invitation",
    "InvitationState",
    "Manner",
    "Occasion",
    "PairKind",
    "PairVerdict",
    "Promise",
    "PromiseState",
    "Proposal",
    "ProposalState",
    "ProposerKind",
    "Rating",
    "Release",
    "Side",
    "Signature",
    "Sphere",
    "Talk",
]
