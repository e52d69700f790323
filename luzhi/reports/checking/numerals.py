"""Numbers as prose writes them: 1,200, 3.5, 一百二十, 两千三, 十几, 三四十. Pure functions on even text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DIGIT = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]{1,10})?|[0-9]{1,16}(?:\.[0-9]{1,10})?")
CHINESE = re.compile(
    "[一二两三四五六七八九十百千万亿廿卅〇零壹贰叁肆伍陆柒捌玖拾佰仟几数][一二两三四五六七八九十百千万亿〇零壹贰叁肆伍陆柒捌玖拾佰仟几]{0,20}"
)
MAGNITUDE = re.compile(r"[十百千]?万?亿|[十百千]?万|千(?![瓦克米伏卡])|百|十")
POINT = re.compile(
    r"[〇零一二两三四五六七八九十百千]{1,7}点[〇零一二三四五六七八九]{1,4}(?![十百〇零一二三四五六七八九刻是要])"
)
LONGEST = 12  # characters of a Chinese number that counts something


@dataclass(frozen=True, slots=True)
class Number:
    """`step`: the gap to the next number as round as this one. `low`, `high`: 几 and 三四十 are spans."""

    value: Decimal
    step: Decimal
    low: Decimal
    high: Decimal
    decimals: int = 0
    sign: str = ""  # 几 or 数 where a digit is left open, 至 for two neighbours
    bare: bool = False  # 百, 万 without a digit before them: a number only with a qualifier


def leading_gap(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 1400 → 100, 200 → 100, 3.5 → 0.1."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if value else Decimal(1)


@lru_cache(4096)
def arabic(text: str) -> Number:
    value = Decimal(text.replace(",", ""))
    return Number(value, leading_gap(value), value, value, len(text.partition(".")[2]))


def scaled(number: Number, size: Decimal) -> Number:
    return Number(
        number.value * size, number.step * size, number.low * size, number.high * size, number.decimals, number.sign,
        number.bare,
    )  # fmt: skip


def magnitude(text: str) -> Decimal:
    """万, 百万, 千亿 …; nothing is 1."""
    size = Decimal(1)
    for letter in text:
        size *= LARGE.get(letter) or SMALL[letter]
    return size


@lru_cache(4096)
def chinese(text: str) -> Number | None:
    """None for what is no number: 万万, 一二三, 百千."""
    if len(text) > LONGEST:
        return None
    if "几" in text or text[0] == "数":
        return _open(text)
    pair = _neighbours(text)
    if pair:
        low, high = _plain(pair[0]), _plain(pair[1])
        if low is None or high is None:
            return None
        return Number(low, leading_gap(low), low, high, 0, "至")
    value = _plain(text)
    if value is None:
        return None
    bare = text[0] in "百千万亿佰仟"
    return Number(value, leading_gap(value), value, value, bare=bare)


def pointed(text: str) -> Number | None:
    """三点五, 九十八点六."""
    whole, _point, rest = text.partition("点")
    number = chinese(whole) if whole not in ("零", "〇") else arabic("0")
    digits = "".join(str(DIGIT[digit]) for digit in rest)
    return arabic(f"{number.value:f}.{digits}") if number else None


def _open(text: str) -> Number | None:
    """十几 is 11 to 19, 几十 and 数十 20 to 90, 数百万 2 to 9 million."""
    if text.count("几") + text.count("数") != 1 or (text in ("几", "数")):
        return None
    sign = "几" if "几" in text else "数"
    low, one, high = (_plain(text.replace(sign, digit)) for digit in ("二", "一", "九"))
    if low is None or one is None or high is None:
        return None
    if len(text) > 1 and text.rstrip("万亿")[-1] == "几":
        base = one - (high - one) / 8
        return Number(base, leading_gap(base), one, high, 0, sign)
    return Number(one, leading_gap(one), low, high, 0, sign)


def _neighbours(text: str) -> tuple[str, str] | None:
    """三四十 → 三十 and 四十; only two digits that follow each other."""
    for place in range(len(text) - 1):
        first, second = DIGIT.get(text[place]), DIGIT.get(text[place + 1])
        if first and second == first + 1 and not any(each in DIGIT for each in text[place + 2 : place + 3]):
            if place and text[place - 1] in DIGIT:
                return None
            return text[: place + 1] + text[place + 2 :], text[:place] + text[place + 1 :]
    return None


def _plain(text: str) -> Decimal | None:
    """一百二十; a row of digits (二〇一八) is a year or a name and no number."""
    if all(letter in DIGIT for letter in text):
        return Decimal(DIGIT[text]) if len(text) == 1 else None
    total = Decimal(0)
    for large in ("亿", "万"):
        head, found, rest = text.rpartition(large)
        if found:
            part = _section(head) if head else Decimal(1)
            if part is None:
                return None
            total, text = total + part * LARGE[large], _colloquial(rest, LARGE[large])
    rest_value = _section(text) if text else Decimal(0)
    return None if rest_value is None else total + rest_value


def _colloquial(rest: str, size: int) -> str:
    """两万三 is 23,000: the digit of the next place, said without it."""
    return rest + {10**4: "千", 10**8: "千万"}[size] if len(rest) == 1 and DIGIT.get(rest) else rest


def _section(text: str) -> Decimal | None:
    """Below 一万 (before 亿 below 一亿): 三百零五, 两千三."""
    if "万" in text:
        return _plain(text)
    total, digit, last = 0, None, 10**5
    for letter in text:
        if letter in DIGIT:
            if digit:
                return None
            digit = DIGIT[letter]
        elif letter in SMALL and SMALL[letter] < last:
            last = SMALL[letter]
            total += (1 if digit is None else digit) * last
            digit = None
        else:
            return None
    if digit and text[-2:-1] in ("百", "千", "佰", "仟"):
        digit *= last // 10
    return Decimal(total + (digit or 0))
