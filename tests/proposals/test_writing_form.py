"""The proposer's form: three parts of one text, saved or submitted in one go, and nothing lost by a refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.organisation.models import Unit
from luzhi.proposals.models import Proposal, ProposalState
from luzhi.writing.models import Draft
from tests.proposals.samples import proposal
from tests.world import World

NEW = "/proposals/new/"
PARTS = {
    "shape": "parts",
    "situation": "城北缺站点。",
    "analysis": "规划未跟上。",
    "suggestions": "增设6处站点。",
}
BODY = "一、调研情况\n城北缺站点。\n二、问题分析\n规划未跟上。\n三、具体建议\n增设6处站点。"


def written(world: World, **values: Any) -> dict[str, Any]:
    return {"title": "关于增设站点的提案", "session": world.session.pk, "version": "1", **PARTS, **values}


def stored() -> Proposal:
    return Proposal.objects.get()


def test_three_parts_are_stored_as_one_text(world: World, sign_in: Any) -> None:
    sign_in(world.liu).post(
        NEW, written(world, may_publish="on", suggested_units="市交通局", subtitle="城北")
    )
    row = stored()
    assert (row.body, row.state) == (BODY, ProposalState.DRAFT)
    assert (row.may_publish, row.may_cosign, row.suggested_units, row.subtitle) == (
        True,
        False,
        "市交通局",
        "城北",
    )


def test_a_stored_text_of_three_parts_is_edited_in_its_parts(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"], body=BODY)
    form = sign_in(world.liu).get(f"{row.get_absolute_url()}edit/").context["form"]
    assert {name: form[name].value() for name in PARTS} == PARTS


@pytest.mark.parametrize("body", ["情况、分析、建议。\n", "一、调研情况\r\n甲\r\n", "  前后有空白  "])
def test_a_text_of_another_form_stays_as_it_is_to_the_byte(world: World, sign_in: Any, body: str) -> None:
    row = proposal(world, world.persons["liu"], body=body)
    form = sign_in(world.liu).get(f"{row.get_absolute_url()}edit/").context["form"]
    assert form.is_whole
    sent = body.replace("\r\n", "\n").replace("\n", "\r\n")  # as browsers send a text area
    values = {"shape": "whole", "body": sent, "title": "改后", "session": row.session_id, "version": "1"}
    sign_in(world.liu).post(f"{row.get_absolute_url()}edit/", values)
    row.refresh_from_db()
    assert (row.title, row.body) == ("改后", body)


def test_the_second_button_saves_and_submits(world: World, sign_in: Any) -> None:
    sign_in(world.liu).post(NEW, written(world, submit="yes"))
    assert stored().state == ProposalState.SUBMITTED
    verbs = [entry.verb for entry in Entry.objects.about(stored()).order_by("seq")]
    assert verbs == ["proposal.create", "proposal.submit"]


def test_a_refused_submission_keeps_everything(world: World, sign_in: Any) -> None:
    values = written(world, submit="yes", invite="无此人")
    answer = sign_in(world.liu).post(NEW, values)
    assert (answer.status_code, Proposal.objects.count()) == (400, 0)
    form = answer.context["form"]
    assert {name: form[name].value() for name in PARTS} == PARTS


def test_an_empty_text_is_refused_at_its_first_field(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, written(world, situation=" ", analysis="", suggestions=""))
    assert list(answer.context["form"].errors) == ["situation"]


def test_saving_is_the_end_of_the_draft(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent = {"user": str(world.liu.pk), "values": {"title": ["草"]}, "revision": 0, "device": "甲", "turn": 1}
    client.post("/writing/drafts/proposals.new/", json.dumps(sent), content_type="application/json")
    client.post(NEW, written(world))
    assert Draft.objects.get().values == {}


def test_who_was_overtaken_sees_both_texts_and_may_save_again(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"], body=BODY)
    client, address = sign_in(world.liu), f"{row.get_absolute_url()}edit/"
    client.post(address, written(world, analysis="别处改过。"))
    answer = client.post(address, written(world, analysis="这里改过。"))
    assert answer.status_code == 400
    assert "<del>别处</del><ins>这里</ins>改过。" in answer.content.decode()
    assert answer.context["form"]["version"].value() == "2"
    client.post(address, written(world, analysis="这里改过。", version="2"))
    assert "这里改过。" in Proposal.objects.get(pk=row.pk).body


def test_a_units_proposal_waits_for_its_unit(world: World, sign_in: Any) -> None:
    unit = Unit.objects.get(name="经济委员会")
    values = written(
        world,
        proposer_kind="special_committee",
        lead_unit=unit.pk,
        submitted_at="2018-12-01T09:30",
        submit="yes",
    )
    sign_in(world.wen).post(NEW, values)
    assert stored().state == ProposalState.UNCONFIRMED


def test_a_member_withdraws_what_the_office_entered(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"], entered_by=world.wen)
    page = sign_in(world.liu).get(row.get_absolute_url()).content.decode()
    assert "本件由文涛代为录入" in page
    sign_in(world.liu).post(f"{row.get_absolute_url()}withdraw/", {"remark": "非本人提出"})
    assert stored().state == ProposalState.WITHDRAWN


def test_the_page_works_without_any_script(world: World, sign_in: Any) -> None:
    body = sign_in(world.liu).get(NEW).content.decode()
    assert '<form\n            class="panel writing"' in body
    assert 'style="' not in body
    assert body.count("<script") == body.count("<script src") + body.count(
        '<script id="draft" type="application/json"'
    )
