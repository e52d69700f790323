"""The workflows of proposals: the proposal itself, its assignments, opinions on answers, promises and invitations."""

from luzhi.proposals.flow import assignment, invitation, opinions, proposal

__all__ = ["assignment", "invitation", "opinions", "proposal"]
