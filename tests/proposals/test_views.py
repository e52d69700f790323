from typing import Any

import pytest
from django.urls import reverse

from luzhi.audit.models import Entry
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Proposal, ProposalState, ProposerKind, Signature
from tests.proposals.samples import proposal
from tests.world import World

NEW = "/proposals/new/"
TEXT = {"title": "关于增设站点的提案", "body": "情况、分析、建议。", "topic": "城乡建设", "version": "1"}


def written(world: World, **values: Any) -> dict[str, Any]:
    return {**TEXT, "session": world.session.pk, "co_signers": "", **values}


def seen(world: World, short: str) -> set[str]:
    return set(Proposal.objects.visible_to(world.acting(short)).values_list("title", flat=True))


def test_a_member_enters_his_or_her_own_proposal(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, written(world))
    row = Proposal.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url()
    assert (row.lead, row.proposer, row.proposer_kind) == (world.persons["liu"], "刘 敏", ProposerKind.MEMBER)
    assert row.number == f"D-{row.pk.hex[-8:]}"
    assert [line.person for line in row.signatures.all()] == [world.persons["liu"]]
    assert Entry.objects.about(row).get().verb == "proposal.create"


def test_signatures_of_a_paper_make_it_joint_in_the_order_of_signing(world: World, sign_in: Any) -> None:
    lead = world.persons["he"].pk
    values = written(world, lead=lead, proposer_kind="member", submitted_at="2018-12-01T09:30")
    sign_in(world.wen).post(NEW, {**values, "co_signers": "刘敏"})
    row = Proposal.objects.get()
    assert (row.proposer, row.proposer_kind, row.signers) == ("贺昇等2人", ProposerKind.JOINT, 2)
    assert [str(line.person) for line in row.signatures.all()] == ["贺昇", "刘 敏"]


def test_an_unknown_member_is_refused_and_nothing_is_lost(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, written(world, invite="贺昇、无此人"))
    assert answer.status_code == 400
    assert answer.context["form"].errors["invite"] == ["名册中没有“无此人”。"]
    assert answer.context["form"]["body"].value() == TEXT["body"]
    assert Proposal.objects.count() == 0


def test_staff_enter_on_behalf_and_it_shows(world: World, sign_in: Any) -> None:
    values = written(
        world, lead=world.persons["liu"].pk, proposer_kind="member", submitted_at="2018-12-01T09:30"
    )
    sign_in(world.wen).post(NEW, values)
    row = Proposal.objects.get()
    assert (row.entered_by, row.on_behalf) == (world.wen, "文涛")
    assert "文涛" in sign_in(world.liu).get(row.get_absolute_url()).content.decode()


def test_a_unit_proposes_without_a_first_member(world: World, sign_in: Any) -> None:
    unit = Unit.objects.get(name="经济委员会")
    values = written(
        world, proposer_kind="special_committee", lead_unit=unit.pk, submitted_at="2018-12-01T09:30"
    )
    sign_in(world.ti).post(NEW, values)
    assert Proposal.objects.get().proposer == "经济委员会"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"proposer_kind": "member"}, "lead"),
        ({"proposer_kind": "party"}, "lead_unit"),
        ({"proposer_kind": "county"}, "lead_unit"),
    ],
)
def test_a_proposal_needs_its_proposer(
    world: World, sign_in: Any, values: dict[str, str], field: str
) -> None:
    answer = sign_in(world.ti).post(NEW, written(world, submitted_at="2018-12-01T09:30", **values))
    assert list(answer.context["form"].errors) == [field]


def test_a_text_under_a_classification_mark_is_refused(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, written(world, body="机密★三年\n关于某事"))
    assert answer.context["form"].non_field_errors()[0].startswith("文中带有密级标志")
    assert Proposal.objects.count() == 0


