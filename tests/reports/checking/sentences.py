"""Invented sentences in two files: tuned.txt, which the rules were made with, and heldout.txt, which only measures them.

A text, then `= figures` (10次~余: value, unit, and the qualifier where there is one) and `> relation outcome` lines; texts are
apart by empty lines. Relations compare by their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from luzhi.reports.checking.finding import find
from luzhi.reports.checking.relations import relations

FIGURE = re.compile(r"([\d.]+)(.*?)(?:~(.+))?")
Told = tuple[Decimal, str, str]
Stated = tuple[tuple[Decimal, ...], str]


@dataclass(frozen=True)
class Sentence:
    text: str
    figures: Counter[Told]
    relations: Counter[Stated]


@dataclass
class Score:
    """`alarms`: warnings and errors that nothing in the file asks for."""

    right: int = 0
    missed: int = 0
    beyond: int = 0
    decided: int = 0
    undecided: int = 0
    alarms: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.missed + self.beyond)


def sentences(name: str) -> Iterator[Sentence]:
    blocks = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")
    for block in blocks:
        lines = block.split("\n")
        text = "\n".join(line for line in lines if line[0] not in "=>")
        figures = [part.strip() for line in lines if line[0] == "=" for part in line[1:].split(";")]
        stated = [line[1:].rsplit(" ", 1) for line in lines if line[0] == ">"]
        yield Sentence(
            text,
            Counter(_figure(each) for each in figures if each),
            Counter((_numbers(expression), verdict) for expression, verdict in stated),
        )


def _figure(written: str) -> Told:
    found = FIGURE.fullmatch(written)
    assert found, written
    return Decimal(found[1]).normalize(), found[2], found[3] or "exact"


def _numbers(expression: str) -> tuple[Decimal, ...]:
    return tuple(sorted(Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", expression)))


def compared(sentence: Sentence) -> Score:
    found = find(sentence.text)
    got = Counter((each.value.normalize(), each.unit, each.qualifier) for each in found)
    tested = relations(sentence.text, found)
    decided = Counter((_numbers(each.expression), each.verdict.value) for each in tested)
    loud = Counter(
        (_numbers(each.expression), each.verdict.value) for each in tested if each.severity != "ok"
    )
    return Score(
        (got & sentence.figures).total(), (sentence.figures - got).total(), (got - sentence.figures).total(),
        (decided & sentence.relations).total(), (sentence.relations - decided).total(),
        (loud - sentence.relations).total(),
    )  # fmt: skip


def score(name: str) -> Score:
    whole = Score()
    for each in map(compared, sentences(name)):
        for part, number in vars(each).items():
            setattr(whole, part, getattr(whole, part) + number)
    return whole
