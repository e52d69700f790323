"""Row ids: UUIDv7 made here, so that a committee can move between databases without renumbering."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7: time-ordered, so that indexes grow at one end."""
    return uuid7()
