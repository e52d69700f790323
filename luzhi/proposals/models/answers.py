"""答复: what a unit answers, what each first proposer thinks of it, and the promises it carries."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import holds, units_of
from luzhi.core.models import Flowing, Record, versioned
from luzhi.proposals.models.assignments import Assignment, Manner
from luzhi.proposals.models.proposals import Proposal
from luzhi.proposals.models.words import FILED


class AnswerQuerySet(models.QuerySet["Answer"]):
    def sent(self) -> AnswerQuerySet:
        return self.exclude(sent_on=None)

    def visible_to(self, user: Any) -> AnswerQuerySet:
        """A draft is the department's and the proposals committee's; once sent it is read with the proposal."""
        if not getattr(user, "holdings", ()):
            return self.sent().filter(
                assignment__proposal__released=True, assignment__proposal__state__in=FILED, is_current=True
            )
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        units = units_of(user, *DEPARTMENT)
        sent = Q(assignment__in=Assignment.objects.visible_to(user), sent_on__isnull=False)
        return here.filter(Q(assignment__unit__in=units) | sent)


@versioned
class Answer(Record):
    """One round's answer of one unit; a second handling (二次办理) gives a second answer, the first one stays."""

    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="written", verbose_name=_("assignment")
    )
    round = models.PositiveSmallIntegerField(_("round of handling"), default=1, editable=False)
    number = models.CharField(_("document number"), max_length=40, blank=True)
    answer_class = models.CharField(_("answer class"), max_length=2)
    body = models.TextField(_("text of the answer"))
    reviewed_by = models.CharField(_("reviewed by"), max_length=60, blank=True, editable=False)
    signed_by = models.CharField(_("signed by"), max_length=60, blank=True, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    solved_on = models.DateField(_("promises kept on"), null=True, blank=True, editable=False)
    is_current = models.BooleanField(_("the answer in force"), default=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "assignment", "round"], name="answer_once"),
            models.UniqueConstraint(
                fields=["committee", "assignment"], condition=Q(is_current=True), name="answer_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()

    @property
    def class_now(self) -> str:
        """The class as it stands: a B whose promises were all kept has become an A."""
        return "A" if self.solved_on else self.answer_class


class FeedbackState(models.TextChoices):
    AWAITED = "awaited", _("opinion awaited")
    SATISFIED = "satisfied", _("satisfied")
    BASIC = "basic", _("basically satisfied")
    UNSATISFIED = "unsatisfied", _("not satisfied")
    LAPSED = "lapsed", _("no opinion in time")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def given(self) -> FeedbackQuerySet:
        return self.filter(
            state__in=(FeedbackState.SATISFIED, FeedbackState.BASIC, FeedbackState.UNSATISFIED)
        )

    def visible_to(self, user: Any) -> FeedbackQuerySet:
        """With the answer; to the public only what was given on released proposals."""
        if not getattr(user, "holdings", ()):
            return self.given().filter(answer__in=Answer.objects.visible_to(user))
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        own = Q(proposal__in=Proposal.objects.visible_to(user), answer__in=Answer.objects.visible_to(user))
        return here.filter(own)


@versioned
class Feedback(Flowing):
    """征询意见: what the first proposer of one proposal thinks of an answer; each proposal of a merger has its own."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="feedback", verbose_name=_("answer"))
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="feedback", verbose_name=_("proposal")
    )
    manner = models.CharField(
        _("manner of contact"), max_length=10, choices=Manner, blank=True, editable=False
    )
    remark = models.TextField(_("the proposer's words"), blank=True, editable=False)
    given_on = models.DateField(_("given on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=FeedbackState, default=FeedbackState.AWAITED, editable=False
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "answer", "proposal"], name="feedback_once")
        ]

    def __str__(self) -> str:
        return str(self.proposal)

    def get_absolute_url(self) -> str:
        return reverse("proposals:feedback", args=[self.pk])


class PromiseState(models.TextChoices):
    OPEN = "open", _("promised")
    KEPT = "kept", _("kept")
    ENDED = "ended", _("ended with a reason")


class PromiseQuerySet(models.QuerySet["Promise"]):
    def visible_to(self, user: Any) -> PromiseQuerySet:
        return self.filter(answer__in=Answer.objects.visible_to(user))


@versioned
class Promise(Flowing):
    """承诺事项: what an answer promises by when (`due_on`); followed until it is kept or ended with a reason."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="promises", verbose_name=_("answer"))
    text = models.CharField(_("what is promised"), max_length=500)
    promised_for = models.DateField(_("promised for"))
    result = models.TextField(_("what became of it"), blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=PromiseState, default=PromiseState.OPEN, editable=False
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["promised_for", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("proposals:promise", args=[self.pk])
