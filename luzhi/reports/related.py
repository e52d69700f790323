"""What a review's page tells beside its text: who read it in which round, what it corrects or was corrected by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.pages import Related
from luzhi.core.showing import Cell, Column, Row, labelled, table
from luzhi.reports.correcting import changed_figures
from luzhi.reports.models import Reading, Review

READINGS = labelled(Reading, "stage", "reader", "outcome", "opinion", "corrected", "read_at")
CORRECTIONS = labelled(Review, "title", "correction", "state", "written_by")
FIGURES = (
    Column("label", gettext_lazy("figure")),
    Column("window", gettext_lazy("window")),
    Column("before", gettext_lazy("before the correction"), kind="num"),
    Column("after", gettext_lazy("after the correction"), kind="num"),
)


def beside(review: Review, user: Any) -> list[Related]:
    """Only what there is: a text that nobody has read yet shows no table of readings."""
    readings = Reading.objects.visible_to(user).filter(review=review).select_related("reader", "review")
    others = Review.objects.visible_to(user).select_related("written_by")
    corrections = others.filter(corrects=review) | others.filter(corrections=review)
    rounds = sorted({reading.round for reading in readings})
    found = [
        *(_readings([one for one in readings if one.round == each], each, rounds) for each in rounds),
        Related(_("Corrections"), CORRECTIONS, table(CORRECTIONS, corrections)),
        Related(_("Figures that were corrected"), FIGURES, _figures(review)),
    ]
    return [part for part in found if part.rows]


def _readings(readings: list[Reading], number: int, rounds: list[int]) -> Related:
    """The readings of one round; a text that was never returned has one, which is not counted."""
    title = _("Readings of round %(number)s") % {"number": number} if len(rounds) > 1 else _("Readings")
    return Related(title, READINGS, [Row("", row.cells) for row in table(READINGS, readings)])


def _figures(review: Review) -> list[Row]:
    rows = []
    for before, after in changed_figures(review):
        told = (after.label, after.window_label, before.printed, after.printed)
        cells = tuple(Cell(column, text) for column, text in zip(FIGURES, told, strict=True))
        rows.append(Row(after.get_absolute_url(), cells))
    return rows
