"""The tracker of promises: by day, late ones in words, by unit and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, ModelChoiceFilter
from django_filters.filterset import FilterSet

from luzhi.core.pages import Ledger
from luzhi.core.showing import Column, labelled
from luzhi.handling.lateness import lateness
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Promise, PromiseState


@dataclass(frozen=True)
class Left(Column):
    """The time left of an open promise, in words."""

    def value(self, row: Any) -> str:
        return lateness(row.promised_for) if row.state == PromiseState.OPEN else ""


def _units(request: Any) -> QuerySet[Unit]:
    shown = Promise.objects.visible_to(request.user).values("answer__assignment__unit")
    units: QuerySet[Unit] = Unit.objects.visible_to(request.user).filter(pk__in=shown)
    return units


class PromiseFilter(FilterSet):
    unit = ModelChoiceFilter(label=_("handling unit"), field_name="answer__assignment__unit", queryset=_units)
    state = ChoiceFilter(label=_("state"), choices=PromiseState.choices)
    late = BooleanFilter(label=_("overdue ones"), method="only_late")

    class Meta:
        model = Promise
        fields = ("unit", "state", "late")

    def only_late(self, rows: QuerySet[Promise], name: str, wanted: bool) -> QuerySet[Promise]:
        late = {"state": PromiseState.OPEN, "promised_for__lt": timezone.localdate()}
        return rows.filter(**late) if wanted else rows.exclude(**late)


PROMISES = Ledger(
    code="promises",
    label=_("Promises of answers"),
    purpose=_("What units promised to do and by when, followed until it is kept or ended with a reason."),
    model=Promise,
    namespace="proposals",
    columns=(
        Column("text", _("what is promised")),
        Column("answer.assignment.proposal", _("proposal"), phone=False),
        Column("answer.assignment.unit", _("handling unit")),
        Column("promised_for", _("promised for"), kind="fit", sort="promised_for"),
        Left("left", _("time left"), kind="fit"),
        Column("state", _("state"), kind="fit", sort="state"),
    ),
    facts=(
        Column("answer.assignment.proposal", _("proposal")),
        Column("answer.assignment", _("assignment")),
        Column("answer.assignment.unit", _("handling unit")),
        Column("answer.class_now", _("answer class")),
        *labelled(Promise, "promised_for", "state", "closed_on"),
        Left("left", _("time left")),
    ),
    texts=(Column("text", _("what is promised")), Column("result", _("what became of it"))),
    filters=PromiseFilter,
    related=("answer__assignment__unit", "answer__assignment__proposal"),
    search=("text", "answer__assignment__proposal__title"),
    empty=_("No answer has promised anything yet."),
)
