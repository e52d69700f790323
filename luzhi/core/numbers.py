"""Exact values, and how official Chinese prose prints and writes them (GB/T 15835-2011). Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

WAN, YI = Decimal(10_000), Decimal(100_000_000)
NEAR = Decimal("0.95")  # 近 only in the last twentieth of the gap to the next round number
NOTHING = "–"  # the printed form of a ratio over nothing
DIGITS = "〇一二三四五六七八九"
BEIJING = ZoneInfo("Asia/Shanghai")
_MAGNITUDES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_CELL = re.compile(
    r"¥?\s*([0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,15})(\.[0-9]{1,10})?\s*([百千]?万|[千亿]|)\s*(\D*)"
)
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}


class Style(StrEnum):
    EXACT = "exact"
    YU = "yu"  # 余/近 for round numbers
    WAN = "wan"  # 万 with at most two decimals, 亿 from 10^8
    PERCENT = "percent"  # a ratio, 1 = 100 %; the unit is not printed


def printed(value: Decimal | int, unit: str, style: Style = Style.EXACT, *, just_over: bool = False) -> str:
    """A figure with its unit: 316条, 10余次, 200余万元, 213万元, 93.3%.

    YU: a round number is a multiple of the value's leading place (10, 100, 100万 …). Exactly round is printed
    exact; strictly above it 余; in the last 5 % of the gap to the next round number 近 and that number
    (2,960,000 is 近300万元, while 19 stays 10余). 余 and 近 never stand together, nor with 约/左右/以上.
    Below ten and below nothing YU is exact. `just_over`: a value less than one 万 above its round number prints
    200万余元 instead of 200余万元. WAN below 10,000 prints exact.
    """
    value = Decimal(value)
    if style is Style.PERCENT:
        return percent(value, 1)
    if style is Style.WAN:
        return _in_wan(value) + unit
    if style is Style.YU and value >= 10:
        return _about(value, just_over) + unit
    return _plain(value) + unit


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _large(value: Decimal) -> tuple[Decimal, str]:
    """The number and the large unit (亿, 万 or none) that a round value is printed with."""
    return next(
        ((value / size, name) for size, name in ((YI, "亿"), (WAN, "万")) if value >= size), (value, "")
    )


def _about(value: Decimal, just_over: bool) -> str:
    place = Decimal(1).scaleb(value.adjusted())
    base = value // place * place
    rest = value - base
    if rest >= NEAR * place:
        return "近{:f}{}".format(*_large(base + place))
    number, large = _large(base)
    if not rest:
        return f"{number:f}{large}"
    after = number < 10 or (just_over and rest < WAN <= base < YI)
    return f"{number:f}{large}余" if after else f"{number:f}余{large}"


def _in_wan(value: Decimal) -> str:
    for size, name in ((WAN, "万"), (YI, "亿")):
        rounded = (value / size).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if abs(value) >= size and (name == "亿" or abs(rounded) < WAN):
            return _plain(rounded) + name
    return _plain(value) if abs(value) < WAN else "1亿"


def percent(numerator: Decimal | int, denominator: Decimal | int, decimals: int = 1) -> str:
    """93.3%; a whole number prints without decimals; less than everything is never rounded up to 100%.

    Over a denominator of zero there is no ratio: "–".
    """
    if not denominator:
        return NOTHING
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(numerator) / Decimal(denominator) * 100
    rounded = exact.quantize(step, ROUND_HALF_UP)
    return _plain(Decimal(100) - step if exact < 100 <= rounded else rounded) + "%"


def percentages(parts: Sequence[Decimal | int], decimals: int = 1) -> list[str]:
    """Shares that add up to exactly 100 % by the largest remainder (the earlier part wins a tie).

    Parts must not be negative (ValueError); of parts that are all zero every share is "–".
    """
    if any(part < 0 for part in parts):
        raise ValueError(_("A share of a whole cannot be negative"))
    whole = sum(map(Decimal, parts), Decimal(0))
    if not whole:
        return [NOTHING] * len(parts)
    step = Decimal(1).scaleb(-decimals)
    exact = [Decimal(part) * 100 / whole for part in parts]
    shares = [share.quantize(step, ROUND_DOWN) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: shares[index] - exact[index])
    for index in by_remainder[: int((100 - sum(shares)) / step)]:
        shares[index] += step
    return [f"{share}%" for share in shares]


def hanzi(number: int) -> str:
    """0 to 9999 in Chinese numerals: 十三, 一百零一; 0 is 零. Others: ValueError."""
    if not 0 <= number <= 9999:
        raise ValueError(_("Only 0 to 9999 are written in Chinese numerals"))
    text = "".join(
        DIGITS[int(digit)] + unit if digit != "0" else "零"
        for digit, unit in zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    )
    text = re.sub("零+", "零", text).strip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def adjacent(low: int, high: int, unit: str) -> str:
    """Two adjacent numbers without 、: 三四天, 两三次, 十三四人. Only neighbours within one ten: else ValueError."""
    if high != low + 1 or not 0 < low < 99 or low % 10 in (0, 9):
        raise ValueError(_("Only neighbouring numbers of one ten are written together"))
    first = "两" if low == 2 else hanzi(low)
    second = "两" if high == 2 else DIGITS[high % 10]
    return first + second + unit


def session_name(term: int, session: int) -> str:
    """十三届六次."""
    return f"{hanzi(term)}届{hanzi(session)}次"


def year_hanzi(year: int) -> str:
    """二〇一八."""
    return "".join(DIGITS[int(digit)] for digit in str(year))


def document_date(day: date) -> str:
    """2019年2月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def portal_time(moment: datetime) -> str:
    """2019-2-25 11:11 in Beijing time; `moment` knows its time zone."""
    local = moment.astimezone(BEIJING)
    return f"{local.year}-{local.month}-{local.day} {local:%H:%M}"


def _parsed(text: str, units: tuple[str, ...]) -> Decimal | None:
    found = _CELL.fullmatch(text.translate(_NARROW).strip())
    if not found or found[4] not in units:
        return None
    return Decimal(found[1].replace(",", "") + (found[2] or "")) * _MAGNITUDES[found[3]]


def parse_amount(text: str) -> Decimal:
    """Exact yuan of a cell: 2,130,000; 213万元; ３００元; ￥1,200.50. Vague, empty or below a fen: ValueError."""
    amount = _parsed(text, ("", "元", "圆", "元整"))
    if amount is None or amount * 100 % 1:
        raise ValueError(_("Not an exact amount; write it like 2130000 or 213万元"))
    return amount


def parse_count(text: str, unit: str = "") -> int:
    """A whole number of a cell, with or without its unit: 317; １,200; 3万; 317人次. Else ValueError."""
    count = _parsed(text, ("", unit))
    if count is None or count % 1:
        raise ValueError(_("Not a whole number; write it like 317"))
    return int(count)
