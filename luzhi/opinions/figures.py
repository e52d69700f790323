"""Figures of written work: submitted and used are different figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import joined_label
from luzhi.core.figures import Figure, figures
from luzhi.opinions.models import Paper, PaperKind, PaperState

UNITS = {
    PaperKind.OPINION: "条",
    PaperKind.INFORMATION: "则",
    PaperKind.SPEECH: "篇",
    PaperKind.DUTY_REPORT: "篇",
    PaperKind.LETTER: "件",
}


def submitted(kind: PaperKind) -> Figure:
    return Figure(
        f"papers.{kind.value}.submitted",
        joined_label(kind.label, _("submitted")),
        UNITS[kind],
        lambda scope: scope.rows(Paper.objects.of(kind), "submitted_on"),
        _("By the day of submission."),
    )


def used(kind: PaperKind) -> Figure:
    return Figure(
        f"papers.{kind.value}.used",
        joined_label(kind.label, _("used")),
        UNITS[kind],
        lambda scope: scope.rows(Paper.objects.of(kind).filter(state=PaperState.USED), "used_on"),
        _("By the day of use."),
    )


for each in PaperKind:
    figures.add(submitted(each), used(each))
