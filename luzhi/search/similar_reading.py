"""A text made ready for comparison: its folded characters, its words, and the part of it that asks for something."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from luzhi.search.passages import LEAST, Folded, grams, letters
from luzhi.search.words import keywords

SIZE = 3  # characters of the grams by which texts are held to be copies
ORDINAL = r"(?:[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s*)?"
WORDS = "(?:具体|对策|工作|意见|政策|相关|有关|几点|主要|措施|和|与|及|的){0,4}"
HEADINGS = (  # the surest first; the asking part begins behind it
    re.compile(rf"{ORDINAL}具体\s*(?:的)?(?:意见|对策)?(?:和|与|及)?(?:建议|措施)\s*[：:]"),
    re.compile(rf"(?:^|[\n。；;]|\s{{2,}})\s*{ORDINAL}{WORDS}(?:建议|措施){WORDS}\s*(?:[：:]|\n|如下)"),
    re.compile(r"(?:为此|因此|对此|鉴于此|综上|基于此)[^。\n]{0,30}建议[^。\n]{0,12}[：:，,]"),
    re.compile(r"建议(?:如下)?\s*[：:]"),
)
FEWEST = 24  # characters: a shorter remainder says too little to be the asking part
WORD = re.compile(r"[^\W\d_]+")
ENDING = 0.6  # without a heading the asking part is held to begin there


def words(text: str) -> Counter[str]:
    """How often each word stands in the text, without numbers and what is not Chinese or Latin."""
    return Counter({word: times for word, times in keywords(text).items() if WORD.fullmatch(word)})


def asking(body: str) -> int:
    """Where the suggestions begin."""
    for heading in HEADINGS:
        found = heading.search(body)
        if found and len(body) - found.end() >= FEWEST:
            return found.end()
    return int(len(body) * ENDING)


@dataclass(frozen=True, eq=False)
class Reading:
    """What comparing needs of a text, worked out when first asked for."""

    title: str
    body: str

    @cached_property
    def letters(self) -> str:
        return letters(self.body)

    @cached_property
    def folded(self) -> Folded:
        return Folded.of(self.body)

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.letters, SIZE)

    @cached_property
    def runs(self) -> set[str]:
        """Of the length from which a run of characters may be a passage."""
        return grams(self.letters, LEAST)

    @cached_property
    def ask(self) -> str:
        return self.body[asking(self.body) :]

    @cached_property
    def ask_grams(self) -> set[str]:
        return grams(letters(self.ask), SIZE)

    @cached_property
    def title_words(self) -> Counter[str]:
        return words(self.title)

    @cached_property
    def body_words(self) -> Counter[str]:
        return words(self.body)

    @cached_property
    def ask_words(self) -> Counter[str]:
        return words(self.ask)

    @cached_property
    def all_words(self) -> Counter[str]:
        return self.title_words + self.body_words
