"""Frozen against live: what the records say now to a figure that was approved, and through which rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from luzhi.audit.models import Entry
from luzhi.core.figures import Scope
from luzhi.reports.freezing import Rows, rows_behind
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.reading import Reading, is_declared, plain_figures, read
from luzhi.reports.tokens import Ask, Level

SHOWN = 50
STORED = Decimal("1e-12")  # a ratio may have no end, and is stored to the twelfth decimal


@dataclass(frozen=True)
class Change:
    """One row that came, went or changed since. `before` and `after` are what it adds ("" where it doesn't count)."""

    id: UUID
    code: str
    before: str
    after: str
    row: Any = None
    since: datetime | None = None

    @property
    def kind(self) -> str:
        if self.before and self.after:
            return "changed"
        return "added" if self.after else "gone"


@dataclass(frozen=True)
class Drift:
    """`changes` are the rows that the reader may see, `hidden` how many more there are."""

    now: Reading
    changes: list[Change]
    hidden: int
    since: datetime | None


def ask_of(frozen: FrozenFigure) -> Ask:
    return Ask(frozen.code, frozen.window, Level(frozen.level))


def drifted(review: Review) -> dict[FrozenFigure, str]:
    """The figures of a review that the records give otherwise now, each with what they print.

    One that the program no longer declares is not among them: nothing can be compared with it.
    """
    if not review.is_frozen:
        return {}
    asks = {frozen: ask_of(frozen) for frozen in review.figures.defer("parts") if is_declared(frozen.code)}
    now = read(review.committee, asks.values())
    return {frozen: now[ask].printed for frozen, ask in asks.items() if now[ask].printed != frozen.printed}


def same(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether both are one value; None (a ratio over nothing) is like itself alone."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= STORED


def drift(frozen: FrozenFigure, user: Any) -> Drift | None:
    """What changed since the figure was frozen; None if the same rows still add the same.

    Also None for a figure that the program no longer declares: nothing can be compared with it.
    """
    if not is_declared(frozen.code):
        return None
    ask = ask_of(frozen)
    changes = list(_changes(frozen.parts, rows_behind(frozen.review, ask)))
    now = read(frozen.review.committee, [ask])[ask]
    if not changes and now.printed == frozen.printed:
        return None
    seen = _visible(frozen, changes, user)
    since = _since(frozen, changes, seen)
    seen = [replace(change, since=since.get(change.id)) for change in seen]
    return Drift(now, seen[:SHOWN], len(changes) - len(seen[:SHOWN]), min(since.values(), default=None))


def _changes(before: Rows, after: Rows) -> Iterator[Change]:
    for code, rows in after.items():
        then = before.get(code, {})
        for key in sorted(then.keys() | rows.keys()):
            if then.get(key, "") != rows.get(key, ""):
                yield Change(UUID(key), code, then.get(key, ""), rows.get(key, ""))


def _visible(frozen: FrozenFigure, changes: list[Change], user: Any) -> list[Change]:
    """The changes whose rows still exist and may be seen by the user, with their rows."""
    scope = Scope(frozen.committee_id, frozen.window)
    rows: dict[UUID, Any] = {}
    for figure in plain_figures(frozen.code):
        model = figure.records(scope).model
        ids = [change.id for change in changes if change.code == figure.code]
        rows |= model._default_manager.visible_to(user).in_bulk(ids)
    return [replace(change, row=rows[change.id]) for change in changes if change.id in rows]


def _since(frozen: FrozenFigure, changes: list[Change], seen: list[Change]) -> dict[UUID, datetime]:
    """When each changed row was first touched after the freezing: as the audit chain has it, else as entered."""
    entered = {change.id: getattr(change.row, "entered_at", frozen.frozen_at) for change in seen}
    entries = Entry.objects.filter(
        committee_id=frozen.committee_id,
        subject_id__in=[change.id for change in changes],
        at__gt=frozen.frozen_at,
    ).order_by("-seq")
    audited = {entry.subject_id: entry.at for entry in entries if entry.subject_id and entry.at}
    return {key: at for key, at in entered.items() if at > frozen.frozen_at} | audited
