"""One cell → one value of the wanted kind, or the reason why not. Nothing is guessed, nothing is rounded silently."""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.numbers import parse_amount
from luzhi.exchange.columns import Column, labels, normal
from luzhi.exchange.sheets import BLANK, Cell, is_blank

Value = str | int | Decimal | datetime.date | datetime.datetime | None
NUMBER: Final = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,12})?", re.ASCII)
DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
PACKED_DAY: Final = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
MONTH: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d\d)", re.ASCII)
TIME: Final = re.compile(
    r"(\d{1,2})\s*[:时点]\s*(\d{1,2})(?:\s*[:分]\s*(?:(\d{1,2})(?:\.0+)?\s*秒?)?)?", re.ASCII
)
NOTHING: Final = frozenset({"/", "\\", "-", "--", "—", "——", "–", "无"})  # put into a box left blank
YUAN_BEFORE: Final = re.compile(r"^(?:人民币|rmb|cny|¥)\s*[:：]?\s*", re.IGNORECASE)
FIRST_SERIAL, LAST_SERIAL = 10_000, 109_574  # 1927-05-18 and 2199-12-31; smaller numbers are years or counts
EPOCH: Final = datetime.date(1899, 12, 30)
FEN: Final = Decimal("0.01")
LONGEST: Final = 100  # no date, number or choice is longer; patterns see no endless texts
MOST: Final = 2**63
SURE_DIGITS: Final = Decimal(10) ** 15  # a spreadsheet keeps 15 digits of a number


class Refused(ValueError):  # noqa: N818 (an outcome of reading, said to the reader)
    """The cell cannot be taken; the message says why in the reader's language."""


def shown(cell: Cell | None) -> str:
    """A cell as text: 300.0 → 300, a date → 2018-03-05, a text as it is."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{exact(cell):f}" if math.isfinite(cell) else str(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "seconds")
    return "" if cell is None else str(cell)


def exact(number: float) -> Decimal:
    """What was typed, of a finite number: the shortest decimal of 15 digits, so that 0.1 + 0.2 is 0.3."""
    value = Decimal(f"{number:.15g}")
    whole = value == value.to_integral_value() and abs(value) < SURE_DIGITS
    return value.quantize(Decimal(1)) if whole else value


def narrow(text: str) -> str:
    """Full-width characters made narrow, blanks around taken away."""
    return unicodedata.normalize("NFKC", text.strip(BLANK)).strip(BLANK)


def converter(column: Column, factor: Decimal = Decimal(1)) -> Callable[[Cell], Value]:
    """The conversion for one column. A blank cell (or / or 无) gives None, in a text column its text. Raises Refused.

    `factor` is the heading's unit (10000 for 万元); a cell that names its own unit is not multiplied.
    """
    if column.kind == "text":
        return _key(column) if column.key else _text(column)
    convert = _choice(column) if column.kind == "choice" else _plain(column, factor)

    def converted(cell: Cell) -> Value:
        if is_blank(cell) or cell in NOTHING:
            return None
        if isinstance(cell, str) and len(cell) > LONGEST:
            raise Refused(_("Longer than %(limit)s characters") % {"limit": LONGEST})
        return convert(cell)

    return converted


def _plain(column: Column, factor: Decimal) -> Callable[[Cell], Value]:
    conversions: dict[str, Callable[[Cell], Value]] = {
        "date": to_date,
        "month": to_month,
        "datetime": to_moment,
        "integer": lambda cell: to_integer(cell, factor),
        "decimal": lambda cell: to_decimal(cell, factor),
        "money": lambda cell: to_money(cell, factor),
    }
    return conversions[column.kind]


def _text(column: Column) -> Callable[[Cell], str]:
    def convert(cell: Cell) -> str:
        text = cell if isinstance(cell, str) else _text_of_number(cell)
        if column.longest is not None and len(text) > column.longest:
            raise Refused(_("Longer than %(limit)s characters") % {"limit": column.longest})
        return text

    return convert


def _key(column: Column) -> Callable[[Cell], str]:
    convert = _text(column)
    return lambda cell: convert(cell.strip(BLANK) if isinstance(cell, str) else cell)


def _text_of_number(cell: Cell) -> str:
    if isinstance(cell, float) and not abs(cell) < float(SURE_DIGITS):  # also when it is no number at all
        raise Refused(
            _("The spreadsheet has rounded this long number; format the column as text and enter it again")
        )
    return shown(cell)


def _day(year: str, month: str, day: str) -> datetime.date:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused(_("There is no such date")) from error
    if not 1800 <= found.year <= 2199:
        raise Refused(_("The year must lie between 1800 and 2199"))
    return found


def _no_date() -> Refused:
    return Refused(_("Not a date; write it like 2018-03-05"))


def to_date(cell: Cell) -> datetime.date:
    """2018-3-5, 2018/03/05, 2018.3.5, 2018年3月5日, 20180305, a spreadsheet's date or serial number."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = narrow(shown(cell))
    found = DAY.fullmatch(text) or PACKED_DAY.fullmatch(text)
    if found:
        return _day(*found.groups())
    if isinstance(cell, int | float) and not isinstance(cell, bool) and FIRST_SERIAL <= cell <= LAST_SERIAL:
        return EPOCH + datetime.timedelta(days=int(cell))
    if MONTH.fullmatch(text):
        raise Refused(_("The day is missing; write it like 2018-03-05"))
    if not TIME.search(text):
        raise _no_date()
    return to_moment(cell).date()