def test_an_author_corrects_the_text_until_filing(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    values = written(world, title="改后", invite="贺昇")
    sign_in(world.liu).post(f"{row.get_absolute_url()}edit/", values)
    row.refresh_from_db()
    assert (row.title, row.proposer, row.signers) == ("改后", "刘 敏", 1)
    assert Entry.objects.about(row).get().changes["fields"] == ["title", "topic", "may_cosign", "invitations"]
    Proposal.objects.filter(pk=row.pk).update(state=ProposalState.FILED)
    assert sign_in(world.liu).post(f"{row.get_absolute_url()}edit/", values).status_code == 403


def test_an_imported_number_of_signers_stays_when_the_text_is_corrected(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"], proposer="刘敏等9人", signers=9, state=ProposalState.FILED)
    values = written(
        world,
        title="改后",
        lead=world.persons["liu"].pk,
        proposer_kind="joint",
        proposer="刘敏等9人",
        submitted_at="2018-12-01T09:30",
        reason="错字",
    )
    sign_in(world.ti).post(f"{row.get_absolute_url()}edit/", values)
    row.refresh_from_db()
    assert (row.title, row.proposer, row.signers) == ("改后", "刘敏等9人", 9)


def test_each_role_sees_what_concerns_it(world: World) -> None:
    liu, department = world.persons["liu"], world.department
    proposal(world, liu, title="待审")
    proposal(world, liu, title="立案", number="0001", state=ProposalState.FILED, handler=department)
    proposal(world, liu, title="不立", state=ProposalState.NOT_FILED, ground="10")
    proposal(world, liu, title="转办", state=ProposalState.CONVERTED)
    everything = {"待审", "立案", "不立", "转办"}
    seen_by = {
        short: seen(world, short) for short in ("liu", "he", "ti", "wen", "yan", "ling", "cheng", "du")
    }
    assert seen_by == {
        "liu": everything,
        "he": set(),
        "ti": everything,
        "wen": set(),
        "yan": {"立案", "转办"},
        "ling": {"立案", "不立", "转办"},
        "cheng": {"立案"},
        "du": set(),
    }


def test_signatures_are_seen_with_their_proposal(world: World) -> None:
    proposal(world, world.persons["liu"])
    assert Signature.objects.visible_to(world.acting("liu")).count() == 1
    assert Signature.objects.visible_to(world.acting("he")).count() == 0


def test_the_list_filters_by_its_address(world: World, sign_in: Any) -> None:
    proposal(world, world.persons["liu"], title="甲", topic="城乡建设")
    proposal(world, world.persons["liu"], title="乙", topic="农业")
    page = sign_in(world.ti).get(
        "/proposals/", {"topic": "农业", "state": "submitted", "proposer_kind": "member"}
    )
    assert [row.cells[0].text for row in page.context["rows"]] == ["乙"]


def test_the_list_asks_as_often_for_three_as_for_one(
    world: World, sign_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(world.ti)
    proposal(world, world.persons["liu"])
    client.get("/proposals/")
    with django_assert_max_num_queries(40) as one:
        client.get("/proposals/")
    for _ in range(2):
        proposal(world, world.persons["he"])
    with django_assert_num_queries(len(one)):
        client.get("/proposals/")


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    hostile = "<script>alert(1)</script>"
    row = proposal(world, world.persons["liu"], title=hostile, body=hostile, proposer=hostile)
    for address in ("/proposals/", row.get_absolute_url()):
        body = sign_in(world.ti).get(address).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_the_ground_and_the_other_way_stand_on_the_page(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    answer = sign_in(world.ti).post(
        f"{row.get_absolute_url()}refuse/", {"ground": "7", "remark": "属个人事项"}
    )
    assert answer.status_code == 302
    body = sign_in(world.liu).get(row.get_absolute_url()).content.decode()
    assert "（7）为本人或亲属解决个人问题" in body
    assert "可转委员来信，或向信访部门反映。" in body


def test_a_ground_outside_the_ten_is_refused(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    answer = sign_in(world.ti).post(f"{row.get_absolute_url()}refuse/", {"ground": "11", "remark": "无"})
    assert list(answer.context["form"].errors) == ["ground"]


def test_proposals_stand_in_the_menu_of_those_who_work_with_them(world: World, sign_in: Any) -> None:
    entries = {
        short: reverse("proposals:proposals") in sign_in(world.users[short]).get("/desk/").content.decode()
        for short in ("liu", "ti", "cheng", "bian", "du")
    }
    assert entries == {"liu": True, "ti": True, "cheng": True, "bian": False, "du": False}
