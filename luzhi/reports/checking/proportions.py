"""Ratios in words: 百分之九十五, 三分之二, 1/3, 七成, 一半, 翻一番."""

from __future__ import annotations

import re
from decimal import Decimal

from luzhi.reports.checking import names
from luzhi.reports.checking.grammar import Amount, Piece, qualified
from luzhi.reports.checking.numerals import Number, chinese, leading_gap, magnitude, pointed

PARTS = re.compile(
    r"(?P<whole>百|千|万|[0-9]{1,4}|[二三四五六七八九十]{1,3})分之"
    r"(?P<part>[0-9]{1,4}(?:\.[0-9]{1,4})?|[〇零一二两三四五六七八九十百]{1,6}(?:点[〇零一二三四五六七八九]{1,4})?)"
)
SLASH = re.compile(r"([0-9]{1,2})/([0-9]{1,3})(?![0-9/%年月日])(?=[的,。;:)以左强\n]|$)")
TENTHS = re.compile(
    r"([一二三四五六七八九]|[1-9])成([一二三四五六七八九半])?"
    r"(?:(?=[,。;:)以左的多\n]|$)|(?<=[超近约逾达占过].成)(?![立为果效功员绩本长熟就分]))"
)
HALF = re.compile(r"一半(?=[,。;:)以左的\n]|$)|半数(?=以上|左右)|(?<=[占近超过约达])(?:一半|半数)")
DOUBLED = re.compile(r"翻了?([一两二三四]?)番")


def special(text: str, at: int, ended: int) -> Piece | None:
    """Ratios in words: 百分之九十五, 三分之二, 1/3, 七成, 一半, 翻一番."""
    for pattern, reading in _SPECIAL:
        found = pattern.match(text, at)
        if found and (told := reading(found)):
            value, unit, gap = told
            number = Number(
                value, gap, value, value, -int(leading_gap(value).as_tuple().exponent) if unit == "%" else 0
            )
            to = found.end()
            also = "多" if unit == "%" and text.startswith("多", to) else ""  # 七成多
            amount = Amount(number, to + len(also), found[0], also, gap)
            return qualified(text, at, ended, amount.to, amount, unit)
    return None


def _parts(found: re.Match[str]) -> tuple[Decimal, str, Decimal] | None:
    part, whole = _decimal(found["part"]), _decimal(found["whole"]) or Decimal(magnitude(found["whole"]))
    if part is None:
        return None
    if unit := {100: "%", 1000: "‰"}.get(int(whole)):
        return part, unit, leading_gap(part)
    return (part / whole).quantize(Decimal("1e-10")), "", Decimal(0)


def _decimal(text: str) -> Decimal | None:
    if text[0].isascii():
        return Decimal(text)
    if text in ("零", "〇"):
        return Decimal(0)
    number = pointed(text) if "点" in text else chinese(text)
    return None if number is None else number.value


def _slash(found: re.Match[str]) -> tuple[Decimal, str, Decimal] | None:
    part, whole = Decimal(found[1]), Decimal(found[2])
    if not part < whole or names.is_ordinal(found.string, found.start()):
        return None
    return (part / whole).quantize(Decimal("1e-10")), "", Decimal(0)


def _tenths(found: re.Match[str]) -> tuple[Decimal, str, Decimal] | None:
    tenths = _decimal(found[1])
    rest = Decimal(5) if found[2] == "半" else _decimal(found[2]) if found[2] else Decimal(0)
    if tenths is None or rest is None:
        return None
    return tenths * 10 + rest, "%", Decimal(1 if rest else 10)


def _half(_found: re.Match[str]) -> tuple[Decimal, str, Decimal]:
    return Decimal(50), "%", Decimal(10)


def _doubled(found: re.Match[str]) -> tuple[Decimal, str, Decimal]:
    return Decimal(2) ** {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[found[1]], "倍", Decimal(1)


_SPECIAL = ((PARTS, _parts), (SLASH, _slash), (TENTHS, _tenths), (HALF, _half), (DOUBLED, _doubled))
