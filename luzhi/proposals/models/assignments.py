"""交办: which units handle a proposal, when they talked with the proposer, and how both sides rate each other."""

from __future__ import annotations

from typing import Any, Final

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import Text, holds, units_of
from luzhi.core.models import Record, versioned
from luzhi.handling.models import DROPPED, Handling
from luzhi.proposals.models.proposals import Proposal
from luzhi.proposals.models.words import FILED


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> AssignmentQuerySet:
        """Neither returned by the unit nor cancelled."""
        return self.exclude(state__in=DROPPED)

    def visible_to(self, user: Any) -> AssignmentQuerySet:
        """A department its own and what others do on the same proposal; everybody else with the proposal."""
        if not getattr(user, "holdings", ()):
            return self.standing().filter(proposal__released=True, proposal__state__in=FILED)
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        units = units_of(user, *DEPARTMENT)
        shared = Q(proposal__in=Proposal.objects.visible_to(user)) & ~Q(state__in=DROPPED)
        return here.filter(Q(unit__in=units) | shared)


@versioned
class Assignment(Handling):
    """A proposal given to one unit; a unit has it once."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="assignments", verbose_name=_("proposal")
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "proposal__number", "pk"]
        indexes = [
            models.Index(fields=["committee", "unit", "state"], name="assignment_queue"),
            models.Index(fields=["committee", "assigned_on"], name="assignment_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "proposal", "unit"],
                condition=~Q(state__in=DROPPED),
                name="assignment_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("proposals:assignment", args=[self.pk])

    def begun(self) -> dict[str, Any]:
        """The answer of this round, or of the one before where it is handled again."""
        answer = self.written.order_by("-round").first()
        if answer is None:
            return {}
        promises = list(answer.promises.values_list("text", "promised_for"))
        return {"answer_class": answer.answer_class, "body": answer.body, "promises": promises}

    @property
    def class_now(self) -> str:
        """The class of the answer in force as it stands today, "" before an answer was sent."""
        sent = [answer for answer in self.written.all() if answer.is_current and answer.sent_on]
        return sent[0].class_now if sent else ""


class PartQuerySet(models.QuerySet[Any]):
    """Rows that are read with their assignment."""

    def visible_to(self, user: Any) -> Any:
        if not getattr(user, "holdings", ()):
            return self.none()
        return self.filter(assignment__in=Assignment.objects.visible_to(user))


class Manner(models.TextChoices):
    """沟通方式: how unit and proposer talked."""

    MEETING = "meeting", _("face to face")
    FORUM = "forum", _("at a forum")
    TELEPHONE = "telephone", _("telephone")
    MAIL = "mail", _("e-mail")
    LETTER = "letter", _("letter")
    OTHER = "other", _("other manner")


class Talk(Record):
    """面商: a talk of the unit with the proposer, before or after the answer."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="talks", verbose_name=_("assignment")
    )
    held_on = models.DateField(_("held on"), default=timezone.localdate)
    manner = models.CharField(_("manner of contact"), max_length=10, choices=Manner, default=Manner.MEETING)
    people = models.CharField(_("who took part"), max_length=200)
    note = models.TextField(_("what was agreed"))

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on} · {self.get_manner_display()}"

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()


class Side(models.TextChoices):
    PROPOSER = "proposer", _("the proposer on the unit")
    UNIT = "unit", _("the unit on the proposal")


class RatingQuerySet(models.QuerySet["Rating"]):
    def visible_to(self, user: Any) -> RatingQuerySet:
        """Back to back: each side its own, the proposals committee both."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        unit = Q(side=Side.UNIT, assignment__unit__in=units_of(user, *DEPARTMENT))
        proposer = Q(side=Side.PROPOSER, assignment__proposal__lead__user=user)
        return here.filter(unit | proposer | Q(entered_by=user))


GRADES: Final[tuple[tuple[int, Text], ...]] = (
    (90, _("excellent")),
    (75, _("good")),
    (60, _("fair")),
    (0, _("poor")),
)
"""Grades of a rating by the least points."""


class Rating(Record):
    """双向评议: points of 100; from 90 优秀, 75 良好, 60 一般."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="ratings", verbose_name=_("assignment")
    )
    side = models.CharField(_("who rates whom"), max_length=10, choices=Side)
    points = models.PositiveSmallIntegerField(_("rating points"), validators=[MaxValueValidator(100)])
    note = models.CharField(_("remark on the rating"), max_length=500, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "assignment", "side"], name="rating_once"),
            models.CheckConstraint(condition=Q(points__lte=100), name="rating_points"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} · {self.points}"

    @property
    def grade(self) -> Text:
        """优秀, 良好, 一般 or 较差."""
        return next(label for least, label in GRADES if self.points >= least)

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()
