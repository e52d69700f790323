"""附议: asked by name, signed by accepting; who signed is told what changed since."""

from __future__ import annotations

from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.core.flow import flows
from luzhi.organisation.models import Appointment
from luzhi.proposals.models import Invitation, InvitationState, Proposal, ProposalState, ProposerKind
from tests.proposals.samples import proposal
from tests.world import START, World

FLOW, ASKING = flows["proposal"], flows["invitation"]


def draft(world: World, **values: Any) -> Proposal:
    return proposal(world, world.persons["liu"], **{"state": ProposalState.DRAFT, **values})


def asked(world: World, row: Proposal) -> Invitation:
    FLOW.take("invite", row, world.acting("liu"), people=[world.persons["he"]])
    return Invitation.objects.get()


def edited(world: World, sign_in: Any, row: Proposal, body: str) -> None:
    row.refresh_from_db()
    values = {"title": row.title, "body": body, "session": row.session_id, "version": row.version}
    assert sign_in(world.liu).post(f"{row.get_absolute_url()}edit/", values).status_code == 302


@pytest.mark.parametrize("name", ["贺昇", "hs", "HS"])
def test_members_are_asked_by_name_or_initials(world: World, sign_in: Any, name: str) -> None:
    row = draft(world)
    sign_in(world.liu).post(f"{row.get_absolute_url()}invite/", {"people": name})
    assert Invitation.objects.get().person == world.persons["he"]


def test_an_invitation_waits_on_the_desk_and_opens_the_text(world: World, sign_in: Any) -> None:
    invitation = asked(world, draft(world))
    client = sign_in(world.he)
    assert invitation.get_absolute_url() in client.get("/desk/").content.decode()
    assert "情况、分析、建议。" in client.get(invitation.get_absolute_url()).content.decode()
    assert client.get(invitation.proposal.get_absolute_url()).status_code == 200


def test_accepting_signs_and_makes_it_joint(world: World) -> None:
    invitation = asked(world, draft(world))
    ASKING.take("accept", invitation, world.acting("he"))
    row = Proposal.objects.get()
    assert (row.proposer, row.proposer_kind, row.signers) == ("刘 敏等2人", ProposerKind.JOINT, 2)


def test_nobody_is_asked_twice_or_after_signing(world: World) -> None:
    row = draft(world)
    ASKING.take("accept", asked(world, row), world.acting("he"))
    FLOW.take("invite", row, world.acting("liu"), people=[world.persons["he"], world.persons["liu"]])
    assert Invitation.objects.count() == 1


def test_a_declined_or_withdrawn_invitation_signs_nothing(world: World) -> None:
    invitation = asked(world, draft(world))
    ASKING.take("lapse", invitation, world.acting("liu"))
    assert Proposal.objects.get().signers == 1
    assert not Proposal.objects.visible_to(world.acting("he")).exists()


def test_open_invitations_lapse_at_the_examination(world: World) -> None:
    row = draft(world)
    invitation = asked(world, row)
    FLOW.take("submit", row, world.acting("liu"))
    FLOW.take("file", row, world.acting("ti"), topic="交通")
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.LAPSED


def test_a_proposal_closed_to_co_signing_asks_nobody(world: World, sign_in: Any) -> None:
    row = draft(world, may_cosign=False)
    answer = sign_in(world.liu).post(f"{row.get_absolute_url()}invite/", {"people": "贺昇"})
    assert (answer.status_code, Invitation.objects.count()) == (400, 0)


def test_a_signer_is_told_that_the_text_changed(world: World, sign_in: Any) -> None:
    row = draft(world)
    ASKING.take("accept", asked(world, row), world.acting("he"))
    client, changes = sign_in(world.he), f"{row.get_absolute_url()}since-signing/"
    assert changes not in client.get(row.get_absolute_url()).content.decode()
    edited(world, sign_in, row, "情况、分析、新的建议。")
    assert changes in client.get(row.get_absolute_url()).content.decode()
    assert "<ins>新的</ins>建议" in client.get(changes).content.decode()
    edited(world, sign_in, row, "情况、分析、建议。")
    assert changes not in client.get(row.get_absolute_url()).content.decode()


def test_the_first_proposer_is_told_nothing_of_his_own_changes(world: World, sign_in: Any) -> None:
    row = draft(world)
    edited(world, sign_in, row, "改了")
    assert sign_in(world.liu).get(f"{row.get_absolute_url()}since-signing/").status_code == 404


def test_an_edit_keeps_the_signatures_of_those_who_accepted(world: World, sign_in: Any) -> None:
    row = draft(world)
    ASKING.take("accept", asked(world, row), world.acting("he"))
    before = list(row.signatures.values_list("pk", "version"))
    edited(world, sign_in, row, "改了")
    assert list(row.signatures.values_list("pk", "version")) == before


def test_the_units_own_staff_confirm_and_the_committee_notes_a_seal(world: World) -> None:
    shu = world.shu
    Appointment.objects.create(
        committee=world.city, user=shu, role="organiser", unit=world.units["committee"], since=START
    )
    first = proposal(world, state=ProposalState.UNCONFIRMED)
    FLOW.take("confirm", first, world.acting("shu"))
    second = proposal(world, state=ProposalState.UNCONFIRMED)
    FLOW.take("confirm_paper", second, world.acting("ti"), "纸质件已盖章")
    assert (first.state, second.state) == (ProposalState.SUBMITTED, ProposalState.SUBMITTED)
    assert first.confirmed_on is not None
    assert Entry.objects.about(second).get().remark_id is not None
