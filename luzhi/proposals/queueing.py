"""The examination's queue: what waits for a decision or for its hand-over, oldest first, and one's place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.access import Text
from luzhi.organisation.models import Session
from luzhi.proposals.models import Occasion, Proposal, ProposalState, ProposerKind, Sphere

S = ProposalState
TABS: Final[Mapping[str, Text]] = {
    S.SUBMITTED: _("to be examined"),
    S.FILED: _("to be handed over"),
    S.RETURNED: _("at the proposer for revision"),
    S.UNCONFIRMED: _("to be confirmed by the unit"),
}
WAITING: Final = [
    ("3", _("3 days and more")),
    ("7", _("7 days and more")),
    ("15", _("15 days and more")),
    ("30", _("30 days and more")),
]
UNNAMED: Final = "-"  # in the address: those without a class
ORDER: Final = ("submitted_at", "pk")


def _sessions(request: Any) -> Any:
    return Session.objects.visible_to(request.user).select_related("term")


class QueueFilter(FilterSet):
    """`topic` is chosen among the counts above the list, so it stands in the address and not in the form."""

    proposer_kind = filters.ChoiceFilter(label=_("kind of proposer"), choices=ProposerKind.choices)
    occasion = filters.ChoiceFilter(label=_("occasion"), choices=Occasion.choices)
    sphere = filters.ChoiceFilter(label=_("sphere"), choices=Sphere.choices)
    session = filters.ModelChoiceFilter(label=_("session of the committee"), queryset=_sessions)
    waiting = filters.ChoiceFilter(label=_("waiting"), choices=WAITING, method="filter_waiting")

    class Meta:
        model = Proposal
        fields = ("proposer_kind", "occasion", "sphere", "session")

    def filter_waiting(self, rows: QuerySet[Proposal], name: str, value: str) -> QuerySet[Proposal]:
        return rows.filter(submitted_at__lte=timezone.now() - timedelta(days=int(value)))


@dataclass(frozen=True)
class Queue:
    """What the address asks for: one state, maybe one class, and the filters."""

    user: Any
    asked: Any  # the QueryDict of the address
    request: Any

    @property
    def state(self) -> str:
        wanted = self.asked.get("state", "")
        return wanted if wanted in TABS else str(S.SUBMITTED)

    @property
    def topic(self) -> str:
        return str(self.asked.get("topic", "")).replace("\x00", "")

    @property
    def filter(self) -> QueueFilter:
        return QueueFilter(self.asked, queryset=self._all(), request=self.request)  # type: ignore[no-untyped-call]

    def _all(self) -> QuerySet[Proposal]:
        return Proposal.objects.visible_to(self.user).filter(state__in=TABS)

    def within(self) -> QuerySet[Proposal]:
        """All states and classes that the filters let through."""
        rows: QuerySet[Proposal] = self.filter.qs
        return rows

    def rows(self) -> QuerySet[Proposal]:
        rows = self.within().filter(state=self.state)
        if self.topic:
            rows = rows.filter(topic="" if self.topic == UNNAMED else self.topic)
        return rows.select_related("session__term", "lead", "lead_unit").order_by(*ORDER)

    def tabs(self) -> dict[str, int]:
        """How many stand in each state."""
        counted = self.within().values_list("state").annotate(number=Count("pk")).order_by()
        return dict.fromkeys(TABS, 0) | dict(counted)

    def classes(self) -> list[tuple[str, int]]:
        """How many of the state stand in each class, the largest first."""
        rows = self.within().filter(state=self.state).values_list("topic")
        return list(rows.annotate(number=Count("pk")).order_by("-number", "topic"))

    def neighbours(self, proposal: Proposal) -> tuple[Proposal | None, Proposal | None, int]:
        """The one before, the one after, and the place from 1: as the queue stands, whether it is in it or not."""
        at, pk = proposal.submitted_at, proposal.pk
        after = Q(submitted_at__gt=at) | Q(submitted_at=at, pk__gt=pk)
        before = Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=pk)
        rows = self.rows()
        return rows.filter(before).last(), rows.filter(after).first(), rows.filter(before).count() + 1


def waiting_days(proposal: Proposal) -> int:
    """Whole days since the submission."""
    return (timezone.localdate() - timezone.localdate(proposal.submitted_at)).days
