"""Every figure both ways, in each year of work and over all time: as the program reads it, as plain SQL counts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from luzhi.cli.verifying.plain import plainly
from luzhi.cli.verifying.problem import Problem
from luzhi.core.figures import figures, ratios
from luzhi.core.periods import Window, year
from luzhi.organisation.models import Committee, Session
from luzhi.reports.drift import same
from luzhi.reports.reading import Reading, exact, plain_figures, read
from luzhi.reports.tokens import Ask, Level

EVER: Final = Window(date.min, date.max)


def counted(committee: Committee) -> Iterator[Problem]:
    """Where both ways differ the program is wrong, whatever the records say."""
    levels = [Level.OWN, Level.BELOW] if Committee.objects.beneath(committee).exists() else [Level.OWN]
    for level in levels:
        yield from _differing(committee, level)


def _differing(committee: Committee, level: Level) -> Iterator[Problem]:
    codes = [entry.code for entry in (*figures, *ratios)]
    windows = [EVER, *map(year, _work_years(committee))]
    plain = plainly(committee, [Ask(code, window, level) for window in windows for code in codes])
    seen = read(committee, [ask for ask in plain if ask.window == EVER])
    # What neither way found at any time is not read again for each year: reading is what takes the time.
    some = {ask.code for ask in seen if seen[ask].value or plain[ask]}
    seen |= read(committee, [ask for ask in plain if ask.window != EVER and (plain[ask] or ask.code in some)])
    wrong = [ask for ask in seen if not same(seen[ask].value, plain[ask])]
    for ask in wrong:
        if not _follows(ask, wrong):
            yield _defect(committee, seen[ask], plain[ask])


def _work_years(committee: Committee) -> list[int]:
    rows = Session.objects.filter(committee=committee)
    return list(rows.order_by("year").values_list("year", flat=True).distinct())


def _follows(ask: Ask, wrong: list[Ask]) -> bool:
    """A ratio is wrong with its figures, and all time with one of its years."""
    parts = {figure.code for figure in plain_figures(ask.code)} - {ask.code}
    return any(
        (other.code in parts and other.window == ask.window)
        or (other.code == ask.code and other.window != ask.window == EVER)
        for other in wrong
    )  # fmt: skip


def _defect(committee: Committee, reading: Reading, expected: Decimal | None) -> Problem:
    ask = reading.ask
    when = "ever" if ask.window == EVER else str(ask.window.start.year)
    level = " below" if ask.level is Level.BELOW else ""
    words = {
        "figure": reading.label,
        "value": exact(reading.value, reading.unit),
        "expected": exact(expected, reading.unit),
    }
    return Problem(
        _("%(figure)s: the program counts %(value)s, plain SQL %(expected)s: a defect of the program")
        % words,
        f"{committee.code} {ask.code} {when}{level}",
    )
