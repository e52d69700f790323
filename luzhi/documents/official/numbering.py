"""Numbers of headings: 一、 （一） 1. （1）, typed as text as the standard's readers expect them."""

from luzhi.core.numbers import hanzi


def label(level: int, number: int) -> str:
    if level == 1:
        return f"{hanzi(number)}、"
    if level == 2:
        return f"（{hanzi(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


class Counter:
    """Counts headings; a heading of a higher level starts the lower ones afresh."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        return label(level, self._counts[level - 1])
