"""综述, from the draft to its approval."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing, versioned
from luzhi.reports.wording import template_choices


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
