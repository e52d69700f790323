"""The text of a review for its page at the desk: each figure a chip that opens its rows, or frozen against live."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.reports.drift import live
from luzhi.reports.models import Review
from luzhi.reports.opening import figure_url
from luzhi.reports.rendering import Shown, blocks_of, shown
from luzhi.reports.tokens import Token
from luzhi.reports.windows import query


@dataclass(frozen=True)
class Chip:
    """`now` says what the records say, where that differs from what was frozen."""

    label: Text
    window: str
    printed: str
    url: str
    frozen: bool = False
    now: str = ""


@dataclass(frozen=True)
class Passage:
    parts: list[str | Chip]
    heading: bool


@dataclass(frozen=True)
class Body:
    """A review's text; `faults` instead, where it can't be read."""

    passages: list[Passage] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def text_of(review: Review) -> Body:
    try:
        said = shown(review)
    except ValidationError as error:
        return Body(faults=error.messages)
    now = live(review) if review.is_frozen else {}
    chips = {
        token: _chip(here, now[token].printed if token in now else here.printed)
        for token, here in said.items()
    }
    passages = [
        Passage(
            [chips[str(part)] if isinstance(part, Token) else part for part in block.parts], block.heading
        )
        for block in blocks_of(review)
    ]
    return Body(passages, list(chips.values()))


def _chip(here: Shown, now: str) -> Chip:
    url = figure_url(here.code, query(here.window, here.level))
    if here.frozen:
        url = here.frozen.get_absolute_url()
    drifted = _("now %(value)s") % {"value": now} if now != here.printed else ""
    window = here.window.label or f"{here.window.start} – {here.window.end}"
    return Chip(here.label, window, here.printed, url, here.frozen is not None, drifted)
