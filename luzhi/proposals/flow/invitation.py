"""附议: a member is asked to co-sign before the examination."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, Step, flows
from luzhi.proposals.access import examiner, invited, inviting
from luzhi.proposals.cosigning import sign, too_late
from luzhi.proposals.models import Invitation, InvitationState

S = InvitationState

flows.add(
    Flow(
        "invitation",
        _("Invitation to co-sign"),
        Invitation,
        InvitationState,
        final=frozenset({S.ACCEPTED, S.DECLINED, S.LAPSED}),
        marks={S.DECLINED: "stopped", S.LAPSED: "stopped"},
        steps=(
            Step(
                "accept",
                _("Co-sign"),
                (S.INVITED,),
                S.ACCEPTED,
                by=invited,
                guard=too_late,
                effect=sign,
                main=True,
            ),
            Step("decline", _("Decline"), (S.INVITED,), S.DECLINED, by=invited),
            Step("lapse", _("Take the invitation back"), (S.INVITED,), S.LAPSED, by=inviting | examiner),
        ),
    )
)
