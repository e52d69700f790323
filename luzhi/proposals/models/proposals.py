"""提案: from draft to archive. The number is given at filing, kept for good and never used again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import Text, holds, units_of
from luzhi.core.models import Flowing, versioned
from luzhi.members.models import Person
from luzhi.organisation.models import Session, Unit
from luzhi.proposals.models.words import (
    DRAFT,
    EXAMINED,
    FILED,
    OWN,
    Ground,
    Occasion,
    ProposalState,
    ProposerKind,
    Release,
    Sphere,
)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def received(self) -> ProposalQuerySet:
        """Submitted, without drafts and those withdrawn."""
        return self.exclude(state__in=(*OWN, ProposalState.WITHDRAWN))

    def filed(self) -> ProposalQuerySet:
        """Filed, merged ones included, whatever became of them since."""
        return self.filter(state__in=FILED)

    def visible_to(self, user: Any) -> ProposalQuerySet:
        """field.md 2.19: the proposals committee all that was submitted; the office and leaders what was examined; one's
        own, those one is asked to sign, and one's unit's; a department what it handles."""
        if not getattr(user, "holdings", ()):
            return self.filter(released=True, state__in=FILED)
        here = self.filter(committee_id=user.committee_id)
        own = _own(user)
        if holds(user, Role.PROPOSALS):
            return here.filter(own | ~Q(state=ProposalState.DRAFT))
        if holds(user, Role.RESEARCH):
            return here.filter(own | Q(state__in=(*FILED, ProposalState.CONVERTED)))
        if holds(user, Role.LEADER):
            return here.filter(own | Q(state__in=EXAMINED))
        given = Q(assignments__unit__in=units_of(user, *DEPARTMENT)) | Q(
            handler__in=units_of(user, *DEPARTMENT)
        )
        shown = Q(state__in=FILED) & (
            Q(released=True) | Q(pk__in=Proposal.objects.filter(given).values("pk"))
        )
        return here.filter(own | shown)


def _own(user: Any) -> Q:
    """One's own: signed, asked to sign, entered, of one's unit, or merged with one's own."""
    signed = Proposal.objects.filter(signatures__person__user=user)
    asked = Proposal.objects.filter(invitations__person__user=user, invitations__state="invited")
    return (
        Q(pk__in=signed.values("pk"))
        | Q(pk__in=asked.values("pk"))
        | Q(pk__in=signed.exclude(main=None).values("main"))
        | Q(entered_by=user)
        | Q(lead_unit__in=units_of(user, Role.ORGANISER))
    )


@versioned
class Proposal(Flowing):
    """`number` is the serial within its session's year, given at filing and kept; `proposer` the words of the source."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="proposals", verbose_name=_("session of the committee")
    )
    number = models.CharField(_("proposal number"), max_length=12)
    title = models.CharField(_("title of the proposal"), max_length=300)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    proposer = models.CharField(_("proposer"), max_length=200)
    proposer_kind = models.CharField(_("kind of proposer"), max_length=20, choices=ProposerKind)
    signers = models.PositiveSmallIntegerField(_("number of signers"), default=1)
    lead = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_proposals",
        verbose_name=_("first proposer"),
    )
    lead_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_proposals",
        verbose_name=_("proposing unit"),
    )
    topic = models.CharField(_("class of content"), max_length=40, blank=True)
    topic_serial = models.PositiveIntegerField(
        _("number in its class"), null=True, blank=True, editable=False
    )
    sphere = models.CharField(_("sphere"), max_length=10, choices=Sphere, blank=True)
    body = models.TextField(_("text"))
    suggested_units = models.CharField(_("units suggested by the proposer"), max_length=200, blank=True)
    contact = models.CharField(_("contact of the proposing unit"), max_length=200, blank=True)
    may_publish = models.BooleanField(_("the proposer agrees to publication"), default=False)
    may_cosign = models.BooleanField(_("open to co-signing"), default=True)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)
    occasion = models.CharField(
        _("occasion"), max_length=10, choices=Occasion, default=Occasion.PLENARY, editable=False
    )
    confirmed_on = models.DateField(_("confirmed by the unit on"), null=True, blank=True, editable=False)
    handler = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_proposals",
        verbose_name=_("handling unit"),
    )
    ground = models.CharField(
        _("ground of not filing"), max_length=2, choices=Ground, blank=True, editable=False
    )
    opinion = models.CharField(_("opinion of the examination"), max_length=500, blank=True, editable=False)
    examined_on = models.DateField(_("examined on"), null=True, blank=True, editable=False)
    main = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    passed_to = models.UUIDField(
        null=True, blank=True, editable=False, help_text="the paper it was turned into"
    )
    office_opinion = models.CharField(_("opinion at hand-over"), max_length=500, blank=True, editable=False)
    instructions = models.CharField(_("leaders' instructions"), max_length=500, blank=True, editable=False)
    assigned_on = models.DateField(_("handed over on"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)
    key_on = models.DateField(_("key proposal since"), null=True, blank=True, editable=False)
    supervisor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="supervised_proposals",
        verbose_name=_("supervising leader"),
    )
    supervision = models.CharField(_("manner of supervision"), max_length=200, blank=True, editable=False)
    excellent_on = models.DateField(_("excellent proposal since"), null=True, blank=True, editable=False)
    release = models.CharField(
        _("decision on publication"), max_length=10, choices=Release, blank=True, editable=False
    )
    release_text = models.TextField(_("text for publication"), blank=True, editable=False)
    released_on = models.DateField(_("released on"), null=True, blank=True, editable=False)
    released = models.BooleanField(_("released to the public"), default=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ProposalState, default=ProposalState.DRAFT, editable=False
    )

    derived = ("topic_serial",)
    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-session__year", "number"]
        indexes = [models.Index(fields=["committee", "submitted_at"], name="proposal_submitted")]
        constraints = [
            models.UniqueConstraint(fields=["committee", "session", "number"], name="proposal_number_once"),
            models.UniqueConstraint(
                fields=["committee", "session", "topic", "topic_serial"], name="proposal_topic_serial_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.pk])

    @property
    def reference(self) -> str:
        """The full number, unique within the committee: 2019-0001; before filing the mark D-…"""
        return f"{self.session.year}-{self.number}" if self.is_numbered else self.number

    @property
    def is_numbered(self) -> bool:
        return not self.number.startswith(DRAFT)

    @property
    def route(self) -> Text:
        return Ground(self.ground).route if self.ground else ""

    @property
    def on_behalf(self) -> str:
        """Who entered it, where that is not the first proposer."""
        own = self.lead is not None and self.lead.user_id == self.entered_by_id
        return "" if own or self.entered_by is None else str(self.entered_by)

    @property
    def counts_now(self) -> bool:
        return self.state in FILED

    @property
    def is_collective(self) -> bool:
        """Proposed by a unit, which confirms it by its seal or convener."""
        return self.lead_unit_id is not None

    @property
    def is_own(self) -> bool:
        """Still the proposer's to change."""
        return self.state in OWN
