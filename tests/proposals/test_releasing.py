"""What the public reads of a proposal: no contact data, no text without consent, nothing before the decision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from luzhi.proposals.models import FeedbackState, Proposal, ProposalState, Release
from luzhi.proposals.releasing import classes, preview, published, released, with_answers
from tests.proposals.handled import answered, asked, assigned, department, filed
from tests.world import World

CONTACT = "联系人：刘敏\n电话：13900000001"
BODY = f"情况。\n{CONTACT}\n建议（手机13900000002）。"
LINES = [("联系人：刘敏\n", "contact"), ("电话：13900000001\n", "contact")]
CLEAN = "情况。\n建议（略）。"


def settled(world: World, **values: Any) -> Proposal:
    """Answered by two units, the proposer satisfied with one of them; released in full unless told otherwise."""
    row = filed(world, "0001", body=BODY)
    asked(
        world, answered(world, assigned(world, row), body=f"已办。\n{CONTACT}"), state=FeedbackState.SATISFIED
    )
    answered(world, assigned(world, row, department(world, "市财政局")), "B", sent_on=date(2018, 5, 2))
    told = {"released": True, "release": Release.FULL, "may_publish": True} | values
    Proposal.objects.filter(pk=row.pk).update(**told)
    return row


def read(world: World) -> Any:
    return published(with_answers(released(world.city)).get())


def test_proposal_and_answers_are_published_without_contact_data(world: World) -> None:
    settled(world)
    shown = read(world)
    assert (shown.text, shown.proposer, shown.summary) == (CLEAN, "刘 敏", "")
    assert [(answer.unit, answer.text, answer.answer_class) for answer in shown.answers] == [
        ("市教育局", "已办。\n", "A"),
        ("市财政局", "已增设站点三处。", "B"),
    ]


def test_without_consent_only_title_and_answers_are_published(world: World) -> None:
    settled(world, may_publish=False)
    shown = read(world)
    assert (shown.title, shown.text, shown.proposer) == ("关于增设公交站点的提案", "", "")
    assert [bool(answer.text) for answer in shown.answers] == [True, True]


def test_a_summary_stands_for_all_texts(world: World) -> None:
    settled(world, release=Release.SUMMARY, release_text="已办结。电话：13900000001", may_publish=False)
    shown = read(world)
    assert (shown.summary, shown.text) == ("已办结。（略）", "")
    assert [answer.text for answer in shown.answers] == ["", ""]


def test_an_edited_text_stands_for_the_original_with_consent_alone(world: World) -> None:
    settled(world, release_text="改定稿。")
    assert read(world).text == "改定稿。"
    Proposal.objects.update(may_publish=False)
    assert read(world).text == ""


def test_opinions_are_published_without_names_or_words(world: World) -> None:
    settled(world)
    assert [[str(state) for state in answer.opinions] for answer in read(world).answers] == [
        ["满意"],
        [],
    ]


@pytest.mark.parametrize("values", [{"released": False}, {"state": ProposalState.WITHDRAWN}])
def test_nothing_is_published_before_the_decision_or_after_withdrawal(
    world: World, values: dict[str, Any]
) -> None:
    settled(world, **values)
    assert list(released(world.city)) == []


def test_drafts_and_former_answers_stay_inside(world: World) -> None:
    row = settled(world)
    given_to = assigned(world, row, department(world, "市交通局"))
    answered(world, given_to, "C", sent_on=None)
    Proposal.objects.filter(pk=row.pk).update(state=ProposalState.ANSWERED)
    assert [answer.unit for answer in read(world).answers] == ["市教育局", "市财政局"]


def test_a_merged_proposal_is_published_with_its_main_ones_answers(world: World) -> None:
    main = settled(world)
    filed(
        world,
        "0002",
        world.persons["he"],
        main=main,
        state=ProposalState.MERGED,
        released=True,
        may_publish=True,
    )
    rows = {row.number: published(row) for row in with_answers(released(world.city))}
    assert [len(shown.answers) for shown in rows.values()] == [2, 2]
    assert rows["0002"].proposer == "贺昇"


def test_a_promise_kept_makes_the_published_class_an_a(world: World) -> None:
    row = settled(world)
    row.assignments.get(unit__name="市财政局").written.update(solved_on=date(2018, 9, 1))
    assert classes(with_answers(released(world.city)).get()) == ["A"]


def test_preview_marks_what_goes_and_says_why_the_text_stays_inside(world: World) -> None:
    row = settled(world, may_publish=False)
    row.refresh_from_db()
    parts = preview(row)
    assert [[(piece.text, piece.kind.code) for piece in part.pieces if piece.kind] for part in parts] == [
        [],
        [*LINES, ("（手机13900000002）", "phone")],
        [LINES[0], ("电话：13900000001", "contact")],
        [],
    ]
    assert [bool(part.note) for part in parts] == [False, True, False, False]


@given(st.text("市政协，。；：（）\n 电话联系人地址：0123456789-@.xX号", max_size=60))
def test_no_contact_data_is_published_wherever_it_stands(text: str) -> None:
    row = Proposal(title="题", body=f"{text}，13900000001，{text}", may_publish=True, release=Release.FULL)
    row._prefetched_objects_cache = {"assignments": []}
    assert "13900000001" not in published(row).text


def test_preview_is_the_examiners(world: World, sign_in: Any) -> None:
    row = settled(world)
    address = reverse("proposals:publication", args=[row.pk])
    found = {
        short: sign_in(world.users[short]).get(address).status_code for short in ("ti", "ling", "liu", "du")
    }
    assert found == {"ti": 200, "ling": 403, "liu": 403, "du": 403}


def test_preview_page_strikes_out_what_is_left_out(world: World, sign_in: Any) -> None:
    html = sign_in(world.ti).get(reverse("proposals:publication", args=[settled(world).pk])).content.decode()
    assert (html.count("<del "), "（手机13900000002）</del>" in html) == (5, True)
