"""Charts of figures as SVG: bars or columns from zero, each with its printed form beside it.

One dark colour, negative values hatched, so that a black-and-white print says the same. Lengths are units of a
quarter of a millimetre; a chart is as wide as the text block of a page (156 mm).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from luzhi.documents.official.text import one_line, width

WIDTH_MM = 156
_WIDTH = WIDTH_MM * 4
MOST_BARS, _MOST_COLUMNS = 24, 12
_FONT = "'Noto Sans SC','Noto Sans CJK SC',SimHei,'Microsoft YaHei','PingFang SC',sans-serif"
_INK = "currentColor"  # of the page around, in its light and dark form; black on paper
_FILL = "#3A6EA5"  # at least 3:1 on white and on the dark ground
_TITLE, _TEXT = 18, 14  # sizes of type
_LEADING = 18  # from line to line of a label
_GAP = 8
_LABEL_WIDEST = 12  # characters a line
_VALUE_WIDEST = 180
_ROW, _BAR = 30, 18
_PLOT = 220  # height of the columns


@dataclass(frozen=True)
class Bar:
    """One value with the form in which the text prints it (316条)."""

    label: str
    value: Decimal
    printed: str


@dataclass(frozen=True)
class Chart:
    """Values side by side. The title says what they show; `columns` stands them upright (the months of a year)."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    columns: bool = False

    def __post_init__(self) -> None:
        most = _MOST_COLUMNS if self.columns else MOST_BARS
        if not 1 <= len(self.bars) <= most:
            raise ValueError(f"{len(self.bars)} bars: 1 to {most} fit")
        for bar in self.bars:
            if not bar.value.is_finite():
                raise ValueError(f"{bar.label}: {bar.value} can't be drawn")


def describe(chart: Chart) -> str:
    """The chart in words, for readers who don't see it."""
    unit = f"（单位：{one_line(chart.unit)}）" if chart.unit else ""
    values = "；".join(f"{one_line(bar.label)} {one_line(bar.printed)}" for bar in chart.bars)
    return f"{one_line(chart.title)}{unit}：{values}。"


def svg(chart: Chart) -> str:
    """The chart as one <svg> element without script, style or anything from outside."""
    title = _wrapped(chart.title, _WIDTH / _TITLE)
    top = len(title) * 26 + (26 if chart.unit else 6)
    ident = sha256(repr(chart).encode()).hexdigest()[:8]
    body, height = (_columns if chart.columns else _bars)(chart, top, f"url(#h{ident})")
    head = [_text(line, 0, 20 + 26 * number, _TITLE) for number, line in enumerate(title)]
    if chart.unit:
        head.append(_text(f"单位：{one_line(chart.unit)}", _WIDTH, top - 8, 13, "end"))
    hatch = (
        f'<defs><pattern id="h{ident}" width="5" height="5" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="2.5" height="5" fill="{_FILL}"/></pattern></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t{ident} d{ident}"'
        f' viewBox="0 0 {_WIDTH} {height}" font-family="{_FONT}" fill="{_INK}">'
        f'<title id="t{ident}">{escape(one_line(chart.title))}</title>'
        f'<desc id="d{ident}">{escape(describe(chart))}</desc>{hatch}{"".join(head + body)}</svg>'
    )


def _wrapped(text: str, room: float) -> list[str]:
    """Lines of at most `room` characters; no mark begins a line."""
    lines = [""]
    for character in one_line(text):
        if width(lines[-1] + character) > room and character not in "，。、；：）”％%":
            lines.append("")
        lines[-1] += character
    return lines


def _text(text: str, x: float, y: float, size: int, anchor: str = "start", room: float = _WIDTH) -> str:
    """A line of text at its baseline, pressed together where it would be wider than `room`."""
    pressed = f' textLength="{room:.1f}" lengthAdjust="spacingAndGlyphs"' if width(text) * size > room else ""
    placed = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor={quoteattr(anchor)}'
    return f"<text {placed}{pressed}>{escape(text)}</text>"


