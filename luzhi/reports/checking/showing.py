"""What was found as a page shows it: the text in pieces, relations and records as rows of tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Scope, figures
from luzhi.core.showing import Cell, Column, Row
from luzhi.organisation.models import Committee
from luzhi.reports.checking.checked import Checked
from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import KINDS, WORDS, Identity
from luzhi.reports.checking.outcomes import AGREES, DIFFERS, UNKNOWN, outcome
from luzhi.reports.checking.records import Recorded
from luzhi.reports.opening import share_of
from luzhi.reports.periods import name_of

RELATION: Final = (
    Column("expression", gettext_lazy("relation"), kind="w-25"),
    Column("verdict", gettext_lazy("outcome"), kind="fit"),
    Column("kind", gettext_lazy("kind"), phone=False),
    Column("printed", gettext_lazy("printed"), kind="num"),
    Column("expected", gettext_lazy("expected"), kind="num"),
)
RECORD: Final = (
    Column("printed", gettext_lazy("printed")),
    Column("outcome", gettext_lazy("outcome"), kind="fit"),
    Column("recorded", gettext_lazy("records"), kind="num"),
    Column("label", gettext_lazy("figure")),
    Column("window", gettext_lazy("time spoken of"), kind="fit"),
)
KIND: Final = (
    Column("row", gettext_lazy("record")),
    Column("share", gettext_lazy("adds"), kind="num"),
)
STATES: Final = {"ok": "done", "warning": "wait", "error": "late", "none": "none"}
WEIGHT: Final = ("none", "ok", "warning", "error")
SHOWN: Final = 300  # rows of a table
BESIDE: Final = 6  # rows of a figure that differs


@dataclass(frozen=True)
class Piece:
    """Words, or a figure with its state and what is said of it."""

    text: str
    state: str = ""
    said: str = ""
    loud: bool = False  # the words stand in the text too: here something is to be mended
    number: int = 0  # of what is to be mended, from 1
    following: int = 0  # the number of the next one, 0 for the last


@dataclass(frozen=True)
class Count:
    label: Text
    number: int
    state: str


@dataclass(frozen=True)
class Beside:
    """The rows behind a figure that differs."""

    title: Text
    address: str
    rows: list[Row]
    more: int


@dataclass(frozen=True)
class Shown:
    pieces: list[Piece]
    relations: list[Row]
    records: list[Row]
    beside: list[Beside]
    errors: int
    differing: int
    figures: int
    counts: list[Count]
    problems: int
    notices: list[str]
    relation_columns: tuple[Column, ...] = RELATION
    record_columns: tuple[Column, ...] = RECORD
    row_columns: tuple[Column, ...] = KIND


def shown(checked: Checked, committee: Committee, user: Any) -> Shown:
    told = [record for record in checked.records if record.reading]
    differing = [record for record in told if record.agrees is False]
    marked = numbered(pieces(checked))
    return Shown(
        marked,
        [_relation(each) for each in sorted(checked.identities, key=_gravest)[:SHOWN]],
        [_record(each) for each in [*differing, *(each for each in told if each not in differing)][:SHOWN]],
        [_beside(each, committee, user) for each in differing[:20]],
        sum(each.severity == "error" for each in checked.identities),
        len(differing),
        len(checked.found),
        counts(checked),
        sum(piece.loud for piece in marked),
        checked.notices if checked.found else [],
    )


def counts(checked: Checked) -> list[Count]:
    """What was found, in numbers; kinds of which there is none are left out, but figures and relations."""
    severity = Counter(identity.severity for identity in checked.identities)
    agreed = Counter(record.agrees for record in checked.records)
    told = (
        Count(_("figures"), len(checked.found), "none"),
        Count(AGREES.label, agreed[True], "done"),
        Count(DIFFERS.label, agreed[False], "late"),
        Count(UNKNOWN.label, agreed[None], "none"),
        Count(_("relations"), len(checked.identities), "none"),
        Count(_("relations that are right"), severity["ok"], "done"),
        Count(_("relations in doubt"), severity["warning"], "wait"),
        Count(_("relations that are wrong"), severity["error"], "late"),
    )
    return [count for count in told if count.number or count in (told[0], told[4])]


def numbered(all_pieces: list[Piece]) -> list[Piece]:
    """What is to be mended gets numbers, so that a reader can go from one to the next."""
    last, number, result = sum(piece.loud for piece in all_pieces), 0, []
    for piece in all_pieces:
        number += piece.loud
        following = number + 1 if number < last else 0
        result.append(replace(piece, number=number, following=following) if piece.loud else piece)
    return result


def pieces(checked: Checked) -> list[Piece]:
    """The text as it was written, its figures marked by the gravest thing that is said of each."""
    said = _said(checked)
    result: list[Piece] = []
    end = 0
    for figure in checked.found:
        tone, words, loud = said.get(figure.start, ("none", _("no relation, no record"), False))
        result += [Piece(checked.text[end : figure.start]), Piece(figure.text, STATES[tone], words, loud)]
        end = figure.end
    return [*result, Piece(checked.text[end:])]


Said = dict[int, tuple[str, str, bool]]
"""By the place of a figure: the tone, the words, and whether they are loud."""


def _said(checked: Checked) -> Said:
    """A relation blames the figure that states it; the others that take part are in doubt."""
    said: Said = {}
    for identity in checked.identities:
        words = f"{WORDS[identity.verdict]} {identity.expression}"
        for figure in identity.figures:
            blamed = figure is identity.figures[-1] and identity.severity != "ok"
            tone = identity.severity if blamed or identity.severity == "ok" else "warning"
            _say(said, figure, tone, words, loud=blamed)
    for record in checked.records:
        if record.agrees is not None:
            found = outcome(record)
            _say(said, record.figure, found.tone, f"{found.label} {record.exact}", loud=not record.agrees)
    return said


def _say(said: Said, figure: Found, tone: str, words: str, *, loud: bool) -> None:
    before = said.get(figure.start, ("none", "", False))
    if WEIGHT.index(tone) > WEIGHT.index(before[0]):
        said[figure.start] = (tone, words, loud)


def _gravest(identity: Identity) -> int:
    return -WEIGHT.index(identity.severity)


def _relation(identity: Identity) -> Row:
    state = STATES[identity.severity]
    told: tuple[Text, ...] = (
        identity.expression, WORDS[identity.verdict], KINDS[identity.kind], identity.printed, identity.expected,
    )  # fmt: skip
    cells = [Cell(column, text) for column, text in zip(RELATION, told, strict=True)]
    cells[1] = Cell(RELATION[1], told[1], state=state)
    return Row("", tuple(cells))


def _record(record: Recorded) -> Row:
    found = outcome(record)
    told: tuple[Text, ...] = (
        record.figure.text,
        found.label,
        record.exact,
        record.label,
        name_of(record.window),
    )
    cells = [Cell(column, text) for column, text in zip(RECORD, told, strict=True)]
    cells[1] = Cell(RECORD[1], found.label, state=STATES[found.tone])
    return Row(record.address, tuple(cells))


def _beside(record: Recorded, committee: Committee, user: Any) -> Beside:
    assert record.reading  # noqa: S101
    title = f"{record.figure.text} · {DIFFERS.label} · {record.label} {record.reading.printed}"
    figure = figures.get(record.reading.ask.code)
    if figure is None:  # a ratio: its page shows both halves
        return Beside(title, record.address, [], 0)
    rows = figure.visible_records(Scope(committee.pk, record.window), user)
    some = [Row(row.get_absolute_url(), _cells(row, figure)) for row in rows[:BESIDE]]
    return Beside(title, record.address, some, max(0, record.reading.records - len(some)))


def _cells(row: Any, figure: Figure) -> tuple[Cell, Cell]:
    return Cell(KIND[0], str(row)), Cell(KIND[1], share_of(row, figure))
