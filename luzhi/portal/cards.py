"""The public card of a frozen figure: what it counts, of when and of whom, and what the records say today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.numbers import document_date, portal_time
from luzhi.core.showing import Fact
from luzhi.portal.correcting import printed_before
from luzhi.portal.models import Article
from luzhi.portal.reading import public
from luzhi.reports.drift import ask_of, drifted, same
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.reading import exact, is_declared, read
from luzhi.reports.tokens import Level


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
    return [
        *([Fact(_("Exact value"), exact(figure.value, figure.unit))] if figure.public else []),
        Fact(_("What is counted"), figure.definition),
        Fact(_("Window"), _window(figure)),
        Fact(_("Scope"), _scope(figure, committee)),
        Fact(_("Records behind it"), _("%(rows)s records") % {"rows": figure.records}),
        Fact(_("Frozen since"), portal_time(figure.frozen_at)),
        *([Fact(_("Printed before the correction"), before)] if (before := printed_before(figure)) else []),
    ]


def _window(figure: FrozenFigure) -> str:
    days = f"{document_date(figure.window_from)}—{document_date(figure.window_to)}"
    return f"{figure.window_label} ({days})" if figure.window_label else days


def _scope(figure: FrozenFigure, committee: Any) -> Text:
    if figure.level == Level.BELOW:
        return _("%(committee)s with the committees beneath") % {"committee": committee.short_name}
    return _("%(committee)s alone") % {"committee": committee.short_name}


def since_printing(review: Review | None) -> list[tuple[FrozenFigure, str]]:
    """The public figures of a review that the records give otherwise today, each with what they give."""
    if review is None:
        return []
    return [(figure, now) for figure, now in drifted(review).items() if figure.public]


def _drift(figure: FrozenFigure, committee: Any) -> str:
    """What the same question gives today, where it differs: a later change is shown, not hidden."""
    if not is_declared(figure.code):
        return ""
    ask = ask_of(figure)
    now = read(committee, [ask])[ask]
    if same(now.value, figure.value) and now.records == figure.records:
        return ""
    if now.printed == figure.printed:
        return _("Records were changed since then; it would still print as %(printed)s.") % {
            "printed": now.printed
        }
    return _("Records were changed since then; today they give %(printed)s.") % {"printed": now.printed}
