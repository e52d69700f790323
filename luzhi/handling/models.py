"""交办: what a unit is given to handle, from hand-over to closing. Each mechanism has a concrete table of its own."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.models import Flowing
from luzhi.organisation.models import Unit


class HandlingRole(models.TextChoices):
    """单办; 分办: each unit answers for itself; 会办: the main unit answers with the others' opinions."""

    SOLE = "sole", _("sole handling")
    SEPARATE = "separate", _("separate handling")
    MAIN = "main", _("main unit")
    JOINT = "joint", _("joint unit")


ANSWERING: Final = (HandlingRole.SOLE, HandlingRole.SEPARATE, HandlingRole.MAIN)


class HandlingState(models.TextChoices):
    ASSIGNED = "assigned", _("not received yet")
    RECEIVED = "received", _("being handled")
    OBJECTED = "objected", _("objected to")
    DRAFTED = "drafted", _("answer to be reviewed")
    REVIEWED = "reviewed", _("answer to be signed")
    ANSWERED = "answered", _("answered")
    FEEDBACK = "feedback", _("proposer asked")
    CLOSED = "closed", _("settled")
    OPINION = "opinion", _("opinion sent")
    RETURNED = "returned", _("returned by the unit")
    CANCELLED = "cancelled", _("cancelled")


DROPPED: Final = (HandlingState.RETURNED, HandlingState.CANCELLED)
SENT: Final = (HandlingState.ANSWERED, HandlingState.FEEDBACK, HandlingState.CLOSED)
OPEN: Final = (
    HandlingState.ASSIGNED,
    HandlingState.RECEIVED,
    HandlingState.OBJECTED,
    HandlingState.DRAFTED,
    HandlingState.REVIEWED,
)


class Handling(Flowing):
    """One unit's part. The deadlines are worked out at hand-over by the rules of that day; None: not known yet."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="%(app_label)s_%(class)ss", verbose_name=_("handling unit")
    )
    role = models.CharField(
        _("manner of handling"), max_length=10, choices=HandlingRole, default=HandlingRole.SOLE
    )
    assigned_on = models.DateField(_("handed over on"), default=timezone.localdate)
    received_on = models.DateField(_("received on"), null=True, blank=True, editable=False)
    object_by = models.DateField(_("objection until"), null=True, blank=True, editable=False)
    talk_by = models.DateField(_("first talk until"), null=True, blank=True, editable=False)
    answer_by = models.DateField(_("answer or opinion until"), null=True, blank=True, editable=False)
    objected_on = models.DateField(_("objected on"), null=True, blank=True, editable=False)
    objection = models.TextField(_("reason of the objection"), blank=True, editable=False)
    extension_reason = models.TextField(_("reason of the extension"), blank=True, editable=False)
    extension_until = models.DateField(_("extension asked until"), null=True, blank=True, editable=False)
    extended_on = models.DateField(_("extension granted on"), null=True, blank=True, editable=False)
    opinion = models.TextField(_("opinion of the joint unit"), blank=True, editable=False)
    opinion_on = models.DateField(_("opinion sent on"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)
    again_on = models.DateField(_("handled again since"), null=True, blank=True, editable=False)
    again_by = models.DateField(_("second answer until"), null=True, blank=True, editable=False)
    round = models.PositiveSmallIntegerField(_("round of handling"), default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=HandlingState, default=HandlingState.ASSIGNED, editable=False
    )

    class Meta:
        abstract = True

    @property
    def answers(self) -> bool:
        """Whether this unit owes an answer; a joint unit owes an opinion to the main unit."""
        return self.role in ANSWERING

    @property
    def deadline(self) -> date | None:
        """By when the answer of this round, or the opinion, is due."""
        return self.again_by if self.again_on else self.answer_by

    def begun(self) -> dict[str, Any]:
        """What the editor of the answer begins with: answer_class, body, promises [(text, until)]. Of each mechanism."""
        return {}

    @property
    def extension_asked(self) -> bool:
        return self.extension_until is not None and self.extended_on is None

    @property
    def in_time(self) -> bool | None:
        """Answered the first time (or its opinion sent) in time; None while it is not, or where no deadline is known."""
        done: date | None = self.answered_on or self.opinion_on
        return None if done is None or self.answer_by is None else done <= self.answer_by
