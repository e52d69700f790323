"""提案: who proposes what, under which number of which session."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import Text, holds, units_of
from luzhi.core.models import Flowing, versioned
from luzhi.members.models import Person
from luzhi.organisation.models import Session, Unit
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


EXAMINED = (ProposalState.FILED, ProposalState.NOT_FILED, ProposalState.CONVERTED)


class Ground(models.TextChoices):
    """The ten grounds of 不予立案, by their number in the rule (docs/field.md, 2.4)."""

    SECRET = "1", _("1 concerns secrets of the Party or the state")
    FORBIDDEN = "2", _("2 is forbidden by the state")
    PARTY_MATTER = "3", _("3 a Party member's views on organisation or personnel within the Party")
    OTHER_PARTY = "4", _("4 an internal matter of a democratic party")
    PROCEEDINGS = "5", _("5 is before a court, an administrative review or an arbitrator")
    ACADEMIC = "6", _("6 academic discussion")
    PERSONAL = "7", _("7 solves a personal matter of oneself or of relatives")
    PROMOTION = "8", _("8 promotes a work or a product")
    ACCUSATION = "9", _("9 accuses a named person")
    EMPTY = "10", _("10 has no substance and no concrete suggestion")

    @property
    def route(self) -> Text:
        """The way that is open instead."""
        return ROUTES[self]


ROUTES: dict[str, Text] = {
    Ground.SECRET: _("Hand it in on paper through the office's confidential channel."),
    Ground.FORBIDDEN: _(
        "Ask the proposals committee which rule applies; what the rule allows can be proposed anew."
    ),
    Ground.PARTY_MATTER: _("Raise it with your own Party organisation."),
    Ground.OTHER_PARTY: _("Raise it with the organisation of your party."),
    Ground.PROCEEDINGS: _("Turn to the court or body that handles the case."),
    Ground.ACADEMIC: _("Offer it to the special committee concerned or to a learned society."),
    Ground.PERSONAL: _("Send it as a member's letter or to the office for letters and visits."),
    Ground.PROMOTION: _("Turn to the department in charge; it is no matter for a proposal."),
    Ground.ACCUSATION: _("Report it to the discipline inspection or supervisory body."),
    Ground.EMPTY: _(
        "Add facts, analysis and concrete suggestions and submit it anew, or send it as social-conditions information."
    ),
}

DRAFT = "D-"  # begins a mark that stands where the number will be given at filing


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def filed(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.FILED)

    def visible_to(self, user: Any) -> ProposalQuerySet:
        """field.md 2.19: the proposals committee all; the office and leaders what was examined; one's own and one's
        unit's; a department what it handles."""
        if not getattr(user, "holdings", ()):
            return self.filter(released=True, state=ProposalState.FILED)
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.PROPOSALS):
            return here
        own = Q(pk__in=Signature.objects.filter(person__user=user).values("proposal")) | Q(entered_by=user)
        if holds(user, Role.RESEARCH):
            return here.filter(own | Q(state__in=(ProposalState.FILED, ProposalState.CONVERTED)))
        if holds(user, Role.LEADER):
            return here.filter(own | Q(state__in=EXAMINED))
        own |= Q(lead_unit__in=units_of(user, Role.ORGANISER))
        filed = Q(released=True) | Q(handler__in=units_of(user, Role.HANDLER))
        return here.filter(own | (Q(state=ProposalState.FILED) & filed))


@versioned
class Proposal(Flowing):
    """`number` is the serial within its session's year, given at filing and kept; `proposer` the words of the source."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="proposals", verbose_name=_("session of the committee")
    )
    number = models.CharField(_("proposal number"), max_length=12)
    title = models.CharField(_("title of the proposal"), max_length=300)
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
    ground = models.CharField(
        _("ground of not filing"), max_length=2, choices=Ground, blank=True, editable=False
    )
    examined_on = models.DateField(_("examined on"), null=True, blank=True, editable=False)
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
        return self.state == ProposalState.FILED


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, user: Any) -> SignatureQuerySet:
        """With their proposal."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user))


class Signature(TenantModel):
    """A member who signed, the first proposer included (order 1): so that every signer has a row that earned it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures", verbose_name=_("signer"))
    order = models.PositiveSmallIntegerField(_("order of signing"), default=1)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "proposal", "person"], name="signature_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
