"""What a template consists of.

The first lines are its head, `name: value` each: `code`, `label` (a msgid), `title`, `summary`, and if need be `period`
(year, quarter, month; several divided by commas; year unless said), `form` (plain, document, letter, minutes, bulletin;
plain unless said) and `public: yes`, which says that it may print public figures alone.

Then a line is a sentence, a blank line ends a paragraph; `# `, `## ` and `### ` begin a heading, `> ` a quotation. Lines
between strokes are a table, the first is its head. `! ` is a chart: its title, then its figures. In a line:

    $period $we $all …            words about the committee and the period (`names.py`); an empty one drops the line
    {{code | $window}}            a figure; zero drops the sentence
    [[送文化=bring_culture.held、…]]  a list of those words whose figure is more than zero; none drops the sentence
    [[立案{{code | $window}}、…]]    the same with the figure printed
    (code, code/code, code>=12)   before the line: what must be more than zero (or as many); / is or
    (code=0, plans, plans=0)      nothing is recorded; there are such words; there are none

A row of a table stands while one of its figures is more than zero, a table while a row stands. A chart's bars of different
figures stand as rows do, those of one figure in several windows all or none. So nothing is said that no record bears out.
A heading stands only over what remains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from luzhi.core.access import Text

WORD = re.compile(r"\$([a-z]*)")
LISTING = re.compile(r"\[\[(.*?)\]\]")
FIGURE = re.compile(r"\{\{.*?\}\}")
COUNTED = re.compile(r"([^=]+)=([a-z0-9_.]+)")


class Sort(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    TABLE = "table"
    CHART = "chart"


@dataclass(frozen=True)
class Need:
    """One of these figures (or words, whose names have no dot) is at least this much; `least` 0: none is anything."""

    names: tuple[str, ...]
    least: int = 1

    def codes(self) -> list[str]:
        return [name for name in self.names if "." in name]

    def words(self) -> list[str]:
        return [name for name in self.names if "." not in name]


@dataclass(frozen=True)
class Item:
    """A part of a list. `code` decides over it; where it is empty, the figure that stands in its words does."""

    words: str
    code: str = ""


@dataclass(frozen=True)
class Sentence:
    """A line: `number` is its place in the template's text."""

    text: str
    number: int
    needs: tuple[Need, ...] = ()

    def listings(self) -> list[list[Item]]:
        """The items of each [[list]]; ValueError for one that no figure decides over."""
        return [[item_of(part) for part in found.split("、")] for found in LISTING.findall(self.text)]

    def codes(self) -> list[str]:
        """The figures of its conditions and lists, which decide without being printed."""
        listed = [item.code for listing in self.listings() for item in listing if item.code]
        return [code for need in self.needs for code in need.codes()] + listed

    def outside(self) -> str:
        """The text without its lists: every figure in it must be something."""
        return LISTING.sub("", self.text)


def item_of(text: str) -> Item:
    if FIGURE.search(text):
        return Item(text)
    if not (found := COUNTED.fullmatch(text)):
        raise ValueError(text)
    return Item(found[1], found[2])


@dataclass(frozen=True)
class Block:
    """Sentences of a paragraph or quotation, a heading's or chart's one line, the rows of a table."""

    sort: Sort
    sentences: tuple[Sentence, ...]
    level: int = 0


@dataclass(frozen=True)
class Template:
    """`text` is what it was read from; `periods` are some of year, quarter, month."""

    code: str
    label: Text
    title: str
    summary: str
    blocks: tuple[Block, ...]
    text: str
    periods: tuple[str, ...] = ("year",)
    form: str = "plain"
    public: bool = False

    def sentences(self) -> Iterator[Sentence]:
        return (sentence for block in self.blocks for sentence in block.sentences)

    def codes(self) -> set[str]:
        return {code for line in self.sentences() for code in line.codes()}

    def words(self) -> set[str]:
        """Every word that it says or asks for."""
        asked = {name for line in self.sentences() for need in line.needs for name in need.words()}
        return asked | set(WORD.findall(f"{self.title}{self.summary}")).union(
            *(WORD.findall(line.text) for line in self.sentences())
        )
