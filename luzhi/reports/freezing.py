"""Freezing the figures of a review: its approval writes down what was said, from which rows, when and by whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from luzhi.core.figures import Figure, Scope
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.reading import Reading, plain_figures, read
from luzhi.reports.rollup import beneath
from luzhi.reports.tokens import Ask, Token, tokens

Rows = dict[str, dict[str, str]]


def freeze(review: Review, actor: Any) -> None:
    """One row for each different token of the text, in the language of the documents."""
    found = tokens(review.text)
    asks = {token: token.ask(review.cut_off) for token in found}
    with override(settings.LANGUAGE_CODE):
        readings = read(review.committee, asks.values())
        frozen = [_frozen(review, token, readings[asks[token]]) for token in found]
    now = timezone.now()
    for order, figure in enumerate(frozen, start=1):
        figure.order, figure.frozen_at, figure.frozen_by = order, now, actor
    FrozenFigure.objects.bulk_create(frozen)


def _frozen(review: Review, token: Token, reading: Reading) -> FrozenFigure:
    window = reading.ask.window
    return FrozenFigure(
        committee_id=review.committee_id,
        review=review,
        token=str(token),
        code=token.code,
        label=str(reading.label),
        unit=reading.unit,
        definition=str(reading.definition),
        window_from=window.start,
        window_to=window.end,
        window_label=window.label,
        level=reading.ask.level.value,
        value=reading.value,
        printed=reading.printed,
        records=reading.records,
        parts=rows_behind(review, reading.ask),
        public=reading.public,
    )


def rows_behind(review: Review, ask: Ask) -> Rows:
    """By code of each plain figure: the ids of its rows and what each adds."""
    with beneath(review.committee, ask.level) as below:
        scope = Scope(review.committee_id, ask.window, below)
        return {
            figure.code: {str(pk): share for pk, share in _shares(figure, scope)}
            for figure in plain_figures(ask.code)
        }


def _shares(figure: Figure, scope: Scope) -> list[tuple[UUID, str]]:
    rows = figure.records(scope).order_by()
    if not figure.total:
        return [(pk, "1") for pk in rows.values_list("pk", flat=True).distinct()]
    once = rows.model._base_manager.filter(pk__in=rows.values("pk"))
    return [(pk, str(share)) for pk, share in once.values_list("pk", figure.total)]
