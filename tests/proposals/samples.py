from typing import Any

from luzhi.members.models import Person
from luzhi.proposals.models import Proposal, ProposalState, ProposerKind, Signature
from tests.world import World


def proposal(world: World, *signers: Person, **values: Any) -> Proposal:
    """A proposal of the city as entered by its first signer; submitted, with a mark unless a number is given."""
    lead = signers[0] if signers else None
    made = Proposal(
        committee=world.city,
        session=world.session,
        title="关于增设公交站点的提案",
        proposer=lead.name if lead else "经济委员会",
        proposer_kind=ProposerKind.MEMBER if lead else ProposerKind.SPECIAL_COMMITTEE,
        lead=lead,
        lead_unit=None if lead else world.units["committee"],
        body="情况、分析、建议。",
        entered_by=lead.user if lead else world.ti,
        signers=len(signers) or 1,
        state=ProposalState.SUBMITTED,
    )
    made.number = f"D-{made.pk.hex[-8:]}"
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    for order, person in enumerate(signers, 1):
        Signature.objects.create(committee=world.city, proposal=made, person=person, order=order)
    return made
