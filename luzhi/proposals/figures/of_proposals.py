"""What came in and what the examination made of it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luzhi.core.figures import figures
from luzhi.proposals.figures.counts import Count, declared
from luzhi.proposals.models import COLLECTIVE, DRAFT, FILED, OWN, Proposal, ProposalState

RECEIVED = ~Q(state__in=(*OWN, ProposalState.WITHDRAWN))
IS_FILED = Q(state__in=FILED)
IS_COLLECTIVE = Q(proposer_kind__in=COLLECTIVE)
IS_ANSWERED = IS_FILED & (Q(answered_on__isnull=False) | Q(main__answered_on__isnull=False))

figures.add(
    *declared(
        Count(
            "proposals.received",
            _("Proposals received"),
            Proposal,
            RECEIVED,
            _("Proposals submitted for the sessions of the window, without drafts and those withdrawn."),
            public=True,
        ),
        Count(
            "proposals.filed",
            _("Proposals filed"),
            Proposal,
            IS_FILED,
            _("Of the proposals received, those filed after examination, merged ones included."),
            public=True,
        ),
        Count(
            "proposals.merged",
            _("Proposals merged"),
            Proposal,
            Q(state=ProposalState.MERGED),
            _("Of the proposals filed, those merged into another one."),
            public=True,
        ),
        Count(
            "proposals.collective",
            _("Collective proposals"),
            Proposal,
            IS_FILED & IS_COLLECTIVE,
            _("Filed proposals of parties, special committees, sectors and groups."),
            public=True,
        ),
        Count(
            "proposals.individual",
            _("Members' proposals"),
            Proposal,
            IS_FILED & ~IS_COLLECTIVE,
            _("Filed proposals of members, alone or jointly, and of county committees."),
            public=True,
        ),
        Count(
            "proposals.unexamined",
            _("Proposals not examined yet"),
            Proposal,
            Q(state=ProposalState.SUBMITTED),
            _("Received and waiting for the examination."),
            public=True,
        ),
        Count(
            "proposals.not_filed",
            _("Proposals not filed"),
            Proposal,
            Q(state=ProposalState.NOT_FILED),
            _("Examined and not filed on one of the ten grounds."),
            public=True,
        ),
        Count(
            "proposals.converted",
            _("Turned into social-conditions information"),
            Proposal,
            Q(state=ProposalState.CONVERTED),
            _("Examined and sent on as social-conditions information."),
            public=True,
        ),
        Count(
            "proposals.letters",
            _("Turned into members' letters"),
            Proposal,
            Q(state=ProposalState.LETTER),
            _("Examined and sent on as a member's letter."),
            public=True,
        ),
        Count(
            "proposals.withdrawn",
            _("Proposals withdrawn after filing"),
            Proposal,
            Q(state=ProposalState.WITHDRAWN) & ~Q(number__startswith=DRAFT),
            _("Filed under a number and withdrawn on the proposer's application; not among those received."),
        ),
        Count(
            "proposals.answered",
            _("Proposals answered"),
            Proposal,
            IS_ANSWERED,
            _("Filed proposals to which all units have answered; a merged one with its main proposal."),
            public=True,
        ),
        Count(
            "proposals.unanswered",
            _("Proposals not answered yet"),
            Proposal,
            IS_FILED & Q(answered_on=None, main__answered_on=None),
            _("Filed proposals to which a unit still owes its answer; a merged one with its main proposal."),
            public=True,
        ),
        Count(
            "proposals.key",
            _("Key proposals"),
            Proposal,
            IS_FILED & Q(key_on__isnull=False),
            _("Filed proposals chosen as key proposals."),
            public=True,
        ),
        Count(
            "proposals.excellent",
            _("Excellent proposals"),
            Proposal,
            IS_FILED & Q(excellent_on__isnull=False),
            _("Filed proposals chosen as excellent."),
            public=True,
        ),
        Count(
            "proposals.released",
            _("Proposals published"),
            Proposal,
            IS_FILED & Q(released=True),
            _("Filed proposals that are published with their answers, in full or as a summary."),
            public=True,
        ),
    )
)
