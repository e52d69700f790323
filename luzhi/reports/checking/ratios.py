"""A printed per cent beside the figures that it must be made of: what shares and rates have in common."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import Identity, Kind, Verdict, compared, equals, plain, rounded, told
from luzhi.reports.checking.intervals import Interval
from luzhi.reports.checking.phrases import Phrase

_OVER, _UNDER = (Decimal(1), Decimal("1.5")), (Decimal("0.8"), Decimal(1))
FRACTIONS = dict.fromkeys(("超", "逾", "以上", "不少于", "余", "多"), _OVER) | dict.fromkeys(
    ("近", "不足"), _UNDER
)
"""How many times the printed fraction the real one may be, by the qualifier."""


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """In per cent; None where an end is open."""
    if None in (part.low, part.high, whole.low, whole.high) or not whole.low or not whole.high:
        return None
    assert part.low is not None and part.high is not None  # noqa: PT018, S101
    return Interval(
        part.low / whole.high * 100,
        part.high / whole.low * 100,
        part.above or whole.below,
        part.below or whole.above,
    )


def tested(parts: Sequence[Phrase], whole: Phrase, share: Phrase) -> Verdict | None:
    """Parts over whole beside the printed share; None where what is printed is too vague to say, or of nothing."""
    if not whole.figure.value:
        return None
    figures = [part.figure for part in parts]
    if share.figure.is_fraction:
        return _fraction([*figures, whole.figure], share.figure)
    if all(figure.is_exact and not figure.span.slack for figure in (*figures, whole.figure)):
        return compared(sum((f.value for f in figures), Decimal(0)) / whole.figure.value * 100, share.figure)
    span = quotient(_wide(figures[0].span), _wide(whole.figure.span)) if len(figures) == 1 else None
    if span is None:
        return None
    return Verdict.HOLDS if span.meets(share.figure.span) else Verdict.ERROR


def _fraction(figures: Sequence[Found], share: Found) -> Verdict | None:
    """近四分之一 is said of more than a fifth, 三分之一 of what is a tenth of it more or less."""
    *parts, whole = figures
    if not all(figure.is_exact for figure in figures):
        return None
    times = sum((part.value for part in parts), Decimal(0)) / whole.value / share.value
    low, high = FRACTIONS.get(share.qualifier, (Decimal("0.9"), Decimal("1.1")))
    return Verdict.HOLDS if low <= times <= high else Verdict.ERROR


def _wide(span: Interval) -> Interval:
    if span.low is None or span.high is None:
        return span
    return Interval(span.low - span.slack, span.high + span.slack, span.above, span.below)


def identity(kind: Kind, parts: Sequence[Phrase], whole: Phrase, share: Phrase, verdict: Verdict) -> Identity:
    figures = [part.figure for part in parts]
    above = "+".join(plain(figure.value) for figure in figures)
    above = f"({above})" if len(figures) > 1 else above
    exact = sum((figure.value for figure in figures), Decimal(0)) / whole.figure.value * 100
    expected = plain(rounded(exact, max(share.figure.decimals, 1))) + "%"
    expression = f"{above}/{plain(whole.figure.value)}{equals(share.figure)}{told(share.figure)}"
    return Identity(
        kind, expression, verdict, share.figure.text, expected, (*figures, whole.figure, share.figure)
    )
