"""A count: the rows of one table under one condition. The figure and the statistics' grouped query read the same one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model, Q

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Scope
from luzhi.proposals.counting import in_scope


@dataclass(frozen=True)
class Count:
    """`condition` uses no join to many: each row of `model` counts once."""

    code: str
    label: Text
    model: type[Model]
    condition: Q
    definition: Text
    public: bool = False
    unit: str = "件"

    def figure(self) -> Figure:
        def rows(scope: Scope) -> Any:
            return in_scope(self.model._default_manager.filter(self.condition), scope)

        return Figure(self.code, self.label, self.unit, rows, self.definition, public=self.public)


COUNTS: Final[dict[str, Count]] = {}


def declared(*counts: Count) -> list[Figure]:
    """Remember the counts and give their figures."""
    COUNTS.update({count.code: count for count in counts})
    return [count.figure() for count in counts]
