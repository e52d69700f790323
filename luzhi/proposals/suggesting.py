"""Class of content and handling unit as the committee's own past suggests them; the examiner decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from luzhi.handling.models import ANSWERING
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Assignment, Proposal
from luzhi.search.suggesting.sources import Example, Past, Source, sources
from luzhi.search.suggesting.suggestions import Suggestion, suggestions

KIND = "proposals"


def of_topic(committee: UUID) -> QuerySet[Any]:
    """Proposals that were given a class."""
    return past_ones(committee).exclude(topic="")


def of_unit(committee: UUID) -> Any:
    """Proposals that a unit answers: the first of their assignments, or the unit that came with an import."""
    answering = (
        Assignment.objects.standing()
        .filter(proposal=OuterRef("pk"), role__in=ANSWERING)
        .order_by("entered_at")
    )
    given = past_ones(committee).annotate(
        given=Coalesce(Subquery(answering.values("unit")[:1]), F("handler"), output_field=UUIDField())
    )
    return given.exclude(given=None)


def past_ones(committee: UUID) -> QuerySet[Any]:
    return Proposal.objects.received().filter(committee=committee)


def examples(rows: QuerySet[Any], label: str, most: int) -> Iterable[Example]:
    found = rows.order_by("-submitted_at")[:most].values_list("title", "body", label)
    return (Example(title, body, str(given)) for title, body, given in found.iterator())


def past(rows: QuerySet[Any], label: str, wanted: Collection[UUID]) -> dict[UUID, Past]:
    found = rows.filter(pk__in=wanted).select_related("session")
    return {row.pk: Past(row.reference, row.title, str(getattr(row, label))) for row in found}


def unit_names(committee: UUID, labels: Collection[str]) -> dict[str, str]:
    """Units that were dissolved are suggested no more."""
    standing = Unit.objects.filter(committee=committee, pk__in=labels, dissolved_on=None)
    return {str(pk): name for pk, name in standing.values_list("pk", "name")}


TOPIC = Source(
    "topic",
    _("class of content"),
    KIND,
    count=lambda committee: of_topic(committee).count(),
    examples=lambda committee, most: examples(of_topic(committee), "topic", most),
    past=lambda committee, wanted: past(of_topic(committee), "topic", wanted),
    names=lambda committee, labels: {label: label for label in labels},
)
UNIT = Source(
    "unit",
    _("handling unit"),
    KIND,
    count=lambda committee: of_unit(committee).count(),
    examples=lambda committee, most: examples(of_unit(committee), "given", most),
    past=lambda committee, wanted: past(of_unit(committee), "given", wanted),
    names=unit_names,
)
sources.add(TOPIC, UNIT)


def suggested_topics(committee: UUID, title: str, body: str) -> list[Suggestion]:
    return suggestions(committee, TOPIC, title, body)


def suggested_units(committee: UUID, title: str, body: str) -> list[Suggestion]:
    return suggestions(committee, UNIT, title, body)
