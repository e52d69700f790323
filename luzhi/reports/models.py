"""综述 and the figures frozen with them."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing, versioned
from luzhi.core.periods import Window
from luzhi.reports.tokens import Level
from luzhi.reports.wording import template_choices
from luzhi.tenancy.models import TenantModel


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    APPROVED = "approved", _("approved")


class ReviewQuerySet(models.QuerySet["Review"]):
    def released(self) -> ReviewQuerySet:
        """Those whose article is published."""
        return self.filter(released=True, state=ReviewState.APPROVED)

    def visible_to(self, user: Any) -> ReviewQuerySet:
        """The research office and leaders all, editors the approved ones, everybody else the released ones."""
        if not getattr(user, "holdings", ()):
            return self.released()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.RESEARCH, Role.LEADER):
            return here
        return here.filter(state=ReviewState.APPROVED) if holds(user, Role.EDITOR) else here.released()


@versioned
class Review(Flowing):
    """A year's work in words. `text` holds figure tokens, so a draft always shows what the records say now."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=120)
    template = models.CharField(_("template"), max_length=40, choices=template_choices)
    cut_off = models.DateField(
        _("cut-off date"), default=timezone.localdate, help_text=_("“Since …” figures count up to this day.")
    )
    summary = models.TextField(_("summary"), max_length=400)
    text = models.TextField(
        _("text"),
        help_text=_(
            "A line is a paragraph; # before it makes it a heading. "
            "Figures stand as {{code | 2018}} or {{code | since 2018-01-01}}."
        ),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    released = models.BooleanField(_("released to the public"), default=False, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-entered_at"]
        indexes = [models.Index(fields=["committee", "-year"], name="review_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(released=False) | Q(state=ReviewState.APPROVED), name="review_released_approved"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:review", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        """Only drafts are edited, and no figure counts a review: an edit needs no reason."""
        return False

    @property
    def is_frozen(self) -> bool:
        return self.state == ReviewState.APPROVED


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
