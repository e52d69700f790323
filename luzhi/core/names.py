"""Chinese personal names: how lists sort them (按姓氏笔画, by pinyin) and how a roll prints them. Pure functions."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

from pypinyin import Style, lazy_pinyin, load_single_dict

LETTERS = 16  # characters of a name that count in a key
WIDTH = 5  # figures of one character's rank
UNKNOWN = "9" * WIDTH

# Surnames that are read otherwise than the word (现代汉语词典, entries marked 姓); of two readings the commoner.
SURNAMES = {
    "万俟": "mo4 qi2", "尉迟": "yu4 chi2", "单于": "chan2 yu2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2",
    "令狐": "ling2 hu2", "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "覃": "qin2", "任": "ren2",
    "华": "hua4", "查": "zha1", "区": "ou1", "朴": "piao2", "翟": "zhai2", "员": "yun4", "缪": "miao4",
    "葛": "ge3", "燕": "yan1", "乐": "yue4", "盖": "ge3", "占": "zhan1", "应": "ying1", "种": "chong2",
    "秘": "bi4", "折": "she2", "召": "shao4", "洗": "xian3", "干": "gan1", "卜": "bu3", "乜": "nie4",
    "祭": "zhai4", "薄": "bo2", "都": "du1", "那": "na1", "哈": "ha3", "句": "gou1", "阚": "kan4", "撒": "sa3",
    "过": "guo1", "么": "yao1", "隗": "wei3", "佴": "nai4", "黑": "he4", "纪": "ji3", "繁": "po2", "於": "yu1",
    "能": "nai4", "炅": "gui4", "隽": "juan4", "便": "pian2",
}  # fmt: skip
load_single_dict({ord("长"): "cháng", ord("行"): "xíng", ord("乐"): "lè"})  # in given names


@cache
def _ranks() -> dict[str, str]:
    """Every known character's place in the stroke order, as five figures; made by scripts/strokes.py."""
    lines = (Path(__file__).parent / "data/strokes.txt").read_text("utf-8").splitlines()
    ordered = "".join(line.partition(" ")[2] for line in lines)
    return {char: f"{rank:0{WIDTH}}" for rank, char in enumerate(ordered, 1)}


def _letters(name: str) -> str:
    """The name without spaces, dots and other marks; compatibility forms unified."""
    return "".join(char for char in unicodedata.normalize("NFKC", name) if char.isalnum())[:LETTERS]


def stroke_key(name: str) -> str:
    """80 figures that sort in the C collation: stroke count, strokes 横竖撇点折, code point, character by character.

    By the custom of official lists 单名 stand before 双名 of the same surname. A character outside the table comes
    last. Keys that are stored must be made anew when the table changes.
    """
    letters = _letters(name)
    ranks = [_ranks().get(char, UNKNOWN) for char in letters]
    if len(letters) == 2:
        ranks.insert(1, "0" * WIDTH)
    return "".join(ranks)[: LETTERS * WIDTH].ljust(LETTERS * WIDTH, "0")


def _syllables(letters: str) -> list[str]:
    surname = next((letters[:length] for length in (2, 1) if letters[:length] in SURNAMES), "")
    given = lazy_pinyin(
        letters[len(surname) :],
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=cast("Any", list),
    )
    return [*SURNAMES.get(surname, "").split(), *(syllable.lower() for syllable in given)]


def pinyin_key(name: str) -> str:
    """Sorts by syllable, tone and, for the same sound, strokes, so that one surname stays together: shan400722 …"""
    letters = _letters(name)
    pairs = zip(_syllables(letters), letters, strict=True)
    return " ".join(syllable + _ranks().get(char, UNKNOWN) for syllable, char in pairs)


def initials(name: str) -> str:
    """The first letters, for typing a name: 单田芳 is stf."""
    return "".join(syllable[0] for syllable in _syllables(_letters(name)))


def roll_name(name: str, sex: str, nationality: str) -> str:
    """A name as a printed roll has it: 张　三, 马小红（女，回族）; `sex` 男/女, `nationality` as 汉族 or empty."""
    shown = f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name
    marks = ["女"] * (sex == "女") + [nationality] * (nationality not in ("", "汉族"))
    return f"{shown}（{'，'.join(marks)}）" if marks else shown
