"""What can be suggested for a text: each room declares it, with its own past as the teacher."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from luzhi.core.access import Text
from luzhi.core.registry import Registry


@dataclass(frozen=True)
class Example:
    """A text of the past and what it was given: `label` is kept as learnt (a topic's name, a unit's id)."""

    title: str
    body: str
    label: str


@dataclass(frozen=True)
class Past:
    """A past text that speaks for a label."""

    reference: str
    title: str
    label: str


@dataclass(frozen=True)
class Source:
    """`examples(committee, most)`: the newest first, `count` how many there are; `past(committee, rows)`: what the rows
    were given, by id; `names(committee, labels)`: the words for labels that may still be given."""

    code: str
    label: Text
    kind: str
    count: Callable[[UUID], int]
    examples: Callable[[UUID, int], Iterable[Example]]
    past: Callable[[UUID, Collection[UUID]], dict[UUID, Past]]
    names: Callable[[UUID, Collection[str]], dict[str, str]]


sources: Registry[Source] = Registry("source of suggestions")
