"""The three parts that a proposal has: 调研情况, 问题分析, 具体建议, found by the headings that people write.

`slices` cuts a text without losing a character. `compose` and `decompose` are the exact form in which three fields
are stored as one text; a text of any other form stays one field, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    OPENING = "opening"  # what stands before the first heading
    SITUATION = "situation"
    ANALYSIS = "analysis"
    SUGGESTIONS = "suggestions"


PARTS: Final = (Role.SITUATION, Role.ANALYSIS, Role.SUGGESTIONS)
HEADINGS: Final = {
    Role.SITUATION: "一、调研情况",
    Role.ANALYSIS: "二、问题分析",
    Role.SUGGESTIONS: "三、具体建议",
}
MARK: Final = r"(?:第[一二三四五六]部分|[一二三四五六七八九十]{1,2}\s*[、.．,，]|[（(][一二三四五六]{1,2}[）)]|\d{1,2}\s*[、.．)）])"
WORDS: Final = {
    Role.SUGGESTIONS: "建议|对策|措施|意见|办法|举措|解决(?:方案|途径|思路)",
    Role.ANALYSIS: "问题|分析|原因|困难|不足|短板|瓶颈|症结|难点|挑战",
    Role.SITUATION: "情况|现状|背景|案由|事由|概况|调研|由来|意义|必要性|理由|基础",
}
HEADING_LENGTH: Final = 24
STOPS: Final = "。；;！!？?，,"
BARE: Final = re.compile(
    r"(?:主要|基本|当前|目前|现有|存在的?|主要存在的?|面临的?|有关|相关|具体|工作|对策|几点|调研|意见|及|和|与|的|、)*"
    r"(?:情况|现状|背景|概况|问题|困难|不足|短板|原因|分析|问题分析|原因分析|建议|对策|措施|意见建议|案由|理由|方案|意见|办法)"
    r"(?:分析|建议|措施|和建议|及建议|及分析)?"
)
BRACKETED: Final = re.compile(r"[【\[《〔]([^】\]》〕]+)[】\]》〕]")
TITLE: Final = re.compile(r"(?:案\s*由|题\s*目|标\s*题|提案名称)\s*[:：]\s*(.+)")
TITLE_LENGTH: Final = 60
ITEM: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[,，、]|[（(][一二三四五六七八九十]{1,3}[）)]|"
    r"[一二三四五六七八九十]{1,3}\s*、|\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])"
)


@dataclass(frozen=True)
class Slice:
    """A passage with its heading line (line end included); `heading + text` stands so in the original."""

    role: Role
    heading: str
    text: str


@dataclass(frozen=True)
class Parts:
    situation: str = ""
    analysis: str = ""
    suggestions: str = ""


@dataclass(frozen=True)
class Filled:
    """An imported text for the fields: a title where one stands above, and three parts or one whole."""

    title: str
    parts: Parts | None
    whole: str


def role_of(line: str) -> Role | None:
    """Which part this line is the heading of; None for a line of the text."""
    bare = line.strip().strip("#*　 ").rstrip(":：")
    if bracketed := BRACKETED.fullmatch(bare):
        bare = bracketed[1].strip()
        marked = True
    else:
        bare, marked = _unnumbered(bare)
    if not bare or len(bare) > HEADING_LENGTH or any(stop in bare for stop in STOPS):
        return None
    if not marked and not BARE.fullmatch(bare):
        return None
    # 存在的问题及建议 leads to suggestions only when nothing else does: the later word decides.
    found = {role: _last(words, bare) for role, words in WORDS.items() if _last(words, bare) >= 0}
    return max(found, key=lambda role: found[role]) if found else None


def _unnumbered(line: str) -> tuple[str, bool]:
    number = re.match(rf"{MARK}\s*", line)
    return (line[number.end() :].strip(), line[0] not in "（(") if number else (line, False)


def _last(words: str, text: str) -> int:
    return max((match.end() for match in re.finditer(words, text)), default=-1)


def slices(text: str) -> list[Slice]:
    """The text cut at the headings of its parts; put together again it is the text."""
    found = [Slice(Role.OPENING, "", "")]
    for line in text.splitlines(keepends=True):
        role = role_of(line)
        if role is None:
            found[-1] = replace(found[-1], text=found[-1].text + line)
        else:
            found.append(Slice(role, line, ""))
    return found


def joined(pieces: Iterable[Slice]) -> str:
    return "".join(piece.heading + piece.text for piece in pieces)


def compose(parts: Parts) -> str:
    """The three fields as one text."""
    return "\n".join(f"{HEADINGS[role]}\n{getattr(parts, role)}" for role in PARTS)


def decompose(text: str) -> Parts | None:
    """The three fields of a text that has exactly the composed form: compose(decompose(text)) == text; else None."""
    pattern = "\n".join(f"{HEADINGS[role]}\n(?P<{role}>.*?)" for role in PARTS)
    found = re.fullmatch(pattern, text, re.DOTALL)
    return Parts(**found.groupdict()) if found else None


def fill(text: str) -> Filled:
    """For the editor. The headings of the three parts become the fields' own; nothing else is left out.

    Where the parts don't follow one another in their order, or one has no text, the whole stays one text.
    """
    title, rest = _titled(text)
    found = slices(rest)
    roles = [piece.role for piece in found[1:]]
    order = [PARTS.index(role) for role in roles]
    if set(roles) != set(PARTS) or order != sorted(order):
        return Filled(title, None, rest.strip("\n"))
    gathered = dict.fromkeys(PARTS, "")
    gathered[Role.SITUATION] = found[0].text
    begun: set[Role] = set()
    for piece in found[1:]:
        gathered[piece.role] += (piece.heading if piece.role in begun else "") + piece.text
        begun.add(piece.role)
    texts = {role: text.strip("\n") for role, text in gathered.items()}
    return Filled(title, Parts(**texts), rest.strip("\n"))


def _titled(text: str) -> tuple[str, str]:
    """The title line above the text, if one stands there, and the text without it."""
    lines = text.lstrip("\ufeff\n\r 　").splitlines(keepends=True)
    first = lines[0].strip() if lines else ""
    if named := TITLE.fullmatch(first):
        first = named[1].strip()
    elif role_of(first) or first.endswith(tuple("。；;：:，,")) or len(lines) < 2 or ITEM.match(first):
        return "", text
    return (first, "".join(lines[1:])) if 0 < len(first) <= TITLE_LENGTH else ("", text)


def items(text: str) -> int:
    """How many suggestions a part lists: those of its outermost kind of number, 1 where it lists none but has text."""
    kinds: dict[str, int] = {}
    for line in text.splitlines():
        if number := ITEM.match(line):
            kind = re.sub(r"[一二三四五六七八九十\d①-⑳\s]+", "#", number[0])
            kinds[kind] = kinds.get(kind, 0) + 1
    return next(iter(kinds.values()), 1 if text.strip() else 0)
