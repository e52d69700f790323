"""A text as the checker reads it: one script, one width, and without the dirt of copying, with the way back.

Simplified for traditional, half width for full; blanks, line breaks and stray pinyin inside numbers and words are left
out. Every character knows its place in the text as it was written.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache

import pypinyin

from luzhi.reports.checking.columns import tabbed
from luzhi.search.folding import even

MARKS = str.maketrans(
    dict(zip("，．（）～∼〜—–―−－﹣﹪％：；！？", ",.()~~~------%%:;!?", strict=True))
    | dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\u202f", " ")
)
HAN = "\u3400-\u9fff〇"
NUMERAL = "0-9〇零一二两三四五六七八九十百千万亿"
INSIDE = f"{NUMERAL}余多来几数近约逾超"
UNIT = "条件次人名位个项元万亿千百册份篇场期户家本台套座所处亩吨米倍%‰"
SYLLABLE = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
DIRT = re.compile(
    rf"(?=[\u200b-\u200f\u2060\ufeff\xad \n({SYLLABLE}])(?:"
    rf"(?P<nothing>[\u200b-\u200f\u2060\ufeff\xad]{{1,50}})"
    rf"|(?P<spaced>(?<=[{INSIDE}]) {{1,8}}(?=[{HAN}%‰])|(?<=[{HAN}]) {{1,8}}(?=[0-9])|(?<=[{HAN}]) {{1,8}}(?=[余多万亿元])|(?<=%) {{1,8}}(?=[以左])|(?<=[{HAN}]) (?=[{HAN}]))"
    rf"|(?P<point>(?<=[0-9]\.) (?=[0-9]{{1,4}}%)|(?<=[0-9]) (?=\.[0-9]{{1,4}}%))"
    rf"|(?P<groups>(?<=[0-9]) (?=[0-9]{{3}}(?![0-9])))"
    rf"|(?P<letters>(?<=(?<![0-9])[0-9]) (?=[0-9](?![0-9])))"
    rf"|(?P<wrap> {{0,8}}\n {{0,8}}(?=[{HAN},%0-9]))"
    rf"|(?P<pinyin>(?<=[{HAN}0-9])\(?[ ]?[{SYLLABLE}]{{1,24}}[ ]?\)?(?=[{HAN}0-9])))"
)
TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
ENDED = frozenset('。！？!?;:”"’』」》)|\t…')
SHORTEST = (
    10  # characters of a line that may have been broken at its margin: shorter ones are headings and items
)
LIST_NUMBER = re.compile(
    r"[0-9]{1,2}[.、)]|\(?[一二三四五六七八九十0-9]{1,3}[)、]|第[一二三四五六七八九十]{1,3}[章节条]"
)
SPACED_OUT = re.compile(rf"(?:[0-9] ){{0,12}}[0-9] ?[{UNIT}余多来]")
CONTINUED = re.compile(rf"[0-9]*(?:\.[0-9]+)?[{UNIT}余多来]")


class Even:
    """`text` is what the checker reads; `origin(place)` is where that character stands in `written`."""

    def __init__(self, written: str) -> None:
        self.written = written
        same = tabbed(even(written.replace("\r", " ")).translate(MARKS))
        self._starts, self._origins = array("L", [0]), array("L", [0])
        parts, end, length = [], 0, 0
        for dirt in DIRT.finditer(same):
            if _is_dirt(dirt):
                parts.append(same[end : dirt.start()])
                length += dirt.start() - end
                end = dirt.end()
                self._starts.append(length)
                self._origins.append(end)
        self.text = "".join([*parts, same[end:]])

    def origin(self, place: int) -> int:
        run = bisect_right(self._starts, place) - 1
        return int(self._origins[run] + place - self._starts[run])

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The places in the written text of what stands from `start` to `end` (at least one character)."""
        return self.origin(start), self.origin(end - 1) + 1


def _is_dirt(found: re.Match[str]) -> bool:
    if found["pinyin"]:
        return _reads_its_neighbours(found)
    if found["wrap"]:
        return _breaks_a_line(found.string, found.start(), found.end())
    return not found["letters"] or _is_spaced_out(found)


def _is_spaced_out(found: re.Match[str]) -> bool:
    """2 0 0余万元: single digits, a blank between each two, and a unit behind them."""
    return bool(SPACED_OUT.match(found.string, found.end()))


def _breaks_a_line(text: str, at: int, after: int) -> bool:
    """A break at the margin: a long line that ends in the middle of a sentence, and no new item below."""
    line = text.rfind("\n", max(0, at - 200), at) + 1
    if at - max(line, at - 200) < SHORTEST or text[at - 1] in ENDED or LIST_NUMBER.match(text, after):
        return False
    if "\t" in text[max(line, at - 200) : at]:
        return False
    return not text[after].isdigit() or bool(CONTINUED.match(text, after))


@lru_cache(2048)
def _syllables(character: str) -> frozenset[str]:
    found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0]
    return frozenset(each.replace("ü", "v") for each in found)


def _reads_its_neighbours(found: re.Match[str]) -> bool:
    """Are the letters how the one to four characters before or behind them are said?"""
    letters = found[0].strip("() ").translate(TONES)
    text = found.string
    return _reads(letters, text[max(0, found.start() - 4) : found.start()][::-1], backward=True) or _reads(
        letters, text[found.end() : found.end() + 4]
    )


def _reads(letters: str, characters: str, *, backward: bool = False) -> bool:
    rest = {letters}
    for character in characters:
        cut = str.removesuffix if backward else str.removeprefix
        said = _syllables(character)
        rest = {cut(each, one) for each in rest for one in said if cut(each, one) != each}
        if "" in rest:
            return True
    return False
