"""Gifts that were pledged and received."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.activities.models import Activity
from luzhi.core.access import holds
from luzhi.core.models import Record, versioned
from luzhi.members.models import Person

KEEPERS = (Role.ORGANISER, Role.RESEARCH, Role.LEADER, Role.BRANCH_SECRETARY)


class GiftKind(models.TextChoices):
    MONEY = "money", _("money")
    GOODS = "goods", _("goods")


class Standing(models.TextChoices):
    PLEDGED = "pledged", _("pledged")
    RECEIVED = "received", _("received")


class DonorKind(models.TextChoices):
    MEMBER = "member", _("member")
    FIRM = "firm", _("member's firm")
    ORGAN = "organ", _("organ or unit")
    OTHER = "other", _("other")


class GiftQuerySet(models.QuerySet["Gift"]):
    def received(self, kind: GiftKind) -> GiftQuerySet:
        """Really given, by the day it was received: a pledge is no donation (field.md 1.6)."""
        return self.filter(kind=kind, standing=Standing.RECEIVED)

    def visible_to(self, user: Any) -> GiftQuerySet:
        """The office writes, leaders read, a donor sees his or her own; the public sees totals only."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        return here if holds(user, *KEEPERS) else here.filter(donor_person__user=user)


@versioned
class Gift(Record):
    """Money in yuan, or goods by item and quantity at their receipt value; never both, never a service."""

    kind = models.CharField(_("kind"), max_length=10, choices=GiftKind)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.RECEIVED)
    given_on = models.DateField(_("date"), null=True, blank=True)
    donor = models.CharField(_("donor"), max_length=120)
    donor_kind = models.CharField(
        _("kind of donor"), max_length=10, choices=DonorKind, default=DonorKind.OTHER
    )
    donor_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gifts",
        verbose_name=_("donor in the roster"),
    )
    recipient = models.CharField(_("recipient"), max_length=120, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount in yuan"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("money given, or the receipt value of goods"),
    )
    goods = models.CharField(_("goods"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit of count"), max_length=10, blank=True)
    receipt = models.CharField(_("receipt"), max_length=60, blank=True)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="gifts", verbose_name=_("activity")
    )
    source = models.CharField(_("source"), max_length=120, blank=True)
    occurrence = models.PositiveIntegerField(_("n-th equal row"), default=1, editable=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["committee", "kind", "given_on"], name="gift_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="money", amount__isnull=False, goods="") | (Q(kind="goods") & ~Q(goods="")),
                name="gift_money_or_goods",
            ),
            models.UniqueConstraint(
                fields=["committee", "source", "given_on", "donor", "amount", "goods", "occurrence"],
                condition=~Q(source=""),
                nulls_distinct=False,
                name="gift_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.donor} · {self.goods or self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("outreach:gift", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        return self.standing == Standing.RECEIVED
