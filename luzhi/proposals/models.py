"""提案: who proposes what, under which number of which session."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds, units_of
from luzhi.core.models import Flowing, versioned
from luzhi.members.models import Person
from luzhi.organisation.models import OwnQuerySet, Session, Unit
from luzhi.tenancy.models import TenantModel


class ProposerKind(models.TextChoices):
    MEMBER = "member", _("member")
    JOINT = "joint", _("members jointly")
    PARTY = "party", _("party or people's organisation")
    SPECIAL_COMMITTEE = "special_committee", _("special committee")
    SECTOR = "sector", _("sector")
    GROUP = "group", _("member group")
    COUNTY = "county", _("county committee")


COLLECTIVE = (ProposerKind.PARTY, ProposerKind.SPECIAL_COMMITTEE, ProposerKind.SECTOR, ProposerKind.GROUP)


class ProposalState(models.TextChoices):
    SUBMITTED = "submitted", _("not examined")
    FILED = "filed", _("filed")
    NOT_FILED = "not_filed", _("not filed")
    CONVERTED = "converted", _("turned into social-conditions information")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def filed(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.FILED)

    def visible_to(self, user: Any) -> ProposalQuerySet:
        """field.md 2.19: the proposals committee all; readers of the office and leaders after filing; one's own."""
        if not getattr(user, "holdings", ()):
            return self.filter(released=True, state=ProposalState.FILED)
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        own = Q(pk__in=Signature.objects.filter(person__user=user).values("proposal"))
        filed = Q(state=ProposalState.FILED)
        if holds(user, Role.RESEARCH, Role.LEADER):
            return here.filter(filed | own)
        units = units_of(user, Role.ORGANISER, Role.HANDLER)
        return here.filter(own | (filed & (Q(released=True) | Q(handler__in=units) | Q(lead_unit__in=units))))


@versioned
class Proposal(Flowing):
    """`number` is the serial within its session's year, kept for good; `proposer` the words of the source."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="proposals", verbose_name=_("session"))
    number = models.CharField(_("number"), max_length=12)
    title = models.CharField(_("title"), max_length=300)
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
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    body = models.TextField(_("text"))
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)
    handler = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_proposals",
        verbose_name=_("handling unit"),
    )
    released = models.BooleanField(_("released to the public"), default=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ProposalState, default=ProposalState.SUBMITTED, editable=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-session__year", "number"]
        indexes = [models.Index(fields=["committee", "submitted_at"], name="proposal_submitted")]
        constraints = [
            models.UniqueConstraint(fields=["committee", "session", "number"], name="proposal_number_once")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.pk])

    @property
    def reference(self) -> str:
        """The full number, unique within the committee: 2019-0001."""
        return f"{self.session.year}-{self.number}"

    @property
    def counts_now(self) -> bool:
        return self.state == ProposalState.FILED


class Signature(TenantModel):
    """A member who signed, the first proposer included (order 1): so that every signer has a row that earned it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures", verbose_name=_("signer"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "proposal", "person"], name="signature_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
