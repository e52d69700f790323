"""Monthly figures: what a committee confirmed, what the daily roll-up counted last, and what the tree adds up to."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import OFFICE, Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing
from luzhi.core.periods import Window
from luzhi.core.periods import month as month_window
from luzhi.organisation.models import Committee
from luzhi.tenancy.models import TenantModel

MONTHLY_READERS = (*OFFICE, Role.LEADER)
"""Who reads a committee's own months, confirmed or not."""
FROM_ABOVE = (Role.RESEARCH, Role.LEADER)
"""Who reads what the committees beneath have confirmed."""


class OwnMonthsQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Any:
        """The office and the leaders of the committee itself."""
        if not holds(user, *MONTHLY_READERS):
            return self.none()
        return self.filter(committee_id=user.committee_id)


class TreeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Any:
        """The research office and leaders, of the committee itself and of those above it; never of one beneath."""
        if not holds(user, *FROM_ABOVE):
            return self.none()
        beneath = Committee.objects.filter(pk=user.committee_id).values("path")
        return self.filter(committee__path__startswith=models.Subquery(beneath))


class MonthState(models.TextChoices):
    OPEN = "open", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("corrected")


TOLD = (MonthState.CONFIRMED, MonthState.CORRECTED)
"""The states of a month that counts for those above."""


class MonthlyReport(Flowing):
    """月报: a committee's month, from the moment somebody confirms it. `edition` counts confirmations and corrections."""

    month = models.DateField(_("month"))
    state = models.CharField(
        _("state"), max_length=20, choices=MonthState, default=MonthState.OPEN, editable=False
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=0)

    objects = OwnMonthsQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "month"], name="monthly_report_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="monthly_report_first_day"),
        ]

    def __str__(self) -> str:
        return self.window.label

    def get_absolute_url(self) -> str:
        return reverse("reports:month", args=[self.month.year, self.month.month])

    @property
    def window(self) -> Window:
        return month_window(self.month.year, self.month.month)


class MonthlyEdition(TenantModel):
    """What was confirmed, once and for all (the database refuses a change); a correction is the next edition.

    `figures`: by code {"value": exact decimal, "records": rows} and, for figures whose months do not add up (different
    people, stocks), "to_date": the value from New Year to the month's end. Figures that are all nothing are left out.
    """

    report = models.ForeignKey(
        MonthlyReport, models.PROTECT, related_name="editions", verbose_name=_("monthly report")
    )
    edition = models.PositiveSmallIntegerField(_("edition"))
    figures = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(_("confirmed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)

    objects = OwnMonthsQuerySet.as_manager()

    class Meta:
        ordering = ["report", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "report", "edition"], name="monthly_edition_once")
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.report} · {self.edition}"


def _amount() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=24, decimal_places=4, default=0)


class CountedYear(TenantModel):
    """One figure of one committee as the last roll-up counted it from the records: twelve months, and the year by itself."""

    year = models.PositiveSmallIntegerField(_("year"))
    code = models.CharField(_("figure"), max_length=80)
    months = ArrayField(_amount(), size=12, default=list)
    records = ArrayField(models.IntegerField(), size=12, default=list)
    whole = _amount()

    objects = OwnMonthsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "code"], name="counted_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.code}"


class TreeYear(TenantModel):
    """One figure as confirmed by the committee and by all beneath it: what is read from above."""

    year = models.PositiveSmallIntegerField(_("year"))
    code = models.CharField(_("figure"), max_length=80)
    months = ArrayField(_amount(), size=12, default=list)
    whole = _amount()

    objects = TreeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "year", "code"], name="tree_year_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.code}"


class TreeState(TenantModel):
    """How far the months of the committee and of all beneath it are: numbers of committees, month by month."""

    year = models.PositiveSmallIntegerField(_("year"))
    committees = models.PositiveIntegerField(_("committees"), default=1)
    confirmed = ArrayField(models.IntegerField(), size=12, default=list)
    corrected = ArrayField(models.IntegerField(), size=12, default=list)
    late = ArrayField(models.IntegerField(), size=12, default=list)
    own = ArrayField(models.CharField(max_length=20), size=12, default=list)
    rolled_at = models.DateTimeField(_("rolled up at"))

    objects = TreeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "year"], name="tree_state_once")]

    def __str__(self) -> str:
        return str(self.year)
