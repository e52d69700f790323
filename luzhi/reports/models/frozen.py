"""A figure as it was approved, with the rows that it counted then."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.periods import Window
from luzhi.reports.models.reviews import Review
from luzhi.reports.tokens import Level
from luzhi.tenancy.models import TenantModel


class FrozenFigureQuerySet(models.QuerySet["FrozenFigure"]):
    def visible_to(self, user: Any) -> FrozenFigureQuerySet:
        """With their review; the public sees the public figures of released reviews."""
        if holds(user, Role.RESEARCH, Role.LEADER, Role.EDITOR):
            return self.filter(review__in=Review.objects.visible_to(user))
        return self.filter(review__in=Review.objects.visible_to(user), public=True)


class FrozenFigure(TenantModel):
    """A figure as it was approved: written once by `freezing.freeze`, never changed (the database refuses it).

    `parts`: by code of each plain figure (a ratio has two) the ids of its rows with what each adds to the value.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="figures", verbose_name=_("review"))
    order = models.PositiveSmallIntegerField(_("order"))
    token = models.CharField(_("token"), max_length=160)
    code = models.CharField(_("figure"), max_length=80)
    label = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=20)
    definition = models.TextField(_("definition"), blank=True)
    window_from = models.DateField(_("from"))
    window_to = models.DateField(_("until"))
    window_label = models.CharField(_("window"), max_length=40, blank=True)
    level = models.CharField(
        _("level"), max_length=10, choices=[(level.value, level.value) for level in Level]
    )
    value = models.DecimalField(_("exact value"), max_digits=36, decimal_places=12, null=True)
    printed = models.CharField(_("printed"), max_length=60)
    records = models.PositiveIntegerField(_("number of rows"))
    parts = models.JSONField(default=dict)
    public = models.BooleanField(_("public"), default=False)
    frozen_at = models.DateTimeField(_("frozen at"), default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("frozen by")
    )

    objects = FrozenFigureQuerySet.as_manager()

    class Meta:
        ordering = ["review", "order"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "review", "token"], name="frozen_figure_once"),
            models.UniqueConstraint(fields=["committee", "review", "order"], name="frozen_figure_order"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.label} {self.printed}"

    def get_absolute_url(self) -> str:
        return reverse("reports:frozen", args=[self.pk])

    @property
    def window(self) -> Window:
        return Window(self.window_from, self.window_to, self.window_label)

    @property
    def record_ids(self) -> list[str]:
        """The ids of the rows behind the value (for a ratio those of its numerator)."""
        return list(next(iter(self.parts.values())))
