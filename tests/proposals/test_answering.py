"""The answer of a unit: its editor, its drafts and versions, the assignment's page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.proposals.models import Answer, Assignment
from luzhi.writing.models import Draft
from tests.proposals.handled import department
from tests.proposals.lives import LATER, drafted, handed, jointly, opinion, passed, received, say, take
from tests.world import World

WRITTEN = {"answer_class": "A", "body": "已增设站点三处。"}


def editor(row: Assignment) -> str:
    return f"{row.get_absolute_url()}draft/"


def page(client: Any, address: str) -> str:
    return str(client.get(address).content.decode())


def test_editor_hands_the_answer_in_for_review(world: World, sign_in: Any) -> None:
    row = received(world)
    data = {**WRITTEN, "answer_class": "B", "promise_1": "年内开工", "promise_by_1": "2099-12-31"}
    assert sign_in(world.cheng).post(editor(row), data).status_code == 302
    row.refresh_from_db()
    answer = Answer.objects.get(assignment=row)
    assert (row.state, answer.answer_class, answer.body) == (HandlingState.DRAFTED, "B", WRITTEN["body"])
    assert list(answer.promises.values_list("text", "promised_for")) == [("年内开工", LATER)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"answer_class": "B"}, "须写明承诺事项和承诺期限"),
        ({"promise_1": "年内开工"}, "须同时填写"),
        ({"body": " "}, "请先填写正文"),
        ({"body": "秘密★3年\n内容"}, "涉密"),
        ({"answer_class": "Z"}, "Z"),
    ],
)
def test_editor_says_what_is_wrong_and_keeps_the_text(
    world: World, sign_in: Any, data: dict[str, str], words: str
) -> None:
    row = received(world)
    answer = sign_in(world.cheng).post(editor(row), {**WRITTEN, **data})
    text = answer.content.decode()
    assert (answer.status_code, words in text, Answer.objects.count()) == (400, True, 0)
    assert data.get("body", WRITTEN["body"]) in text


def test_editor_keeps_the_text_when_the_proposal_was_withdrawn_meanwhile(world: World, sign_in: Any) -> None:
    row = received(world)
    client = sign_in(world.cheng)
    assert client.get(editor(row)).status_code == 200
    flows["proposal"].take("withdraw_filed", row.proposal, world.acting("ti"))
    answer = client.post(editor(row), WRITTEN)
    text = answer.content.decode()
    assert (answer.status_code, WRITTEN["body"] in text, "现在不能答复" in text) == (400, True, True)


@pytest.mark.parametrize("short", ["liu", "he", "wen", "ling", "shen"])
def test_editor_is_the_parties_alone(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get(editor(received(world))).status_code in (403, 404)


def test_editor_begins_with_the_former_rounds_answer(world: World, sign_in: Any) -> None:
    row = passed(world, handed(world), answer_class="B", promises=[("年内开工", LATER)])
    say(world, opinion(world, row), "partly", words="没有时间表")
    text = page(sign_in(world.cheng), editor(row))
    assert all(
        words in text
        for words in ("已增设站点三处。", 'value="年内开工"', 'value="2099-12-31"', "没有时间表")
    )


def test_editor_reads_a_text_file_and_keeps_the_rest(world: World, sign_in: Any) -> None:
    row = received(world)
    file = SimpleUploadedFile("答复.txt", "您提出的建议收悉。".encode())
    data = {"answer_class": "C", "body": "", "import": "yes", "file": file}
    answer = sign_in(world.cheng).post(editor(row), data)
    text = answer.content.decode()
    assert (answer.status_code, "您提出的建议收悉。" in text, Answer.objects.count()) == (200, True, 0)
    assert 'value="C"' in text.split("checked")[0].rsplit("<input", 1)[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docm", b"PK\x03\x04"), ("a.docx", b"no zip at all \x00"), ("a.doc", b"\xd0\xcf\x11\xe0")],
)
def test_editor_refuses_odd_files_and_keeps_what_was_typed(
    world: World, sign_in: Any, name: str, data: bytes
) -> None:
    row = received(world)
    posted = {**WRITTEN, "import": "yes", "file": SimpleUploadedFile(name, data)}
    answer = sign_in(world.cheng).post(editor(row), posted)
    assert (answer.status_code, WRITTEN["body"] in answer.content.decode()) == (400, True)


def test_editor_keeps_what_is_typed_for_its_writer(world: World, sign_in: Any) -> None:
    row = received(world)
    client = sign_in(world.cheng)
    body = {
        "user": str(world.cheng.pk),
        "values": {"body": ["半句"]},
        "revision": 0,
        "device": "d",
        "turn": 1,
    }
    kept = client.post(f"{editor(row)}kept/", json.dumps(body), content_type="application/json")
    assert kept.json()["revision"] == 1
    assert "半句" in json.dumps(client.get(editor(row)).context["draft"], ensure_ascii=False)
    assert client.post(editor(row), WRITTEN).status_code == 302
    assert Draft.objects.get(owner=world.cheng).values == {}


def test_nobody_else_keeps_a_draft_of_the_answer(world: World, sign_in: Any) -> None:
    row = received(world)
    for short in ("liu", "wen", "shen"):
        assert sign_in(world.users[short]).post(
            f"{editor(row)}kept/", "{}", "application/json"
        ).status_code in (403, 404)


def test_versions_are_compared_word_by_word(world: World, sign_in: Any) -> None:
    row = drafted(world, handed(world), body="拟设站点三处。")
    take(world, row, "send_back", "yuan")
    drafted(world, row, body="已设站点五处。")
    text = page(sign_in(world.cheng), f"{row.get_absolute_url()}versions/")
    assert "<del>" in text
    assert sign_in(world.liu).get(f"{row.get_absolute_url()}versions/").status_code == 403


def test_assignment_page_shows_the_opinions_to_the_main_unit(world: World, sign_in: Any) -> None:
    main, joint = jointly(world, world.units["department"], department(world, "市财政局"))
    take(world, joint, "receive")
    take(world, joint, "send_opinion", opinion="已列入预算。")
    assert "已列入预算。" in page(sign_in(world.cheng), main.get_absolute_url())
    assert "已列入预算。" in page(sign_in(world.cheng), editor(main)) or main.state == "assigned"


def test_assignment_page_offers_no_step_that_can_never_be_taken(world: World, sign_in: Any) -> None:
    row = received(world)
    steps = {
        step["url"].rsplit("/", 2)[1]
        for step in sign_in(world.cheng).get(row.get_absolute_url()).context["steps"]
    }
    assert steps == {"object", "ask_extension", "draft"}


def test_steps_on_behalf_of_a_unit_are_shown_as_such(world: World, sign_in: Any) -> None:
    row = handed(world)
    take(world, row, "receive")
    drafted(world, row)
    lines = {
        line["what"]: line["note"] for line in sign_in(world.ti).get(row.get_absolute_url()).context["events"]
    }
    assert "由提案委员会代办" in lines["签收"]
    assert "代办" not in lines["拟写答复"]


def test_unsent_answer_is_not_the_proposers_to_read(world: World, sign_in: Any) -> None:
    row = drafted(world, handed(world))
    assert WRITTEN["body"] not in page(sign_in(world.liu), row.get_absolute_url())
    take(world, row, "review", "yuan")
    take(world, row, "sign", "yuan", number="1号", signed_by="袁正", sent_on=timezone.localdate())
    assert WRITTEN["body"] in page(sign_in(world.liu), row.get_absolute_url())
