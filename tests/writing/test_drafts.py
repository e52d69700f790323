from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from luzhi.proposals.models import ProposalState
from luzhi.writing.drafts import finish, shown, unfinished
from luzhi.writing.models import Draft
from tests.proposals.samples import proposal
from tests.world import World

NEW = "/writing/drafts/proposals.new/"


def sent(client: Client, user: Any, text: str = "增设站点", address: str = NEW, **values: Any) -> Any:
    """What the page of a browser sends."""
    data = {
        "user": str(user.pk),
        "values": {"body": [text]},
        "revision": 0,
        "device": "甲机",
        "turn": 1,
        **values,
    }
    return client.post(address, json.dumps(data), content_type="application/json")


def stored() -> tuple[list[str], int]:
    draft = Draft.objects.get()
    return draft.values.get("body", []), draft.revision


def test_what_is_typed_is_kept_with_its_revision(world: World, sign_in: Any) -> None:
    answer = sent(sign_in(world.liu), world.liu)
    assert (answer.status_code, answer.json()["revision"]) == (200, 1)
    assert stored() == (["增设站点"], 1)


def test_the_same_page_goes_on_without_knowing_the_answer(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "一")
    sent(client, world.liu, "一二", turn=2)
    assert stored() == (["一二"], 2)


def test_an_earlier_saving_that_arrives_later_changes_nothing(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "一二", turn=2)
    assert sent(client, world.liu, "一", turn=1).status_code == 200
    assert stored() == (["一二"], 1)


def test_another_page_never_overwrites_silently(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "甲机的文稿")
    answer = sent(client, world.liu, "乙机的文稿", device="乙机")
    assert answer.status_code == 409
    assert answer.json()["values"] == {"body": ["甲机的文稿"]}
    assert "<del>甲</del><ins>乙</ins>机的文稿" in answer.json()["html"]
    assert stored() == (["甲机的文稿"], 1)


def test_the_writers_choice_is_stored(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "甲机的文稿")
    assert sent(client, world.liu, "乙机的文稿", device="乙机", revision=1).status_code == 200
    assert stored() == (["乙机的文稿"], 2)


def test_a_reloaded_page_goes_on_with_its_own_copy(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "一")
    assert sent(client, world.liu, "一二", device="重开", before="甲机").status_code == 200


def test_the_same_text_is_no_conflict(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu, "同文")
    assert sent(client, world.liu, "同文", device="乙机").status_code == 200


def test_what_comes_after_the_submission_is_too_late(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu)
    finish(world.acting("liu"), "proposals.new")
    assert sent(client, world.liu, "迟到", turn=2, revision=1).status_code == 409
    assert Draft.objects.get().values == {}


def test_a_page_of_another_user_saves_nothing(world: World, sign_in: Any) -> None:
    assert sent(sign_in(world.he), world.liu).status_code == 401
    assert Draft.objects.count() == 0


def test_nobody_else_sees_a_draft(world: World, sign_in: Any) -> None:
    sent(sign_in(world.liu), world.liu)
    seen = {
        short: Draft.objects.visible_to(world.acting(short)).count()
        for short in ("liu", "he", "ti", "wen", "xi")
    }
    assert seen == {"liu": 1, "he": 0, "ti": 0, "wen": 0, "xi": 0}


def test_a_session_that_ended_is_sent_to_the_door(world: World) -> None:
    answer = sent(Client(), world.liu)
    assert (answer.status_code, answer.headers["Location"][:7]) == (302, "/login/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/writing/drafts/proposals.none/", 404),
        ("/writing/drafts/nothing.new/", 404),
        ("/writing/drafts/proposals.01890000-0000-7000-8000-000000000000/", 404),
        ("/writing/drafts/batches.new/", 404),
    ],
)
def test_a_form_that_is_none_has_no_draft(world: World, sign_in: Any, address: str, status: int) -> None:
    assert sent(sign_in(world.liu), world.liu, address=address).status_code == status


def test_a_row_that_may_not_be_written_has_no_draft(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"], state=ProposalState.FILED, number="0001")
    address = f"/writing/drafts/proposals.{row.pk}/"
    assert sent(sign_in(world.liu), world.liu, address=address).status_code == 403
    assert sent(sign_in(world.du), world.du).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"user": 1}',
        '{"values": []}',
        '{"values": {"a": [1]}}',
        '{"values": {"a": 1}}',
        "null",
    ],
)
def test_what_is_no_draft_is_refused(world: World, sign_in: Any, body: str) -> None:
    text = body.replace("{", f'{{"user": "{world.liu.pk}", "revision": 0, "device": "", "turn": 1, ', 1)
    for each in (body, text.replace(", }", "}")):
        answer = sign_in(world.liu).post(NEW, each, content_type="application/json")
        assert answer.status_code in (400, 401), each


def test_signs_that_no_database_holds_are_left_out(world: World, sign_in: Any) -> None:
    sent(sign_in(world.liu), world.liu, "甲\x00乙\ud800丙")
    assert stored() == (["甲乙?丙"], 1)


def test_a_marked_text_is_not_kept(world: World, sign_in: Any) -> None:
    answer = sent(sign_in(world.liu), world.liu, "机密★三年\n关于某事")
    assert (answer.status_code, answer.json()["code"]) == (422, "classified")
    assert Draft.objects.count() == 0


def test_a_text_beyond_the_limit_is_refused_in_words(world: World, sign_in: Any) -> None:
    answer = sent(sign_in(world.liu), world.liu, "甲" * 500_001)
    assert answer.json()["error"] == "正文超过500,000字。"


def test_a_long_text_is_kept_whole(world: World, sign_in: Any) -> None:
    sent(sign_in(world.liu), world.liu, "甲" * 100_000)
    assert len(stored()[0][0]) == 100_000


def test_discarding_empties_the_draft(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    sent(client, world.liu)
    assert client.post(f"{NEW}discard/").status_code == 200
    assert stored() == ([], 2)


def test_the_desk_offers_what_is_unfinished(world: World, sign_in: Any) -> None:
    client, row = sign_in(world.liu), proposal(world, world.persons["liu"])
    sent(client, world.liu, values={"title": ["关于公交的提案"]})
    sent(client, world.liu, address=f"/writing/drafts/proposals.{row.pk}/")
    liu = world.acting("liu")
    assert {(each.title, each.url) for each in unfinished(liu)} == {
        ("关于公交的提案", "/proposals/new/"),
        (row.title, f"/proposals/{row.pk}/edit/"),
    }
    assert "关于公交的提案" in client.get("/desk/submit/").content.decode()
    assert unfinished(world.acting("he")) == []


def test_a_page_asks_for_the_draft_as_it_stands(world: World, sign_in: Any) -> None:
    sent(sign_in(world.liu), world.liu)
    assert sign_in(world.liu).get(NEW).json()["values"] == {"body": ["增设站点"]}
    assert sign_in(world.he).get(NEW).json()["values"] == {}
    assert sign_in(world.du).get(NEW).status_code == 403


def test_a_page_knows_its_draft(world: World, sign_in: Any) -> None:
    sent(sign_in(world.liu), world.liu)
    known = shown(world.acting("liu"), "proposals.new")
    assert (known["revision"], known["values"], known["device"]) == (1, {"body": ["增设站点"]}, "甲机")
    assert shown(world.acting("he"), "proposals.new")["values"] == {}
