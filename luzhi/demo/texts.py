"""What proposals and papers are about, and proposal texts in three parts put together by lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from luzhi.demo.material import words

ORDERED = "一二三四五六"


@dataclass(frozen=True)
class Matter:
    topic: str
    name: str
    department: str


@cache
def matters() -> tuple[Matter, ...]:
    return tuple(
        Matter(topic, *pair.split("="))
        for topic, listed in words("proposals")["classes"].items()
        for pair in listed.split()
    )


def titles(lots: Random) -> Iterator[tuple[Matter, str]]:
    """Matters with a title each, in a random order; a title comes again only after all others."""
    forms = words("proposals")["titles"]
    pairs = [(matter, form.format(m=matter.name)) for matter in matters() for form in forms]
    while True:
        lots.shuffle(pairs)
        yield from pairs


def place(lots: Random) -> str:
    """Somewhere in the city that people went to."""
    return str(lots.choice(words("proposals")["text"]["places"]))


def body(lots: Random, matter: str, department: str) -> str:
    """What was found, what is wrong, what is asked for."""
    text = words("proposals")["text"]
    facts = {
        "m": matter,
        "d": department,
        "p": place(lots),
        "n": lots.randint(6, 40),
        "k": lots.randint(2, 5),
    }
    parts = (
        ("一、调研情况", "".join(_some(lots, text["survey"], 3))),
        ("二、问题分析", "".join(_some(lots, text["problems"], 3))),
        ("三、具体建议", "\n".join(_some(lots, text["asks"], 4))),
    )
    return "\n".join(f"{heading}\n{sentences}" for heading, sentences in parts).format(**facts)


def _some(lots: Random, sentences: list[str], number: int) -> list[str]:
    """Some of the sentences in their order; their numbering (一是, 1.) runs on from one."""
    chosen = sorted(lots.sample(range(len(sentences)), number))
    return [_numbered(sentences[each], order) for order, each in enumerate(chosen, 1)]


def _numbered(sentence: str, order: int) -> str:
    if sentence[0].isdigit():
        return f"{order}{sentence[1:]}"
    return ORDERED[order - 1] + sentence[1:] if sentence[1] == "是" else sentence
