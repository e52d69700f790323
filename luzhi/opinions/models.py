"""Written work that members submit: 社情民意, 政协信息, 大会发言, 履职报告. Internal until released."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing, versioned
from luzhi.members.models import Person


class PaperKind(models.TextChoices):
    OPINION = "opinion", _("Social-conditions information")
    INFORMATION = "information", _("CPPCC information")
    SPEECH = "speech", _("Conference speech")
    DUTY_REPORT = "duty_report", _("Duty report")
    LETTER = "letter", _("Member's letter")


class PaperState(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    USED = "used", _("used")
    NOT_USED = "not_used", _("not used")


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, kind: PaperKind) -> PaperQuerySet:
        return self.filter(kind=kind)

    def visible_to(self, user: Any) -> PaperQuerySet:
        """The research office and leaders all, an author his or her own; nothing of it is public (field.md 2.5)."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        return here if holds(user, Role.RESEARCH, Role.LEADER) else here.filter(author__user=user)


@versioned
class Paper(Flowing):
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind)
    number = models.CharField(_("reference number"), max_length=30, blank=True)
    title = models.CharField(_("title"), max_length=300)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("author")
    )
    source = models.CharField(_("author as written"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    submitted_on = models.DateField(_("submitted on"), default=timezone.localdate)
    used_by = models.CharField(_("used by"), max_length=120, blank=True)
    used_on = models.DateField(_("used on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=PaperState, default=PaperState.SUBMITTED, editable=False
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_on", "-pk"]
        indexes = [models.Index(fields=["committee", "kind", "submitted_on"], name="paper_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "source", "submitted_on", "title"], name="paper_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opinions:paper", args=[self.pk])

    @property
    def on_behalf(self) -> str:
        """Who entered it, where that is not the author."""
        own = self.author is not None and self.author.user_id == self.entered_by_id
        return "" if own or self.entered_by is None else str(self.entered_by)
