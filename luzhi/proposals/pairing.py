"""The pairs of like proposals: found as proposals come, decided by the examiner, never found again once decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Greatest
from django.urls import reverse

from luzhi.audit.models import record
from luzhi.proposals.flow.deciding import shown
from luzhi.proposals.models import PairKind, PairVerdict, Proposal, ProposalState
from luzhi.search.registry import searchables
from luzhi.search.similar_finding import pairs
from luzhi.search.similar_texts import loader
from luzhi.search.suggesting.keeping import keep, kept

KIND: Final = "proposals"
COMPARED: Final = "compared.proposals"
AT_ONCE: Final = 40  # proposals compared while a page waits
MERGING: Final = (ProposalState.SUBMITTED, ProposalState.FILED)
MAIN: Final = (ProposalState.FILED, ProposalState.ASSIGNED)


def to_compare(committee: UUID) -> Any:
    """Proposals that came since the last comparison, the oldest first; a text sent back comes anew."""
    rows: Any = Proposal.objects.received().filter(committee=committee)
    rows = rows.annotate(came=Greatest("entered_at", "submitted_at")).order_by("came", "pk")
    mark = kept(committee, COMPARED)
    return rows.filter(came__gt=datetime.fromisoformat(mark.decode())) if mark else rows


def compare(committee: UUID, most: int | None = AT_ONCE) -> int:
    """Compare the next proposals with all others and keep the pairs; returns how many proposals were compared."""
    due = list(to_compare(committee).values_list("pk", "came")[:most])
    if not due:
        return 0
    last = due[-1][1]
    behind = (
        to_compare(committee).filter(came=last).values_list("pk", flat=True)
    )  # the mark passes all of that moment
    asked = list(dict.fromkeys([*(pk for pk, _came in due), *behind]))
    found = pairs(committee, KIND, asked, loader(searchables[KIND], None, committee))
    PairVerdict.objects.bulk_create(
        [
            PairVerdict(
                committee_id=committee,
                first_id=pair.first,
                second_id=pair.second,
                verdict=pair.like.verdict.value,
                similarity=round(pair.like.similarity * 100),
            )
            for pair in found
        ],
        update_conflicts=True,
        unique_fields=["committee", "first", "second"],
        update_fields=["verdict", "similarity"],
    )
    keep(committee, COMPARED, len(asked), last.isoformat().encode())
    return len(asked)


def queue(
    user: Any, session: UUID | None, kinds: tuple[str, ...] = (PairKind.SAME_TEXT, PairKind.SAME_ASK)
) -> Any:
    """The open pairs of which one belongs to the session, the likest first."""
    rows = PairVerdict.objects.visible_to(user).open().filter(verdict__in=kinds)
    within = Q(first__session=session) | Q(second__session=session)
    return rows.filter(within).select_related("first__session", "second__session")


def merge_url(pair: PairVerdict) -> str:
    """The step that merges the later into the earlier, or the other way round; "" while neither can be the main one."""
    for one, main in ((pair.second, pair.first), (pair.first, pair.second)):
        if one.session_id == main.session_id and one.state in MERGING and main.state in MAIN:
            asked = urlencode({"main": shown(main)})
            return f"{reverse('proposals:proposal_step', args=[one.pk, 'merge'])}?{asked}"
    return ""


def hold_different(pair: PairVerdict, actor: Any) -> None:
    """The examiner read both: they are not the same. The pair does not come back."""
    if not pair.different:
        pair.different, pair.entered_by = True, actor
        pair.save(update_fields=["different", "entered_by"])
        record(actor, "pair.different", pair, {"verdict": pair.verdict})
