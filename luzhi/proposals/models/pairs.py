"""查重: pairs of proposals that are alike, as they were found, and whether the examiner held them to be different."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Record
from luzhi.proposals.models.proposals import Proposal
from luzhi.proposals.models.words import ProposalState


class PairKind(models.TextChoices):
    """The verdicts of luzhi.search.similar that are worth an examiner's look."""

    SAME_TEXT = "same text", _("same text")
    SAME_ASK = "same ask", _("same ask")
    SHARED = "shared passages", _("shared passages")


class PairQuerySet(models.QuerySet["PairVerdict"]):
    def visible_to(self, user: Any) -> PairQuerySet:
        """The proposals committee's."""
        if not holds(user, Role.PROPOSALS):
            return self.none()
        shown = Proposal.objects.visible_to(user)
        return self.filter(committee_id=user.committee_id, first__in=shown, second__in=shown)

    def open(self) -> PairQuerySet:
        """Neither merged nor withdrawn, nor held to be different."""
        gone = Q(first__state=ProposalState.WITHDRAWN) | Q(second__state=ProposalState.WITHDRAWN)
        merged = Q(first__main=F("second")) | Q(second__main=F("first")) | Q(first__main=F("second__main"))
        return self.filter(different=False).exclude(gone).exclude(merged)


class PairVerdict(Record):
    """`first` was made before `second`; a pair that was held to be different does not come back."""

    first = models.ForeignKey(Proposal, models.CASCADE, related_name="+", verbose_name=_("earlier proposal"))
    second = models.ForeignKey(Proposal, models.CASCADE, related_name="+", verbose_name=_("later proposal"))
    verdict = models.CharField(_("verdict"), max_length=20, choices=PairKind)
    similarity = models.PositiveSmallIntegerField(_("similarity in percent"))
    different = models.BooleanField(_("not the same"), default=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-similarity", "pk"]
        indexes = [models.Index(fields=["committee", "second"], name="pair_later")]
        constraints = [
            models.UniqueConstraint(fields=["committee", "first", "second"], name="pair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    @property
    def rows(self) -> tuple[Proposal, Proposal]:
        return self.first, self.second

    def get_absolute_url(self) -> str:
        return f"{reverse('proposals:beside', args=[self.second_id])}?with={self.first_id}"
