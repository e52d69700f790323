"""党委出题、政协协商、政府采纳、部门实施: topics, outcome documents, and the suggestions they carry."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.activities.models import Activity
from luzhi.core.access import holds, units_of
from luzhi.core.models import Flowing, Record, versioned
from luzhi.organisation.models import OwnQuerySet, Unit

READERS = (Role.ORGANISER, Role.RESEARCH, Role.PROPOSALS, Role.LEADER)


class StaffQuerySet(OwnQuerySet):
    """Rows for the office and leaders."""

    def visible_to(self, user: Any) -> StaffQuerySet:
        return super().visible_to(user) if holds(user, *READERS) else self.none()


@versioned
class Topic(Record):
    """A question for consultation. Set by the Party committee: the meeting that decided it, and its date (党委出题)."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("consultation topic"), max_length=120)
    decided_by = models.CharField(_("decided by"), max_length=120, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="topics", verbose_name=_("lead unit"))

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "title"]
        constraints = [models.UniqueConstraint(fields=["committee", "year", "title"], name="topic_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:topic", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        """Figures count its suggestions, never the topic."""
        return False


class DocumentKind(models.TextChoices):
    MINUTES = "minutes", _("Minutes of consultation")
    PROPOSAL_CASE = "proposal_case", _("Formal suggestion")
    SPECIAL_REPORT = "special_report", _("Consultation report")
    RESEARCH_REPORT = "research_report", _("Research report")
    REFERENCE = "reference", _("Reference paper")


@versioned
class OutcomeDocument(Record):
    """What a consultation sent up (协商纪要, 建议案, 调研报告 …). Its suggestions count from the day it was sent."""

    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="documents", verbose_name=_("consultation topic")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=40, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("forum")
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "topic", "title"], name="outcome_document_once")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:outcomedocument", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        return self.sent_on is not None


class Adoption(models.TextChoices):
    SENT = "sent", _("sent up")
    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("partly adopted")
    DECLINED = "declined", _("not adopted")
    IMPLEMENTED = "implemented", _("implemented")


ACCEPTED = (Adoption.ADOPTED, Adoption.PARTLY, Adoption.IMPLEMENTED)


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def counted(self) -> SuggestionQuerySet:
        """In a document already sent, and not a repetition of another item (field.md 1.6)."""
        return self.filter(document__sent_on__isnull=False, duplicate_of=None)

    def visible_to(self, user: Any) -> SuggestionQuerySet:
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, *READERS):
            return here
        return here.filter(Q(department__in=units_of(user, Role.HANDLER)))


@versioned
class Suggestion(Flowing):
    """意见和建议: one recommendation that names a matter and an action; a report with eight of them is eight."""

    document = models.ForeignKey(
        OutcomeDocument, models.PROTECT, related_name="suggestions", verbose_name=_("outcome document")
    )
    number = models.PositiveSmallIntegerField(_("item"))
    text = models.TextField(_("suggestion"))
    raised_by = models.CharField(_("raised by"), max_length=120, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repetitions", verbose_name=_("repeats")
    )
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name=_("department")
    )
    result = models.TextField(_("result"), blank=True)
    state = models.CharField(
        _("adoption"), max_length=20, choices=Adoption, default=Adoption.SENT, editable=False
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-document__sent_on", "document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "document", "number"], name="suggestion_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("consultations:suggestion", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        return self.document.counts_now
