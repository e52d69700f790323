"""Something that is wrong: what in the reader's words, where for whoever looks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    what: str
    where: str
