"""What a text says about its own figures, tested: the outcome with the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.numbers import printed
from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.intervals import Interval


class Kind(StrEnum):
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    RATE = "rate"
    PRODUCT = "product"


class Verdict(StrEnum):
    HOLDS = "holds"
    ROUNDING = "rounding"
    OPEN = "open"
    OTHER = "other"
    ERROR = "error"


SEVERITY = {
    Verdict.HOLDS: "ok",
    Verdict.ROUNDING: "warning",
    Verdict.OPEN: "ok",
    Verdict.OTHER: "warning",
    Verdict.ERROR: "error",
}
WORDS: dict[Verdict, Text] = {
    Verdict.HOLDS: _("holds"),
    Verdict.ROUNDING: _("rounding"),
    Verdict.OPEN: _("list not exhaustive"),
    Verdict.OTHER: _("counted in another way"),
    Verdict.ERROR: _("error"),
}
KINDS: dict[Kind, Text] = {
    Kind.SUM: _("sum"),
    Kind.DIFFERENCE: _("difference"),
    Kind.SHARE: _("share of the whole"),
    Kind.RATE: _("rate"),
    Kind.PRODUCT: _("product"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """`expression` says what the text states, `printed` is the figure that states it, `expected` what it should be.

    `figures`: all that take part, the stating one last; none for a table.
    """

    kind: Kind
    expression: str
    verdict: Verdict
    printed: str
    expected: str
    figures: tuple[Found, ...] = ()
    doubt: bool = False  # a list that is open, and does not say so

    @property
    def holds(self) -> bool:
        return self.verdict is not Verdict.ERROR

    @property
    def severity(self) -> str:
        return "warning" if self.doubt else SEVERITY[self.verdict]


def plain(value: Decimal) -> str:
    """30000, 93.6: never 3E+4, no zeros behind the point."""
    return printed(value, "")


def told(figure: Found) -> str:
    """A figure as the right side of an expression; a fraction in per cent."""
    if figure.is_fraction:
        return plain(rounded(figure.value * 100, 1)) + "%"
    sign = "" if figure.unit not in ("%", "‰") else figure.unit
    return plain(figure.value) + sign


def equals(figure: Found) -> str:
    """How a figure's qualifier compares: 55%以上 is >, 近42% is ≈."""
    if figure.qualifier in ("以上", "超", "逾", "不少于", "余", "多", "上"):
        return ">"
    if figure.qualifier in ("不足", "不超过"):
        return "<"
    return "=" if figure.is_exact else "≈"


def rounded(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_UP)


def compared(exact: Decimal, figure: Found) -> Verdict:
    """A computed number beside the printed one: cut or rounded in its last digit is rounding."""
    if figure.is_exact:
        unit = Decimal(1).scaleb(-figure.decimals)
        gap = abs(exact - figure.value)
        return Verdict.HOLDS if gap <= unit / 2 else Verdict.ROUNDING if gap <= unit else Verdict.ERROR
    near = figure.span.meets(Interval(exact, exact, slack=Decimal("0.5")))
    return Verdict.HOLDS if figure.span.holds(exact) else Verdict.ROUNDING if near else Verdict.ERROR


def added_up(parts: list[Found], whole: Found) -> Verdict | None:
    """Can the parts make the whole? Rounding where only all roundings together make up the difference; None: they can't."""
    slacks = _slacks([*parts, whole])
    span = _total(parts)
    rounded_span = replace(span, slack=sum(slacks[:-1], Decimal(0)))
    printed = replace(whole.span, slack=slacks[-1])
    if span.meets(printed):
        return Verdict.HOLDS
    return Verdict.ROUNDING if rounded_span.meets(whole.span) else None


def _slacks(figures: list[Found]) -> list[Decimal]:
    """Beside 28.88万 a printed 60万 is 60.00万: what is printed in one size is as fine as the finest of them."""
    sizes = [figure.span.slack.scaleb(figure.decimals) for figure in figures]
    finest: dict[Decimal, Decimal] = {}
    for figure, size in zip(figures, sizes, strict=True):
        finest[size] = min(figure.span.slack, finest.get(size, figure.span.slack))
    return [finest[size] for size in sizes]


def _total(figures: list[Found]) -> Interval:
    """What the figures can add up to."""
    lows, highs = [f.low for f in figures], [f.high for f in figures]
    return Interval(
        None if None in lows else sum((low for low in lows if low is not None), Decimal(0)),
        None if None in highs else sum((high for high in highs if high is not None), Decimal(0)),
        any(f.span.above for f in figures),
        any(f.span.below for f in figures),
    )
