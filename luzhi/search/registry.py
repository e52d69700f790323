"""What can be searched: each room declares its texts in its own `texts.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from luzhi.core.access import Text
from luzhi.core.registry import Registry

Choices = Callable[[Any], Iterable[tuple[str, Text]]]


@dataclass(frozen=True)
class Facet:
    """A filter. `choices(user)` gives (value, label); each searchable compares the value by a lookup of its own."""

    code: str
    label: Text
    choices: Choices


@dataclass(frozen=True)
class Searchable:
    """Texts of one model, which its migration ties to the index by `Searched(…, kind=code)`.

    `texts` are the attributes that the index holds as body, `at` its date; `title`, `number` and `holder` (whose state is shown; none:
    the row's own) are attribute paths; `facets` gives the lookup of each facet that fits; `joins` what the words need.
    `public`: strangers find those that `visible_to` shows them; without it a text is searched by those inside alone.
    """

    code: str
    label: Text
    model: type[Model]
    texts: tuple[str, ...]
    at: str
    title: str = "title"
    number: str = ""
    holder: str = ""
    joins: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    public: bool = False

    def visible(self, user: Any, committee: UUID, chosen: Mapping[str, Any]) -> QuerySet[Any]:
        """The committee's rows that the user may see, narrowed by facets; none where one does not fit.

        `user` None is the office: every row.
        """
        manager: Any = self.model._default_manager
        rows: QuerySet[Any] = manager.all() if user is None else manager.visible_to(user)
        inside = user is None or bool(getattr(user, "holdings", ())) or self.public
        if not inside or not set(chosen) <= set(self.facets):
            return rows.none()
        asked = {self.facets[code]: value for code, value in chosen.items()}
        try:
            return rows.filter(committee_id=committee, **asked)
        except (ValueError, ValidationError):  # no such year, no id of a unit
            return rows.none()


searchables: Registry[Searchable] = Registry("searchable")
facets: Registry[Facet] = Registry("facet")
