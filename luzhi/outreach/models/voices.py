"""What people said of an activity that was held for them, and whether it may be quoted."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.activities.models import Activity
from luzhi.activities.registry import kind_codes
from luzhi.core.access import Text, holds
from luzhi.core.models import Record, versioned
from luzhi.core.periods import Window
from luzhi.members.models import Person
from luzhi.organisation.secrecy import refuse_marked
from luzhi.outreach.anonymity import refuse_personal
from luzhi.outreach.models.gifts import KEEPERS

NESTED: Final = str.maketrans("“”", "‘’")  # quotation marks within quotation marks (GB/T 15834)


def open_to_all() -> models.QuerySet[Activity]:
    """The activities of which people may be quoted: confirmed ones, and what a branch holds for itself is none."""
    return Activity.objects.confirmed().filter(kind__in=kind_codes(party_life=False))


class Consent(models.TextChoices):
    NOT_ASKED = "not_asked", _("not asked")
    REFUSED = "refused", _("not to be quoted")
    GIVEN = "given", _("may be quoted without a name")


class VoiceQuerySet(models.QuerySet["Voice"]):
    def quotable(self, window: Window) -> VoiceQuerySet:
        """Those that may stand in a text of the period, by the day of their activity, the latest first."""
        held = open_to_all().filter(held_on__gte=window.start, held_on__lte=window.end)
        return self.filter(consent=Consent.GIVEN, activity__in=held)

    def visible_to(self, user: Any) -> VoiceQuerySet:
        """Who keeps gifts reads them; nobody else, and never the public: it reads the texts that quote them."""
        return self.filter(committee_id=user.committee_id) if holds(user, *KEEPERS) else self.none()


@versioned
class Voice(Record):
    """Words as they were spoken, by somebody whom the record does not name. Consent is withdrawn by an edit."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="voices", verbose_name=_("activity"))
    words = models.CharField(
        _("words as spoken"),
        max_length=500,
        validators=[refuse_marked, refuse_personal],
    )
    source = models.CharField(
        _("who said it"),
        max_length=30,
        validators=[refuse_marked, refuse_personal],
    )
    consent = models.CharField(_("consent"), max_length=10, choices=Consent, default=Consent.NOT_ASKED)
    answered_on = models.DateField(_("day of consent or refusal"), null=True, blank=True)
    asked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
        verbose_name=_("consent asked by"),
    )

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-activity__held_on", "-pk"]
        indexes = [models.Index(fields=["committee", "consent"], name="voice_consent_index")]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent="given", answered_on__isnull=False, asked_by__isnull=False)
                | Q(consent="refused")
                | Q(consent="not_asked", answered_on=None, asked_by=None),
                name="voice_consent",
            ),
            models.UniqueConstraint(
                fields=["committee", "activity", "words"],
                name="voice_once",
                violation_error_message=_("These words are recorded of this activity already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.activity}"

    def get_absolute_url(self) -> str:
        return reverse("outreach:voice", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        """May a text quote it already? Then a change, or the withdrawal, is explained."""
        return self.consent == Consent.GIVEN

    @property
    def quotation(self) -> str:
        """As a text prints it, naming no one: “……”，某村村民说。"""
        words = " ".join(self.words.split()).rstrip("。，；、").translate(NESTED)
        comma = "" if words.endswith(("！", "？", "…")) else "，"
        return f"“{words}”{comma}{self.source}说。"


def faults(consent: str, answered_on: date | None, asked: bool, held_on: date) -> dict[str, Text]:
    """By field, what the answer to the question for consent lacks or contradicts."""
    found: dict[str, Text] = {}
    if consent == Consent.GIVEN:
        if not answered_on:
            found["answered_on"] = _("Consent counts from its day: enter it.")
        if not asked:
            found["asked_by"] = _("Consent needs the name of who obtained it, of the office.")
    if consent == Consent.NOT_ASKED and (answered_on or asked):
        found["consent"] = _("There is an answer: choose which, or leave day and person empty.")
    if answered_on and answered_on < held_on:
        found["answered_on"] = _("It lies before the activity.")
    return found
