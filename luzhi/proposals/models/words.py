"""Kinds, states and grounds of proposals, in the field's words (field.md 2.4)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text


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
    DRAFT = "draft", _("draft")
    UNCONFIRMED = "unconfirmed", _("to be confirmed by the unit")
    SUBMITTED = "submitted", _("not examined")
    RETURNED = "returned", _("returned for revision")
    FILED = "filed", _("filed")
    MERGED = "merged", _("merged")
    NOT_FILED = "not_filed", _("not filed")
    CONVERTED = "converted", _("turned into social-conditions information")
    LETTER = "letter", _("turned into a member's letter")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ASSIGNED = "assigned", _("handed over")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("settled")
    ARCHIVED = "archived", _("archived")


OWN: Final = (ProposalState.DRAFT, ProposalState.UNCONFIRMED, ProposalState.RETURNED)
"""The proposer's to change; the proposals committee reads a draft only after its submission."""
FILED: Final = (
    ProposalState.FILED,
    ProposalState.MERGED,
    ProposalState.ASSIGNED,
    ProposalState.ANSWERED,
    ProposalState.CLOSED,
    ProposalState.ARCHIVED,
)
"""Filed and whatever follows: a merged proposal was filed under its own number."""
EXAMINED: Final = (*FILED, ProposalState.NOT_FILED, ProposalState.CONVERTED, ProposalState.LETTER)


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

CONFIDENTIAL: Final = (Ground.SECRET, Ground.ACCUSATION)
"""What may not be sent on over the network in another form."""


class Sphere(models.TextChoices):
    """五位一体: the axis by which provinces report, beside the class of content."""

    ECONOMY = "economy", _("economic construction")
    POLITICS = "politics", _("political construction")
    CULTURE = "culture", _("cultural construction")
    SOCIETY = "society", _("social construction")
    ECOLOGY = "ecology", _("ecological civilisation")


class Occasion(models.TextChoices):
    PLENARY = "plenary", _("of the plenary")
    ORDINARY = "ordinary", _("between plenaries")


class Release(models.TextChoices):
    UNDECIDED = "", _("not decided")
    FULL = "full", _("in full")
    SUMMARY = "summary", _("as a summary")
    NONE = "none", _("not published")


DRAFT = "D-"  # begins a mark that stands where the number will be given at filing
