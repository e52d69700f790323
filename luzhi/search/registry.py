"""What can be searched: each room declares its texts in its own `texts.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from luzhi.core.access import Text
from luzhi.core.registry import Registry

Choices = Callable[[Any], Iterable[tuple[Any, Text]]]


@dataclass(frozen=True)
class Facet:
    """A filter. `choices(user)` gives (value, label); the values are compared with each searchable's own lookup."""

    code: str
    label: Text
    choices: Choices


@dataclass(frozen=True)
class Searchable:
    """Texts of one model, which its migration ties to the index by `Searched(…, kind=code)`.

    `title`, `number` and `state` are attribute paths of a row; `texts` are the attributes that the index holds as body;
    `facets` gives the lookup of each facet that fits; `joins` are what a row's words need.
    """

    code: str
    label: Text
    model: type[Model]
    texts: tuple[str, ...]
    title: str = "title"
    number: str = ""
    state: str = ""
    joins: tuple[str, ...] = ()
    facets: dict[str, str] = field(default_factory=dict)

    def visible(self, user: Any, chosen: dict[str, Any] | None = None) -> QuerySet[Any]:
        """The rows that the user may see, narrowed by the chosen facets; none where a facet does not fit."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        for code, value in (chosen or {}).items():
            rows = rows.filter(**{self.facets[code]: value}) if code in self.facets else rows.none()
        return rows


searchables: Registry[Searchable] = Registry("searchable")
facets: Registry[Facet] = Registry("facet")
