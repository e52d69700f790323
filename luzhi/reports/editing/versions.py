"""The former versions of a text: who made each when, which steps were taken with it, and any two word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from luzhi.accounts.models import User
from luzhi.audit.models import Entry
from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.reports.models import Review
from luzhi.reports.periods import name_of
from luzhi.reports.reading import declared, is_declared
from luzhi.reports.tokens import PIECE, Level, parse_token
from luzhi.reports.windows import LEVELS
from luzhi.writing.comparing import marked
from luzhi.writing.forms import unix

WRITTEN = ("title", "summary", "text")
WRITING = ("review.create", "review.edit")

Words = tuple[str, str, str]


@dataclass
class Version:
    """`steps`: what was done with this version, such as handing it in."""

    number: int
    words: Words
    at: datetime | None = None
    who: str = ""
    steps: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Compared:
    before: Version
    after: Version
    title: SafeString
    summary: SafeString
    text: SafeString

    @property
    def is_same(self) -> bool:
        return self.before.words == self.after.words


def versions(review: Review) -> list[Version]:
    """From the first to the one that stands now; three queries."""
    kept = [Version(number, words) for number, words in enumerate(_texts(review), start=1)]
    entries = list(Entry.objects.about(review).order_by("seq"))
    keys = {entry.actor_key for entry in entries if entry.actor_key}
    names: dict[Any, str] = dict(User.objects.filter(subject_key__in=keys).values_list("subject_key", "name"))
    at = len(kept) - sum(map(_writes, entries)) - 1  # without entry: what was there before the chain begins
    for entry in entries:
        if _writes(entry):
            at += 1
        if 0 <= at < len(kept):
            _note(kept[at], entry, names.get(entry.actor_key, ""))
    return kept


def _texts(review: Review) -> Iterator[Words]:
    last: Words | None = None
    rows = [*review.events.order_by("pgh_id"), review]  # type: ignore[attr-defined]
    for row in rows:
        words = _words(row)
        if words != last:
            yield words
        last = words


def _words(row: Any) -> Words:
    title, summary, text = (unix(getattr(row, name)) for name in WRITTEN)
    return title, summary, text


def _writes(entry: Entry) -> bool:
    if entry.verb not in WRITING:
        return False
    return entry.verb == "review.create" or bool(set(WRITTEN) & set(entry.changes.get("fields", ())))


def _note(version: Version, entry: Entry, name: str) -> None:
    if _writes(entry):
        version.at, version.who = entry.at, name
        return
    noun, _dot, act = entry.verb.partition(".")
    if (flow := flows.get(noun)) and (step := flow.get(act)):
        version.steps.append(step.label)


def usual(kept: list[Version]) -> tuple[int, int]:
    """What is compared unless asked otherwise: the last one with what was handed on last, else with the one before."""
    last = len(kept)
    handed = [version.number for version in kept[:-1] if version.steps]
    return (handed[-1] if handed else max(last - 1, 1)), last


def compared(before: Version, after: Version) -> Compared:
    pairs = zip(before.words, after.words, strict=True)
    title, summary, text = (marked(readable(old), readable(new)) for old, new in pairs)
    return Compared(before, after, title, summary, text)


def readable(text: str) -> str:
    """Each figure as 〔its name · its window〕; what can't be read stays as written."""
    return PIECE.sub(lambda found: _named(found[0]), text)


def _named(written: str) -> str:
    try:
        token = parse_token(written, known=False)
    except ValidationError:
        return written
    label = declared(token.code).label if is_declared(token.code) else token.code
    ask = token.ask(max(token.start, token.end or token.start))
    parts = [label, name_of(ask.window)] + ([LEVELS[ask.level]] if ask.level is Level.BELOW else [])
    return f"〔{' · '.join(map(str, parts))}〕"
