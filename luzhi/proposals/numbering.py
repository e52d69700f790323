"""Numbers of proposals: a gapless serial of the session, given at filing, kept for good and never used again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import IntegerField, Max
from django.db.models.functions import Cast

from luzhi.organisation.models import Session
from luzhi.proposals.models import DRAFT, Proposal

WIDTH = 4
SERIAL = r"^[0-9]{1,9}$"


def draft_mark(pk: UUID) -> str:
    """What stands for the number until filing: D-1a2b3c4d, of the random end of the id."""
    return f"{DRAFT}{pk.hex[-8:]}"


def _lock(session: UUID) -> None:
    """Ours until commit; whoever enters a new proposal of the session need not wait for that."""
    Session.objects.select_for_update(no_key=True).get(pk=session)


def next_number(session: UUID) -> str:
    """The serial after the highest one; the session is locked until commit, so two filings never get one number."""
    _lock(session)
    taken = Proposal.objects.filter(session=session, number__regex=SERIAL)
    last = taken.aggregate(last=Max(Cast("number", IntegerField())))["last"] or 0
    return f"{last + 1:0{WIDTH}}"


def next_topic_serial(session: UUID, topic: str) -> int:
    """The serial within the class of content (经济发展类012号), under the same lock as the number."""
    _lock(session)
    taken = Proposal.objects.filter(session=session, topic=topic)
    return (taken.aggregate(last=Max("topic_serial"))["last"] or 0) + 1
