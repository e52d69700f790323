"""Pairings of helpers with pupils, households and village branches, and the help they gave."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Record, versioned
from luzhi.members.models import Person
from luzhi.organisation.models import Unit


class PairingKind(models.TextChoices):
    STUDENT = "student", _("pupil in need")
    HOUSEHOLD = "household", _("household in need")
    VILLAGE_BRANCH = "village_branch", _("village Party branch")


class PairingQuerySet(models.QuerySet["Pairing"]):
    def visible_to(self, user: Any) -> PairingQuerySet:
        """Beneficiaries are sensitive: the organiser's office, and each helper his or her own (field.md 2.19)."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.ORGANISER, Role.BRANCH_SECRETARY):
            return here
        return here.filter(helper__user=user)


@versioned
class Pairing(Record):
    """A helper (person or unit) and whom it helps, by a local code: no name of a pupil or household is held."""

    kind = models.CharField(_("kind"), max_length=20, choices=PairingKind)
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name=_("helper")
    )
    helping_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name=_("helping unit")
    )
    code = models.CharField(_("local code"), max_length=40)
    place = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school or village")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    goal = models.CharField(_("goal"), max_length=200, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(helper=None, helping_unit__isnull=False)
                | Q(helper__isnull=False, helping_unit=None),
                name="pairing_one_helper",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="pairing_dates"),
            models.UniqueConstraint(
                fields=["committee", "kind", "code", "helper", "helping_unit", "since"],
                nulls_distinct=False,
                name="pairing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("outreach:pairing", args=[self.pk])

    @property
    def helped_by(self) -> Person | Unit | None:
        return self.helper or self.helping_unit


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, user: Any) -> VisitQuerySet:
        return self.filter(pairing__in=Pairing.objects.visible_to(user))


@versioned
class Visit(Record):
    """A help record of a pairing: when, what was done, what changed. Money is a Gift."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="visits", verbose_name=_("pairing"))
    on = models.DateField(_("date"))
    what = models.CharField(_("what was done"), max_length=200)
    result = models.CharField(_("what changed"), max_length=200, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "pairing", "on", "what"], name="visit_once")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.what}"

    def get_absolute_url(self) -> str:
        return self.pairing.get_absolute_url()
