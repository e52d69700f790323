"""Which time a figure speaks of, as its text says: 2018年, 2018年以来, 去年以来, 上半年 …, relative to the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from luzhi.core.periods import Window, month, quarter, since, year
from luzhi.reports.checking.evening import Even

YEAR = r"(?P<year>(?:19|20)[0-9]{2})年"
SINCE = re.compile(
    rf"(?:{YEAR}|(?P<past>去年|上年)|(?P<now>今年|本年度?))(?:(?P<month>1[0-2]|[1-9])月)?(?:份)?以来"
)
PART = re.compile(
    rf"(?:{YEAR}|(?P<past>去年|上年)|(?P<now>今年))(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<month>1[0-2]|[1-9])月)"
)
WHOLE = re.compile(rf"{YEAR}|(?P<past>去年|上年)|(?P<now>今年|本年度?)|(?P<all>全年|年内|一年来)")
ANY = re.compile("|".join(re.sub(r"\?P<[a-z]+>", "?:", p.pattern) for p in (SINCE, PART, WHOLE)))
DATED = re.compile(
    r"(?P<y>20[0-9]{2})(?:-|年|\.|/)(?P<m>[0-9]{1,2})(?:-|月|\.|/)(?P<d>[0-9]{1,2})日?(?= ?[0-9]{1,2}:[0-9]{2}|[ |\n])"
)
HEAD = 400  # characters at the head of a text where its day stands
FIRST_MONTHS = 4  # until April, a report's 全年 is the year before


def published(text: str) -> date | None:
    """The day printed at the head: 2019-2-25 11:11."""
    found = DATED.search(text[:HEAD])
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None


class Periods:
    """The times that a text names, by their places."""

    def __init__(self, even: Even, until: date, default: Window | None) -> None:
        self._text = even.text
        self._until = until
        self._default = default or year(until.year - (until.month < FIRST_MONTHS))
        self._places = [found.start() for found in ANY.finditer(even.text)]

    def spans(self) -> list[tuple[int, Window]]:
        """From each place on, the time that holds there; a paragraph without one has the default."""
        spans = [(0, self._default)]
        for place, following in pairwise([*self._places, len(self._text)]):
            if window := self._read(place):
                spans.append((place, window))
                ends = self._text.find("\n", place, following)
                if ends >= 0:
                    spans.append((ends, self._default))
        return spans

    def _read(self, place: int) -> Window | None:
        for pattern, reading in ((SINCE, self._since), (PART, self._part), (WHOLE, self._whole)):
            if found := pattern.match(self._text, place):
                try:
                    return _of(reading, found)
                except ValueError:
                    return None
        return None

    def _year(self, found: re.Match[str]) -> int:
        if found["year"]:
            return int(found["year"])
        return self._until.year - 1 if found["past"] else self._until.year

    def _since(self, found: re.Match[str]) -> Window:
        return since(date(self._year(found), int(found["month"] or 1), 1), self._until)

    def _part(self, found: re.Match[str]) -> Window:
        number = self._year(found)
        if found["quarter"]:
            return quarter(
                number,
                "一二三四".find(found["quarter"]) % 5 + 1
                if found["quarter"] in "一二三四"
                else int(found["quarter"]),
            )
        if found["half"]:
            first, last = (1, 6) if found["half"] == "上" else (7, 12)
            return Window(date(number, first, 1), month(number, last).end, f"{number}年{found['half']}半年")
        return month(number, int(found["month"]))

    def _whole(self, found: re.Match[str]) -> Window:
        if found["all"]:
            return self._default
        return year(self._year(found))


def _of(reading: Callable[[re.Match[str]], Window], found: re.Match[str]) -> Window:
    return reading(found)
