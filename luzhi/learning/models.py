"""制度库: the rules that the committee issued, by number and status."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.core.models import Record, versioned
from luzhi.organisation.models import OwnQuerySet


class RegulationState(models.TextChoices):
    TRIAL = "trial", _("on trial")
    IN_FORCE = "in_force", _("in force")
    REPEALED = "repealed", _("repealed")


@versioned
class Regulation(Record):
    """A rule of the committee: what was adopted, by which meeting, and what it replaced."""

    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=40, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=120, blank=True)
    adopted_on = models.DateField(_("adopted on"))
    standing = models.CharField(
        _("standing"), max_length=20, choices=RegulationState, default=RegulationState.IN_FORCE
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    text = models.TextField(_("text"), blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "title", "adopted_on"], name="regulation_once")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learning:regulation", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        """No figure counts rules."""
        return False
