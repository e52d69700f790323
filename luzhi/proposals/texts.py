"""What of proposals can be searched: their titles and texts, and what the units answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.organisation.models import Session, Unit, UnitKind
from luzhi.proposals.models import Answer, Proposal, ProposalState
from luzhi.search.registry import Facet, Searchable, facets, searchables

RECENT = 500
"""Proposals whose topics are offered as filters."""


def years(user: Any) -> list[tuple[str, Text]]:
    found = Session.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


def topics(user: Any) -> list[tuple[str, Text]]:
    recent = (
        Proposal.objects.visible_to(user).order_by("-submitted_at").values_list("topic", flat=True)[:RECENT]
    )
    return [(topic, topic) for topic in sorted(filter(None, set(recent)))]


def units(user: Any) -> list[tuple[str, Text]]:
    departments = Unit.objects.visible_to(user).filter(kind=UnitKind.DEPARTMENT)
    return [(str(pk), name) for pk, name in departments.values_list("pk", "name")]


def states(user: Any) -> list[tuple[str, Text]]:
    return list(ProposalState.choices)


facets.add(
    Facet("year", _("year"), years),
    Facet("topic", _("class of content"), topics),
    Facet("unit", _("handling unit"), units),
    Facet("state", _("state"), states),
)
searchables.add(
    Searchable(
        code="proposals",
        label=_("Proposals"),
        model=Proposal,
        texts=("body",),
        at="submitted_at",
        number="reference",
        joins=("session",),
        facets={"year": "session__year", "topic": "topic", "unit": "handler", "state": "state"},
    ),
    Searchable(
        code="answers",
        label=_("Answers"),
        model=Answer,
        texts=("body",),
        at="entered_at",
        title="assignment.proposal.title",
        number="assignment.proposal.reference",
        holder="assignment.proposal",
        joins=("assignment__proposal__session",),
        facets={
            "year": "assignment__proposal__session__year",
            "topic": "assignment__proposal__topic",
            "unit": "assignment__unit",
            "state": "assignment__proposal__state",
        },
    ),
)
