"""Figures of proposals: what came in, what became of it, what units answered and what proposers thought of it."""

from luzhi.proposals.figures import breakdowns, of_handling, of_proposals, rates

__all__ = ["breakdowns", "of_handling", "of_proposals", "rates"]