def to_month(cell: Cell) -> datetime.date:
    """The first day of the month of 1970.05, 1970-5, 1970年5月, 197005 or any whole date."""
    text = narrow(shown(cell))
    found = MONTH.fullmatch(text)
    if not found:
        return to_date(cell).replace(day=1)
    if isinstance(cell, float) and text.endswith(".1"):
        raise Refused(
            _("As a number, January and October look the same here; write it like 1970-01 or 1970-10")
        )
    return _day(found[1] or found[3], found[2] or found[4], "1")


def to_moment(cell: Cell) -> datetime.datetime:
    """A date with time, to the second, in the site's time zone; a date alone is its midnight."""
    zone = timezone.get_current_timezone()
    if isinstance(cell, datetime.datetime):
        return (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=zone)
    text = narrow(shown(cell))
    found = re.match(r"(.+?)(?:\s*[T日]\s*|\s+)(\d{1,2}\s*[:时点].*)", text)
    if not found:
        if TIME.search(text):
            raise _no_date()
        day = to_date(cell)
        return datetime.datetime(day.year, day.month, day.day, tzinfo=zone)
    day, time = to_date(found[1]), TIME.fullmatch(found[2])
    if not time:
        raise Refused(_("Not a time; write it like 2018-03-05 16:04:48"))
    hour, minute, second = (int(part or 0) for part in time.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise Refused(_("There is no such time"))
    return datetime.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _number(cell: Cell) -> Decimal | None:
    """The exact number of a cell, or None when it holds anything else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        return exact(cell) if math.isfinite(cell) else None
    if isinstance(cell, int):
        return Decimal(cell)
    text = narrow(cell) if isinstance(cell, str) else ""
    return Decimal(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def to_decimal(cell: Cell, factor: Decimal = Decimal(1)) -> Decimal:
    number = _number(cell)
    if number is None or abs(number) >= MOST:
        raise Refused(_("Not a number; write it like 1234.5, without a unit"))
    return number * factor


def to_integer(cell: Cell, factor: Decimal = Decimal(1)) -> int:
    number = _number(cell)
    if number is None or abs(number * factor) >= MOST or number * factor % 1:
        raise Refused(_("Not a whole number; write it like 300, without a unit"))
    return int(number * factor)


def to_money(cell: Cell, factor: Decimal = Decimal(1)) -> Decimal:
    """Yuan, exact to the fen. A bare number is in the heading's unit, 213万元 in its own."""
    written = YUAN_BEFORE.sub("", narrow(cell), count=1) if isinstance(cell, str) else cell
    number = _number(written)
    if number is None:
        try:
            return parse_amount(shown(written)).quantize(FEN)
        except ValueError as error:
            raise Refused(_("Not an exact amount; write it like 2130000 or 213万元")) from error
    if abs(number * factor) >= MOST:
        raise Refused(_("Not an exact amount; write it like 2130000 or 213万元"))
    if number * factor * 100 % 1:
        raise Refused(_("More exact than a fen; write it with two decimals"))
    return (number * factor).quantize(FEN)


def _choice(column: Column) -> Callable[[Cell], str]:
    known: dict[str, str] = {}
    for choice in reversed(column.choices):
        known.update(
            dict.fromkeys(map(normal, (*choice.aliases, *labels(choice.label), choice.code)), choice.code)
        )
    # 01 loses its zero in a spreadsheet; a number is taken for a code when only one code has that value.
    numbers: dict[Decimal, list[str]] = {}
    for choice in column.choices:
        if choice.code.isascii() and choice.code.isdigit():
            numbers.setdefault(Decimal(choice.code), []).append(choice.code)
    accepted = "、".join(str(choice.label) for choice in column.choices[:12])

    def convert(cell: Cell) -> str:
        code = known.get(normal(shown(cell)))
        number = _number(cell)
        if code is None and number is not None and len(numbers.get(number, ())) == 1:
            code = numbers[number][0]
        if code is None:
            raise Refused(_("Not one of: %(choices)s") % {"choices": accepted})
        return code

    return convert
