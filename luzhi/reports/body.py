"""The text of a review as blocks: a line is a paragraph, `# ` before it makes it a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luzhi.reports.tokens import Part, parse

SENTENCE_ENDS = "。！？…”"


@dataclass(frozen=True)
class Block:
    parts: tuple[Part, ...]
    heading: bool = False


def blocks(text: str, *, known: bool = True) -> Iterator[Block]:
    """Headings and paragraphs in their order; blank lines are air. Raises ValidationError as `tokens.parse`."""
    parse(text, known=known)  # faults are told with the line of the whole text
    for line in text.splitlines():
        if stripped := line.strip():
            heading = stripped.startswith("# ")
            yield Block(parse(stripped.removeprefix("# "), known=known), heading)


def ends_a_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in tuple(SENTENCE_ENDS)
