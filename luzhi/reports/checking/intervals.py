"""What a printed figure can stand for: 200余万 is more than two and less than three million.

余 多 来    strictly above the number, below the next one as round as it; behind 万 (200万余) below the next 万
近          from the middle of the gap below up to the number, which is not reached
约 左右     half a gap to either side
超 逾 以上 不少于    from the number up, without an end (超 and 逾: not the number itself)
不足 不超过         up to the number
几 数 至    the span that is written
exact       the number; printed in 万 or with decimals it may be rounded by half of its last digit (`slack`)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luzhi.reports.checking.numerals import Number

ABOVE = ("余", "多", "来")
FROM = ("超", "逾", "以上", "不少于", "上")
UPTO = ("不足", "不超过")


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; an end that is None is open for ever, `strict` ends are not reached themselves."""

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False
    slack: Decimal = Decimal(0)

    def holds(self, value: Decimal) -> bool:
        return self.meets(Interval(value, value))

    def meets(self, other: Interval) -> bool:
        """Is there a value that both can stand for?"""
        slack = self.slack + other.slack
        return _before(self, other, slack) and _before(other, self, slack)


def _before(first: Interval, second: Interval, slack: Decimal) -> bool:
    """Does the first begin no later than the second ends?"""
    if first.low is None or second.high is None:
        return True
    if first.above or second.below:
        return first.low < second.high + slack
    return first.low <= second.high + slack


def interval(number: Number, qualifier: str, gap: Decimal, slack: Decimal) -> Interval:
    """`gap`: to the next number as round as this one, in its unit."""
    low, high, value = number.low, number.high, number.value
    if qualifier in ABOVE:
        return Interval(value, value + gap, above=True, below=True)
    if qualifier == "近":
        return Interval(value - gap / 2, value, below=True)
    if qualifier in ("约", "左右"):
        return Interval(low - gap / 2, high + gap / 2)
    if qualifier in FROM:
        return Interval(low, None, above=qualifier in ("超", "逾"))
    if qualifier in UPTO:
        return Interval(None, high, below=qualifier == "不足")
    return Interval(low, high, slack=slack if low == high else Decimal(0))
