"""A committee's own words for a template: they stand instead of the words that come with the program."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import Text, holds
from luzhi.core.models import Record, versioned
from luzhi.reports.wording import template_choices


class WordingQuerySet(models.QuerySet["Wording"]):
    def visible_to(self, user: Any) -> WordingQuerySet:
        """The research office and leaders of the committee."""
        if not holds(user, Role.RESEARCH, Role.LEADER):
            return self.none()
        return self.filter(committee_id=user.committee_id)


@versioned
class Wording(Record):
    """`text` as in the files beside `wording/sentences.py`, read by the same rules; empty, the shipped words hold."""

    template = models.CharField(_("template"), max_length=40, choices=template_choices)
    text = models.TextField(_("words of the template"), max_length=60_000)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["template"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "template"],
                name="wording_once",
                violation_error_message=_("The committee has words of its own for this template already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_template_display())

    def get_absolute_url(self) -> str:
        return reverse("reports:wording", args=[self.pk])

    @property
    def standing(self) -> Text:
        """Which words are in use."""
        return _("own words") if self.text else _("words of the program")

    @property
    def counts_now(self) -> bool:
        """No figure counts words: an edit needs no reason."""
        return False
