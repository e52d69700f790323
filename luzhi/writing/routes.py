"""Ways on for a text that is refused in one form (转社情民意, 转委员来信): the mechanism that takes it declares itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luzhi.core.access import Text
from luzhi.core.registry import Registry
from luzhi.members.models import Person


@dataclass(frozen=True)
class Passed:
    """What is passed on: the words as they stand, the person or body they come from, and where they came from."""

    committee: UUID
    title: str
    body: str
    author: Person | None
    source: str
    origin: str


@dataclass(frozen=True)
class Route:
    """`take(passed, actor)` makes the row and returns its id; `address(id)` is its page."""

    code: str
    label: Text
    take: Callable[[Passed, Any], UUID]
    address: Callable[[UUID], str]


routes: Registry[Route] = Registry("route")
