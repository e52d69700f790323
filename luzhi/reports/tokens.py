"""Figure tokens in the text of a review: {{suggestions.sent | since 2018-01-01}}.

A token is a figure's (or ratio's) code, its window and, if the committees beneath count too, `below`:

    {{ code | 2018 }}                            the calendar year
    {{ code | 2018Q1 }}  {{ code | 2018-03 }}    a quarter, a month of it
    {{ code | since 2018-01-01 }}                from that day to the review's cut-off date
    {{ code | 2018-01-01..2018-06-30 }}          both days included
    {{ code | 2018 | below }}                    with the committees beneath

Each token has a scope of its own. Anything else between double braces is an error with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.core.figures import figures, ratios
from luzhi.core.periods import Window, since
from luzhi.reports.periods import read_period, window_between, write_period

SINCE = re.compile(r"since (\d{4}-\d{2}-\d{2})")
SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
PIECE = re.compile(r"(\{\{[^{}]*\}\}|\{\{|\}\})")


class Level(StrEnum):
    """Whose rows: the committee's alone (本级), or also those of the committees beneath."""

    OWN = "own"
    BELOW = "below"


@dataclass(frozen=True)
class Ask:
    """What is asked of the records: one figure, one window, one level."""

    code: str
    window: Window
    level: Level = Level.OWN


@dataclass(frozen=True)
class Token:
    """`start` alone is a year's first day with `end` its last; `end` None runs to the cut-off date."""

    code: str
    start: date
    end: date | None
    level: Level = Level.OWN

    def __str__(self) -> str:
        parts = [self.code, self._span()] + ([self.level.value] if self.level is Level.BELOW else [])
        return "{{" + " | ".join(parts) + "}}"

    def _span(self) -> str:
        return f"since {self.start}" if self.end is None else write_period(self.start, self.end)

    def ask(self, cut_off: date) -> Ask:
        """Raises ValidationError when the window begins after the cut-off date."""
        if self.end is not None:
            return Ask(self.code, window_between(self.start, self.end), self.level)
        if self.start > cut_off:
            raise ValidationError(
                _("%(token)s begins after the cut-off date %(day)s.") % {"token": self, "day": cut_off}
            )
        return Ask(self.code, since(self.start, cut_off), self.level)


Part = str | Token


def parse_token(text: str, *, known: bool = True) -> Token:
    """`text` with its braces. Raises ValidationError naming what is wrong.

    `known` False lets a figure pass that is declared no longer: an approved text is read as it was approved.
    """
    code, *rest = (part.strip() for part in text.removeprefix("{{").removesuffix("}}").split("|"))
    if known and code not in figures and code not in ratios:
        raise _wrong(text, _("there is no figure “%(code)s”") % {"code": code})
    if not rest:
        raise _wrong(text, _("it names no window, such as 2018 or since 2018-01-01"))
    return Token(code, *_window(text, rest[0]), _level(text, rest[1:]))


def _window(text: str, written: str) -> tuple[date, date | None]:
    if period := read_period(written):
        return period.start, period.end
    if found := SINCE.fullmatch(written):
        return _day(text, found[1]), None
    if not (found := SPAN.fullmatch(written)):
        raise _wrong(text, _("“%(part)s” is no window, such as 2018 or since 2018-01-01") % {"part": written})
    first, last = _day(text, found[1]), _day(text, found[2])
    if last < first:
        raise _wrong(text, _("The period ends before it begins"))
    return first, last


def _level(text: str, written: list[str]) -> Level:
    if not written:
        return Level.OWN
    if len(written) > 1 or written[0] not in list(Level):
        raise _wrong(text, _("after the window only “own” or “below” may stand"))
    return Level(written[0])


def _day(text: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _wrong(text, _("there is no day %(day)s") % {"day": written}) from None


def _wrong(text: str, reason: str) -> ValidationError:
    return ValidationError(_("%(token)s: %(reason)s.") % {"token": text, "reason": reason})


def parse(text: str, *, known: bool = True) -> tuple[Part, ...]:
    """Words and tokens in their order. Raises one ValidationError with every fault, each with its line."""
    parts: list[Part] = []
    faults: list[str] = []
    line = 1
    for piece in PIECE.split(text):
        try:
            parts.append(_part(piece, known))
        except ValidationError as error:
            faults.append(_("Line %(line)s: %(fault)s") % {"line": line, "fault": error.messages[0]})
        line += piece.count("\n")
    if faults:
        raise ValidationError(faults)
    return tuple(part for part in parts if part != "")


def _part(piece: str, known: bool) -> Part:
    if piece in ("{{", "}}"):
        raise ValidationError(_("double braces are not closed or not opened."))
    return parse_token(piece, known=known) if piece.startswith("{{") else piece


def tokens(text: str) -> list[Token]:
    """The different tokens of a text in the order in which they first stand."""
    return list(dict.fromkeys(part for part in parse(text) if isinstance(part, Token)))
