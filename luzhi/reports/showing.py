"""A frozen figure and its drift as facts and rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.showing import Cell, Column, Fact, Row, words
from luzhi.reports.drift import Change, Drift, ask_of
from luzhi.reports.models import FrozenFigure
from luzhi.reports.opening import figure_url
from luzhi.reports.periods import name_and_days
from luzhi.reports.reading import exact
from luzhi.reports.windows import LEVELS, query

CHANGE = (
    Column("row", _("record")),
    Column("kind", _("what happened")),
    Column("before", _("frozen with"), kind="num"),
    Column("after", _("adds now"), kind="num"),
    Column("since", _("changed on"), kind="fit"),
)
KINDS: dict[str, Text] = {
    "added": _("counts newly"),
    "gone": _("counts no longer"),
    "changed": _("changed"),
}


@dataclass(frozen=True)
class Drifted:
    """What the page says of a drift: the new value, since when, and the rows."""

    now: str
    since: str
    hidden: int
    columns: tuple[Column, ...]
    rows: list[Row]


def frozen_facts(frozen: FrozenFigure) -> list[Fact]:
    ask = ask_of(frozen)
    live = figure_url(frozen.code, query(ask.window, ask.level))
    return [
        Fact(_("Printed form"), frozen.printed, state="frozen"),
        Fact(_("Exact value"), exact(frozen.value, frozen.unit)),
        Fact(_("Definition"), frozen.definition),
        Fact(_("Window"), name_and_days(frozen.window)),
        Fact(_("Scope"), LEVELS[ask.level]),
        Fact(_("Rows"), str(frozen.records)),
        Fact(_("frozen at"), f"{words(frozen.frozen_at)} · {frozen.frozen_by or ''}"),
        Fact(_("Printed in"), frozen.review.title, frozen.review.get_absolute_url()),
        Fact(_("Figure"), frozen.label, live),
    ]


def changes(drift: Drift | None) -> Drifted | None:
    if drift is None:
        return None
    since = words(drift.since)
    return Drifted(drift.now.printed, str(since), drift.hidden, CHANGE, [_row(c) for c in drift.changes])


def _row(change: Change) -> Row:
    told: tuple[Text, ...] = (
        str(change.row),
        KINDS[change.kind],
        change.before,
        change.after,
        _day(change.since),
    )
    cells = tuple(Cell(column, text) for column, text in zip(CHANGE, told, strict=True))
    return Row(change.row.get_absolute_url(), cells)


def _day(moment: datetime | None) -> Text:
    return words(moment)
