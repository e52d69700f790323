"""Reading the text files.

The first lines are `code: …`, `label: …` (a msgid), `title: …` and `summary: …`; then a line is a sentence, a blank line ends a
paragraph, `# ` begins a heading. In a sentence:

    $year $we $all …              words about the committee (`writing.words`); an empty one drops the sentence
    {{code | $year}}              a figure; zero drops the sentence
    [[送文化=bring_culture.held、…]]  a list of those words whose figure is more than zero; none drops the sentence
    (code, code/code, code>=12)   before the sentence: what must be more than zero (or as many); / is or

So nothing is said that no record bears out. A heading stands only over paragraphs that remain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from luzhi.core.access import Text
from luzhi.core.registry import Registry

CONDITION = re.compile(r"\(([a-z0-9_.,/>= ]+)\)\s*")
LISTING = re.compile(r"\[\[(.+?)\]\]")
ITEM = re.compile(r"(.+?)=([a-z0-9_.]+)")
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Need:
    """One of these figures must be at least this much."""

    codes: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True)
class Sentence:
    text: str
    needs: tuple[Need, ...] = ()

    def listings(self) -> list[list[tuple[str, str]]]:
        """The (word, code) pairs of each [[list]]."""
        return [[_item(item) for item in found.split("、")] for found in LISTING.findall(self.text)]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a heading of one sentence."""

    sentences: tuple[Sentence, ...]
    heading: bool = False


@dataclass(frozen=True)
class Template:
    code: str
    label: Text
    title: str
    summary: str
    blocks: tuple[Block, ...]

    def codes(self) -> set[str]:
        """Every figure that decides whether a sentence stands."""
        sentences = [sentence for block in self.blocks for sentence in block.sentences]
        needed = {code for sentence in sentences for need in sentence.needs for code in need.codes}
        return needed | {code for s in sentences for listing in s.listings() for _word, code in listing}


def _item(text: str) -> tuple[str, str]:
    if not (found := ITEM.fullmatch(text)):
        raise ValueError(f"template: “{text}” is not word=figure")
    return found[1], found[2]


def _need(text: str) -> Need:
    codes, _, least = text.partition(">=")
    return Need(tuple(code.strip() for code in codes.split("/")), int(least or 1))


def _sentence(line: str) -> Sentence:
    if not (found := CONDITION.match(line)):
        return Sentence(line)
    return Sentence(line[found.end() :], tuple(_need(need.strip()) for need in found[1].split(",")))


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("# "):
        return Block((Sentence(lines[0].removeprefix("# ")),), heading=True)
    return Block(tuple(_sentence(line) for line in lines))


def template(text: str) -> Template:
    """Read a template's text."""
    head, *rest = text.strip().split("\n\n")
    fields: dict[str, Any] = dict(line.split(": ", 1) for line in head.splitlines())
    fields["label"] = gettext_lazy(fields["label"])
    return Template(**fields, blocks=tuple(_block(part.splitlines()) for part in rest))


templates: Registry[Template] = Registry("review template")
templates.add(*(template(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.txt"))))


def template_choices() -> list[tuple[str, Any]]:
    return templates.choices()
