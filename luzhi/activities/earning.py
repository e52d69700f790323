"""What attendance and holding earn, for the duties that the mechanisms declare over their own kinds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, QuerySet, Value

from luzhi.activities.models import Activity, Participation
from luzhi.activities.registry import kind_codes
from luzhi.core.figures import Scope

ONE = Value(Decimal(1), output_field=DecimalField())


def owned(rows: QuerySet[Any], owner: Any, on: Any) -> QuerySet[Any]:
    """Rows as a duty counts them: each with its owner and date, and worth one."""
    annotated: QuerySet[Any] = rows.annotate(owner=owner, on=on, counted=ONE)
    return annotated


def attended(*families: str) -> Callable[[Scope], QuerySet[Any]]:
    """Presence at a confirmed activity of these families, owned by the person."""

    def counts(scope: Scope) -> QuerySet[Any]:
        rows = Participation.objects.attended().filter(activity__kind__in=kind_codes(*families))
        return owned(scope.rows(rows, "activity__held_on"), F("person_id"), F("activity__held_on"))

    return counts


def held_by_unit(*kinds: str) -> Callable[[Scope], QuerySet[Any]]:
    """Confirmed activities of these kinds, owned by the organising unit."""

    def counts(scope: Scope) -> QuerySet[Any]:
        rows = Activity.objects.confirmed().filter(kind__in=kinds)
        return owned(scope.rows(rows, "held_on"), F("organiser_id"), F("held_on"))

    return counts


def held_by_committee(*kinds: str) -> Callable[[Scope], QuerySet[Any]]:
    """Confirmed activities of these kinds, owned by the committee as a whole."""

    def counts(scope: Scope) -> QuerySet[Any]:
        rows = Activity.objects.confirmed().filter(kind__in=kinds)
        return owned(scope.rows(rows, "held_on"), F("committee_id"), F("held_on"))

    return counts
