"""更正 as readers meet them: the notices under a text, and the figures that its review printed otherwise before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luzhi.core.numbers import portal_time
from luzhi.portal.models import Article, Correction
from luzhi.reports.correcting import changed_figures
from luzhi.reports.models import FrozenFigure


@dataclass(frozen=True)
class Notice:
    """One notice with its moment."""

    notice: str
    time: str


@dataclass(frozen=True)
class Corrections:
    """`figures` are (name, window, printed before, printed now) of the last correction."""

    notices: list[Notice]
    figures: list[tuple[str, str, str, str]]


def corrections_of(article: Article, user: Any) -> Corrections | None:
    """None where nothing was ever corrected."""
    rows = Correction.objects.visible_to(user).filter(article=article)
    notices = [Notice(row.notice, portal_time(row.corrected_at)) for row in rows]
    if not notices:
        return None
    changed = changed_figures(article.review) if article.review else []
    figures = [
        (now.label, now.window_label, then.printed, now.printed) for then, now in changed if now.public
    ]
    return Corrections(notices, figures)


def printed_before(figure: FrozenFigure) -> str:
    """What the text printed for this figure before it was corrected; "" where that was the same."""
    corrected = figure.review.corrects_id
    before = FrozenFigure.objects.filter(review=corrected, token=figure.token).first() if corrected else None
    return before.printed if before and before.printed != figure.printed else ""
