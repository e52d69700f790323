"""What the editor knows of each figure token: its printed value, its card in short, what it was, or why it can't be counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from luzhi.reports.models import Review
from luzhi.reports.opening import figure_url
from luzhi.reports.periods import name_of
from luzhi.reports.reading import Reading, exact, read
from luzhi.reports.tokens import PIECE, Ask, Token, parse_token
from luzhi.reports.windows import LEVELS, query

MOST: Final = 500  # tokens that are told at once

Told = dict[str, Any]


def written_tokens(text: str) -> list[str]:
    """Everything between double braces, as written, faulty or not."""
    pieces = (piece for piece in PIECE.split(text) if piece.startswith("{{") and piece != "{{")
    return list(dict.fromkeys(pieces))


def told(review: Review, written: Iterable[str], cut_off: date | None = None) -> dict[str, Told]:
    """By each token as written: what its chip shows; of one that can't be counted, the reason as `fault`."""
    found: dict[str, Told] = {}
    asks: dict[str, tuple[Token, Ask]] = {}
    for text in list(dict.fromkeys(written))[:MOST]:
        try:
            token = parse_token(text)
            asks[text] = token, token.ask(cut_off or review.cut_off)
        except ValidationError as error:
            found[text] = {"fault": error.messages[0]}
    readings = read(review.committee, [ask for _token, ask in asks.values()])
    frozen = _frozen(review)
    for text, (token, ask) in asks.items():
        was = {"was": frozen.get(str(token), ""), "seen": review.printed.get(str(token), "")}
        found[text] = _card(readings[ask]) | was
    return found


def _frozen(review: Review) -> dict[str, str]:
    """What the corrected text printed for each figure."""
    if review.corrects is None:
        return {}
    return dict(review.corrects.figures.values_list("token", "printed"))


def _card(reading: Reading) -> Told:
    ask = reading.ask
    return {
        "code": ask.code,
        "label": str(reading.label),
        "window": name_of(ask.window),
        "level": str(LEVELS[ask.level]),
        "unit": reading.unit,
        "printed": reading.printed,
        "exact": exact(reading.value, reading.unit),
        "value": float(reading.value or 0),
        "definition": str(reading.definition),
        "url": figure_url(ask.code, query(ask.window, ask.level)),
    }
