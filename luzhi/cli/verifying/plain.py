"""What plain SQL says to the same questions that the program reads."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from luzhi.cli.second_path import Asked, count
from luzhi.organisation.models import Committee
from luzhi.reports.reading import is_declared, plain_figures
from luzhi.reports.rollup import beneath
from luzhi.reports.tokens import Ask, Level

Plain = dict[Ask, Decimal | None]
"""None: a ratio with nothing below its line. What no rule counts is missing."""


def plainly(committee: Committee, asks: Iterable[Ask]) -> Plain:
    """By plain SQL, each level at once; a ratio by its two figures."""
    asks = list(asks)
    return {
        ask: value
        for level in dict.fromkeys(ask.level for ask in asks)
        for ask, value in _of_level(committee, level, [ask for ask in asks if ask.level is level]).items()
    }


def _of_level(committee: Committee, level: Level, asks: list[Ask]) -> Plain:
    parts = {code: _parts(code) for code in dict.fromkeys(ask.code for ask in asks)}
    with beneath(committee, level) as below:
        asked = {ask.window: Asked((committee.pk, *below), ask.window.start, ask.window.end) for ask in asks}
        told = count({part for codes in parts.values() for part in codes}, asked.values())
    keys = {ask: [(part, asked[ask.window]) for part in parts[ask.code]] for ask in asks}
    return {ask: _value([told[key] for key in mine]) for ask, mine in keys.items() if told.keys() >= {*mine}}


def _parts(code: str) -> tuple[str, ...]:
    """The code itself, or those of a ratio's two figures."""
    return tuple(figure.code for figure in plain_figures(code)) if is_declared(code) else (code,)


def _value(values: list[Decimal]) -> Decimal | None:
    above, *below = values
    if not below:
        return above
    return above / below[0] if below[0] else None
