"""The figures of approved reviews against the records of today, each over its own window and level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from luzhi.cli.verifying.plain import Plain, plainly
from luzhi.cli.verifying.problem import Problem
from luzhi.organisation.models import Committee
from luzhi.reports.drift import ask_of, same
from luzhi.reports.models import FrozenFigure, ReviewState
from luzhi.reports.reading import Reading, exact, is_declared, read
from luzhi.reports.tokens import Ask


def approved(committee: Committee) -> Iterator[Problem]:
    """Records that changed since the approval, told apart from a program that counts wrongly."""
    asks = {frozen: ask_of(frozen) for frozen in _standing(committee)}
    plain = plainly(committee, asks.values())
    readings = read(committee, [ask for ask in asks.values() if is_declared(ask.code)])
    for frozen, ask in asks.items():
        if what := _difference(frozen, ask, plain, readings):
            yield Problem(what, f"{committee.code} review {frozen.review_id} {frozen.token}")


def _standing(committee: Committee) -> QuerySet[FrozenFigure]:
    """All but those that an approved correction printed anew."""
    rows = FrozenFigure.objects.filter(committee=committee, review__state=ReviewState.APPROVED)
    anew = rows.filter(review__corrects=OuterRef("review"), token=OuterRef("token"))
    return rows.exclude(Exists(anew)).select_related("review").defer("parts")


def _difference(frozen: FrozenFigure, ask: Ask, plain: Plain, readings: dict[Ask, Reading]) -> str:
    """What is wrong with one figure, in words; "" where it is as approved."""
    if ask in plain and ask in readings and not same(readings[ask].value, plain[ask]):
        return _defect(frozen, readings[ask].value, plain[ask])
    if ask not in plain and ask not in readings:
        return _("%(review)s: %(figure)s (printed %(printed)s) is declared no more and cannot be counted") % (
            _named(frozen)
        )
    now = plain[ask] if ask in plain else readings[ask].value
    return "" if same(frozen.value, now) else _changed(frozen, now)


def _defect(frozen: FrozenFigure, value: Decimal | None, expected: Decimal | None) -> str:
    words = {"value": exact(value, frozen.unit), "expected": exact(expected, frozen.unit)}
    return _(
        "%(review)s: %(figure)s was approved as %(then)s; the program counts %(value)s, plain SQL %(expected)s: "
        "a defect of the program, not of the records"
    ) % (_named(frozen) | words)


def _changed(frozen: FrozenFigure, now: Decimal | None) -> str:
    return _(
        "%(review)s: %(figure)s was approved as %(then)s (printed %(printed)s), the records now give %(now)s"
    ) % (_named(frozen) | {"now": exact(now, frozen.unit)})


def _named(frozen: FrozenFigure) -> dict[str, str]:
    then = exact(frozen.value, frozen.unit)
    return {
        "review": frozen.review.title,
        "figure": frozen.label,
        "then": then,
        "printed": frozen.printed,
    }
