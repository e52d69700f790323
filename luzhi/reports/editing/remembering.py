"""What each figure of a text printed when its writer last saved it: where the records say otherwise since, the text shows it."""

from __future__ import annotations

import json
from typing import Final

from django.core.exceptions import ValidationError

from luzhi.reports.models import Review
from luzhi.reports.rendering import shown
from luzhi.reports.tokens import parse_token

LONGEST: Final = 100  # characters of a printed value


def remember(review: Review, seen: str = "") -> None:
    """Fill `printed` of a review that is about to be saved. `seen`: JSON by token as written, what the writer's page showed,
    perhaps hours ago; for a figure that it doesn't tell of, what the records say now. A faulty text prints nothing."""
    told = _by_token(seen)
    try:
        review.printed = {token: told.get(token, here.printed) for token, here in shown(review).items()}
    except ValidationError:
        review.printed = {}


def changed_since(review: Review, token: str, printed: str) -> str:
    """What a draft's figure printed then, if the records say otherwise now; else ""."""
    before = str(review.printed.get(token, ""))
    return before if before != printed else ""


def _by_token(seen: str) -> dict[str, str]:
    """Empty for what no page of ours sends."""
    try:
        sent = json.loads(seen or "{}")
    except (ValueError, RecursionError):
        return {}
    found = {}
    for written, printed in sent.items() if isinstance(sent, dict) else ():
        try:
            found[str(parse_token(written))] = str(printed)[:LONGEST]
        except ValidationError:
            continue
    return found
