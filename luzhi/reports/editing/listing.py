"""Every figure with its value in one window, for the list from which a writer takes one."""

from __future__ import annotations

from typing import Any

from luzhi.core.figures import figures, ratios
from luzhi.core.names import initials
from luzhi.core.periods import Window
from luzhi.organisation.models import Committee
from luzhi.reports.models import Review
from luzhi.reports.opening import by_room
from luzhi.reports.periods import name_of, write_period
from luzhi.reports.reading import Reading, read
from luzhi.reports.tokens import Ask, Level, parse_token


def asked(window: str, level: Level, review: Review) -> Ask:
    """The window as a token writes it. ValidationError in words, where it is none."""
    return parse_token(f"figure | {window} | {level.value}", known=False).ask(review.cut_off)


def listed(committee: Committee, window: Window, level: Level) -> list[dict[str, Any]]:
    """By room, in the order of the work: what counts something before what doesn't."""
    asks = [Ask(entry.code, window, level) for entry in (*figures, *ratios)]
    lines = ((ask.code, _line(reading)) for ask, reading in read(committee, asks).items())
    return [{"room": str(label), "figures": found} for label, found in by_room(lines)]


def _line(reading: Reading) -> dict[str, Any]:
    label = str(reading.label)
    return {
        "code": reading.ask.code,
        "label": label,
        "printed": reading.printed,
        "counts": reading.records > 0,
        "sought": f"{label} {reading.ask.code} {_initials(label)}".casefold(),
    }


def _initials(label: str) -> str:
    return "" if label.isascii() else initials(label)


def windows(review: Review) -> list[dict[str, str]]:
    """The windows offered first: the text's own, from its year's first day on, the year before."""
    own, year = review.window, review.year
    tokens = (
        write_period(own.start, own.end),
        f"since {year}-01-01",
        str(year - 1),
    )
    return [{"window": text, "label": name_of(_window(text, review))} for text in dict.fromkeys(tokens)]


def _window(text: str, review: Review) -> Window:
    token = parse_token(f"figure | {text}", known=False)
    return token.ask(max(review.cut_off, token.start)).window
