"""Proposals received and filed, cut by who proposed them, by class of content and by sphere.

The parts of one cut add up to its whole, but for the spheres: not every committee asks for them. The statistics cut
the whole themselves (`statistics/reading.py`), so these are not among their counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text, joined_label
from luzhi.core.figures import Figure, figures
from luzhi.proposals.figures.counts import Count
from luzhi.proposals.figures.of_proposals import IS_FILED, RECEIVED
from luzhi.proposals.models import Occasion, Proposal, ProposerKind, Sphere
from luzhi.proposals.topics import USUAL

TOPICS: Final = (
    *("economy", "construction", "welfare", "agriculture", "education", "finance", "transport"),
    *("environment", "services", "ethnic", "law", "united_front", "other"),
)
"""Code words of the usual classes of content, in their order; the last one holds every class of another name."""
WHOLES: Final[tuple[tuple[str, Text, Q], ...]] = (
    ("received", _("Proposals received"), RECEIVED),
    ("filed", _("Proposals filed"), IS_FILED),
)
OF_KIND = _("Of the whole, those of this kind of proposer.")
OF_TOPIC = _("Of the whole, those of this class of content.")
OF_OTHERS = _("Of the whole, those of every other class of content or of none.")
OF_SPHERE = _("Of the whole, those of this sphere.")


def _parts() -> Iterator[tuple[str, Text, Q, Text]]:
    """Code, label, condition and definition of each part."""
    for kind in ProposerKind:
        yield f"by_{kind}", kind.label, Q(proposer_kind=kind), OF_KIND
    for code, name in zip(TOPICS[:-1], USUAL[:-1], strict=True):
        yield f"on_{code}", name, Q(topic=name), OF_TOPIC
    yield f"on_{TOPICS[-1]}", USUAL[-1], ~Q(topic__in=USUAL[:-1]), OF_OTHERS
    for sphere in Sphere:
        yield f"in_{sphere}", sphere.label, Q(sphere=sphere), OF_SPHERE


def _figures() -> Iterator[Figure]:
    for whole, whole_label, condition in WHOLES:
        for code, label, part, definition in _parts():
            name = joined_label(whole_label, label)
            yield Count(
                f"proposals.{whole}_{code}", name, Proposal, condition & part, definition, public=True
            ).figure()
    for occasion in Occasion:
        name = joined_label(_("Proposals received"), occasion.label)
        told = _("Submitted for the plenary until its deadline, or between plenaries.")
        yield Count(
            f"proposals.received_{occasion}",
            name,
            Proposal,
            RECEIVED & Q(occasion=occasion),
            told,
            public=True,
        ).figure()


figures.add(*_figures())
