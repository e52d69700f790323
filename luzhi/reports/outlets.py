"""Where a signed text goes on from its page: the upper rooms declare the way (the portal makes an article of it)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luzhi.core.access import Text, Who
from luzhi.core.registry import Registry
from luzhi.reports.models import Review


@dataclass(frozen=True)
class Outlet:
    """`address(review)` is the page where somebody whom `by` admits takes the text over."""

    code: str
    label: Text
    by: Who
    address: Callable[[Review], str]


outlets: Registry[Outlet] = Registry("outlet")


def open_to(user: Any, review: Review) -> list[dict[str, Any]]:
    return [
        {"label": outlet.label, "url": outlet.address(review)}
        for outlet in outlets
        if review.is_frozen and outlet.by(user, review)
    ]