class _Scale:
    """Places of values between two ends, zero among them."""

    def __init__(self, chart: Chart, first: float, last: float) -> None:
        values = [bar.value for bar in chart.bars]
        self._low = min(Decimal(0), *values)
        self._span = (max(Decimal(0), *values) - self._low) or Decimal(1)
        self._first, self._reach = first, last - first

    def __call__(self, value: Decimal) -> float:
        return self._first + float((value - self._low) / self._span) * self._reach


def _bars(chart: Chart, top: int, hatch: str) -> tuple[list[str], int]:
    labels = [_wrapped(bar.label, _LABEL_WIDEST) for bar in chart.bars]
    widest = max(width(line) for label in labels for line in label)
    aside = (widest + 0.5) * _TEXT + _GAP  # Latin capitals are wider than half a character
    place = _Scale(chart, aside + _room(chart, below_zero=True), _WIDTH - _room(chart, below_zero=False))
    zero, drawn, y = place(Decimal(0)), [], float(top)
    for bar, label in zip(chart.bars, labels, strict=True):
        high = max(_ROW, len(label) * _LEADING + 10)
        middle = y + high / 2
        first = middle - (len(label) - 1) * _LEADING / 2 + 5
        drawn += [
            _text(line, aside - _GAP, first + _LEADING * number, _TEXT, "end")
            for number, line in enumerate(label)
        ]
        drawn += _bar(bar, zero, place(bar.value), middle, hatch)
        y += high
    return [*drawn, _axis(zero, top, zero, y)], round(y) + 4


def _room(chart: Chart, *, below_zero: bool) -> float:
    """What the values printed beside the bars need on one side."""
    beside = [width(one_line(bar.printed)) * _TEXT for bar in chart.bars if (bar.value < 0) is below_zero]
    return min(_VALUE_WIDEST, max(beside)) + _GAP if beside else 0


def _bar(bar: Bar, zero: float, end: float, middle: float, hatch: str) -> Iterator[str]:
    negative = bar.value < 0
    if bar.value:
        yield (
            f'<rect x="{min(zero, end):.1f}" y="{middle - _BAR / 2:.1f}" width="{abs(end - zero):.1f}"'
            f' height="{_BAR}" {_filled(hatch, negative)}/>'
        )
    beside, anchor = (end - 6, "end") if negative else (end + 6, "start")
    yield _text(one_line(bar.printed), beside, middle + 5, _TEXT, anchor, _VALUE_WIDEST)


def _columns(chart: Chart, top: int, hatch: str) -> tuple[list[str], int]:
    slot = _WIDTH / len(chart.bars)
    thick = min(44.0, slot * 0.62)
    labels = [_wrapped(bar.label, max(2.0, slot / _TEXT)) for bar in chart.bars]
    below_zero = any(bar.value < 0 for bar in chart.bars)
    foot = top + 20 + _PLOT
    place = _Scale(chart, foot, top + 20)
    zero, drawn = place(Decimal(0)), []
    under = foot + (_LEADING if below_zero else 0) + _LEADING
    for number, (bar, label) in enumerate(zip(chart.bars, labels, strict=True)):
        middle, end = slot * (number + 0.5), place(bar.value)
        if bar.value:
            drawn.append(
                f'<rect x="{middle - thick / 2:.1f}" y="{min(zero, end):.1f}" width="{thick:.1f}"'
                f' height="{abs(end - zero):.1f}" {_filled(hatch, bar.value < 0)}/>'
            )
        beside = end + 15 if bar.value < 0 else end - 5
        drawn.append(_text(one_line(bar.printed), middle, beside, 13, "middle", slot - 2))
        drawn += [
            _text(line, middle, under + _LEADING * place_in, _TEXT, "middle", slot)
            for place_in, line in enumerate(label)
        ]
    return [*drawn, _axis(0, zero, _WIDTH, zero)], round(under + _LEADING * max(map(len, labels)) - 8)


def _filled(hatch: str, negative: bool) -> str:
    fill = hatch if negative else _FILL
    return f'fill="{fill}" stroke="{_FILL}" stroke-width="1"'


def _axis(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_INK}" stroke-width="1"/>'
