"""Reading across committees: the one place of the reports where the committees beneath are shown.

Only sums leave it: whoever opens a figure of a whole city sees each county's figure, never the county's rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from luzhi.organisation.models import Committee
from luzhi.reports.tokens import Level
from luzhi.tenancy.current import tenants


@contextmanager
def beneath(committee: Committee, level: Level) -> Iterator[tuple[UUID, ...]]:
    """The committees beneath whose rows count at this level, shown to the database while the block runs.

    Whatever is read must be read inside the block.
    """
    if level is Level.OWN:
        yield ()
        return
    below = tuple(Committee.objects.beneath(committee).values_list("pk", flat=True))
    with tenants(committee.pk, *below):
        yield below


@contextmanager
def with_children(committee: Committee) -> Iterator[list[Committee]]:
    """The committees directly beneath, in the order of their codes; what they confirmed is shown while the block runs."""
    children = list(committee.children.order_by("code"))
    with tenants(committee.pk, *(child.pk for child in children)):
        yield children
