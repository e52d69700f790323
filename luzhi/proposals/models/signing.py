"""Who signs: the signatures, and the invitations by which members are asked to co-sign (附议)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.models import Flowing
from luzhi.members.models import Person
from luzhi.proposals.models.proposals import Proposal
from luzhi.tenancy.models import TenantModel


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, user: Any) -> SignatureQuerySet:
        """With their proposal."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user))


class Signature(TenantModel):
    """A member who signed, the first proposer included (order 1): so that every signer has a row that earned it.

    `version` is the proposal's when it was read and signed here; none of a signature on paper, or of the first proposer.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures", verbose_name=_("signer"))
    order = models.PositiveSmallIntegerField(_("order of signing"), default=1)
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(null=True, editable=False)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "proposal", "person"], name="signature_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class InvitationState(models.TextChoices):
    INVITED = "invited", _("asked to co-sign")
    ACCEPTED = "accepted", _("co-signed")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("lapsed")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> InvitationQuerySet:
        """One's own invitation, and those of the proposals that one may read."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        return here.filter(Q(person__user=user) | Q(proposal__in=Proposal.objects.visible_to(user)))


class Invitation(Flowing):
    """A member asked to co-sign before the examination. A signature is made only by accepting."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="invitations", verbose_name=_("proposal")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations", verbose_name=_("invited member")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=InvitationState,
        default=InvitationState.INVITED,
        editable=False,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "proposal", "person"], name="invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal} · {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("proposals:invitation", args=[self.pk])
