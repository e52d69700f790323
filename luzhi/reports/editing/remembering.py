"""What each figure of a text printed when its writer last saved it: where the records say otherwise since, the text shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError

from luzhi.reports.models import Review
from luzhi.reports.rendering import shown
from luzhi.reports.tokens import parse_token

LONGEST: Final = 100  # characters of a printed value


def remember(review: Review, seen: Any = None) -> None:
    """Fill `printed` of a review that is about to be saved. `seen`: by token as written, what the writer's page showed,
    perhaps hours ago; for a figure that it doesn't tell of, what the records say now. A faulty text prints nothing."""
    told = _by_token(seen) if isinstance(seen, Mapping) else {}
    try:
        review.printed = {token: told.get(token, here.printed) for token, here in shown(review).items()}
    except ValidationError:
        review.printed = {}


def changed_since(review: Review, token: str, printed: str) -> str:
    """What a draft's figure printed then, if the records say otherwise now; else ""."""
    before = str(review.printed.get(token, ""))
    return before if before != printed else ""


def _by_token(seen: Mapping[Any, Any]) -> dict[str, str]:
    found = {}
    for written, printed in seen.items():
        try:
            found[str(parse_token(str(written)))] = str(printed)[:LONGEST]
        except ValidationError:
            continue
    return found
