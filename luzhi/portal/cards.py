"""The public card of a frozen figure: what it counts, of when and of whom, and what the records say today."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.figures import figures, ratios
from luzhi.core.numbers import NOTHING, document_date, portal_time
from luzhi.core.showing import Fact, words
from luzhi.portal.mending import printed_before
from luzhi.portal.models import Article
from luzhi.portal.reading import public
from luzhi.reports.drift import ask_of, live
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.reading import read
from luzhi.reports.tokens import Level

STORED = Decimal("1e-12")  # a ratio is stored to the twelfth decimal


@dataclass(frozen=True)
class Card:
    """`drift` says what the records hold now, where that is no longer what was printed."""

    figure: FrozenFigure
    facts: list[Fact]
    drift: str
    article: Article | None


def card(user: Any, committee: Any, pk: UUID) -> Card:
    """The card, if the reader may see the figure; 404 otherwise. Rows and persons never stand on it."""
    seen = (
        FrozenFigure.objects.visible_to(user)
        .filter(committee=committee)
        .select_related("review")
        .defer("parts")
    )
    figure = get_object_or_404(seen, pk=pk)
    article = public(committee).filter(review=figure.review_id).only("title").first()
    return Card(figure, _facts(figure, committee), _drift(figure, committee), article)


def _facts(figure: FrozenFigure, committee: Any) -> list[Fact]:
    exact = [Fact(_("Exact value"), _exact(figure))] if figure.public else []
    return [
        *exact,
        Fact(_("What is counted"), figure.definition),
        Fact(_("Window"), _window(figure)),
        Fact(_("Scope"), _scope(figure, committee)),
        Fact(_("Records behind it"), _("%(rows)s records") % {"rows": figure.records}),
        Fact(_("Frozen since"), portal_time(figure.frozen_at)),
        *([Fact(_("Printed before the correction"), before)] if (before := printed_before(figure)) else []),
    ]


def _exact(figure: FrozenFigure) -> str:
    if figure.value is None:
        return NOTHING
    if figure.code in ratios:
        return f"{words((figure.value * 100).quantize(Decimal('0.0001')))}%"
    return f"{words(figure.value)}{figure.unit}"


def _window(figure: FrozenFigure) -> str:
    days = f"{document_date(figure.window_from)}—{document_date(figure.window_to)}"
    return f"{figure.window_label} ({days})" if figure.window_label else days


def _scope(figure: FrozenFigure, committee: Any) -> Text:
    if figure.level == Level.BELOW:
        return _("%(committee)s with the committees beneath") % {"committee": committee.short_name}
    return _("%(committee)s alone") % {"committee": committee.short_name}


def since_printing(review: Review | None) -> list[tuple[FrozenFigure, str]]:
    """The public figures of a review that the records give otherwise today, each with what they give."""
    if review is None or not review.is_frozen:
        return []
    now = live(review)
    figures = [figure for figure in review.figures.all() if figure.public and figure.token in now]
    return [
        (figure, now[figure.token].printed)
        for figure in figures
        if now[figure.token].printed != figure.printed
    ]


def _drift(figure: FrozenFigure, committee: Any) -> str:
    """What the same question gives today, where it differs: a later change is shown, not hidden."""
    if figure.code not in figures and figure.code not in ratios:
        return ""
    ask = ask_of(figure)
    now = read(committee, [ask])[ask]
    if _same(now.value, figure.value) and now.records == figure.records:
        return ""
    if now.printed == figure.printed:
        return _("Records were changed since then; it would still print as %(printed)s.") % {
            "printed": now.printed
        }
    return _("Records were changed since then; today they give %(printed)s.") % {"printed": now.printed}


def _same(now: Decimal | None, then: Decimal | None) -> bool:
    if now is None or then is None:
        return now is then
    return abs(now - then) <= STORED
