"""Which rows of the queue the address asks for: part, unit, manner, year, late ones, units on paper."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import holds
from luzhi.handling.behalf import with_accounts
from luzhi.handling.models import OPEN, HandlingRole
from luzhi.handling.queues import OVERSEERS, Filter, Queue, Tab, queues, tab_of
from luzhi.organisation.models import Unit

FIRST: Final = 1949


class QueueFilter(forms.Form):
    """Bound to the address. `overseeing`: more units than one's own are shown, so that they can be told apart."""

    unit = forms.ModelChoiceField(label=_("handling unit"), queryset=Unit.objects.none(), required=False)
    role = forms.ChoiceField(
        label=_("manner of handling"), choices=[("", "—"), *HandlingRole.choices], required=False
    )
    year = forms.TypedChoiceField(label=_("handed over in"), coerce=int, required=False, empty_value=None)
    late = forms.BooleanField(label=_("only late ones"), required=False)
    paper = forms.BooleanField(label=_("only units without accounts"), required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        self.user = user
        self.overseeing = holds(user, *OVERSEERS)
        self.years = years(user)
        self.fields["year"].choices = [("", "—"), *((year, str(year)) for year in self.years)]  # type: ignore[attr-defined]
        if self.overseeing:
            self.fields["unit"].queryset = _units(user)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"], self.fields["paper"]
        self.is_valid()
        self.part: Tab = tab_of(self.cleaned_data.get("tab", ""))

    def asked(self, name: str) -> Any:
        """The value of a filter; an odd one asks for nothing."""
        return self.cleaned_data.get(name)

    def narrowed(self, words: str = "", tabbed: bool = True) -> Filter:
        """The filter of rows; `tabbed` False leaves the part of the queue open, as its counts need it."""
        condition = self._condition()
        if tabbed:
            condition &= self.part.rows

        def narrow(rows: QuerySet[Any], queue: Queue) -> QuerySet[Any]:
            rows = rows.filter(condition)
            return rows.filter(_found(queue, words)) if words else rows

        return narrow

    def _condition(self) -> Q:
        wanted = Q()
        if unit := self.asked("unit"):
            wanted &= Q(unit=unit)
        if role := self.asked("role"):
            wanted &= Q(role=role)
        if year := self.asked("year"):
            wanted &= Q(assigned_on__range=(date(year, 1, 1), date(year, 12, 31)))
        if self.asked("late"):
            wanted &= Q(state__in=OPEN, due_on__lt=timezone.localdate())
        if self.asked("paper"):
            wanted &= ~Q(unit__in=with_accounts(self.user.committee_id))
        return wanted


def _found(queue: Queue, words: str) -> Q:
    asked = Q()
    for name in queue.search:
        asked |= Q(**{f"{name}__icontains": words})
    return asked


def years(user: Any) -> list[int]:
    """The years in which something was handed over, latest first."""
    days = [day for queue in queues for day in queue.rows(user).order_by().dates("assigned_on", "year")]
    return sorted({day.year for day in days}, reverse=True)


def _units(user: Any) -> QuerySet[Unit]:
    given = Q()
    for queue in queues:
        given |= Q(pk__in=queue.rows(user).order_by().values("unit"))
    units: QuerySet[Unit] = Unit.objects.visible_to(user).filter(given)
    return units
