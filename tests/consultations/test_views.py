from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.consultations.funnel import funnel
from luzhi.consultations.models import Adoption, OutcomeDocument, Suggestion, Topic
from tests.consultations.samples import document, suggestion, topic
from tests.world import World

HOSTILE = "<script>alert(1)</script>"


def test_a_topic_needs_the_meeting_that_decided_it(world: World, sign_in: Any) -> None:
    values = {
        "year": 2018,
        "title": "平安建设",
        "lead": world.office.pk,
        "decided_on": "2018-01-15",
        "version": 1,
    }
    answer = sign_in(world.wen).post("/consultations/topics/new/", values)
    assert list(answer.context["form"].errors) == ["decided_by"]


def test_the_same_topic_twice_in_a_year_is_refused_in_words(world: World, sign_in: Any) -> None:
    made = topic(world)
    values = {"year": 2018, "title": made.title, "lead": world.office.pk, "version": 1}
    answer = sign_in(world.wen).post("/consultations/topics/new/", values)
    assert answer.status_code == 400
    assert Topic.objects.count() == 1


def test_a_document_cannot_be_sent_in_time_to_come(world: World, sign_in: Any) -> None:
    values = {
        "topic": topic(world).pk,
        "kind": "minutes",
        "title": "纪要",
        "sent_on": "2999-01-01",
        "version": 1,
    }
    answer = sign_in(world.wen).post("/consultations/documents/new/", values)
    assert list(answer.context["form"].errors) == ["sent_on"]


def test_a_document_stays_sent_once_its_suggestions_are_answered(world: World, sign_in: Any) -> None:
    paper = document(topic(world))
    suggestion(paper, state=Adoption.ADOPTED)
    values = {"topic": paper.topic_id, "kind": "minutes", "title": "纪要", "version": 1, "reason": "改"}
    answer = sign_in(world.wen).post(f"{paper.get_absolute_url()}edit/", values)
    assert list(answer.context["form"].errors) == ["sent_on"]


def test_adding_a_suggestion_proposes_the_next_item(world: World, sign_in: Any) -> None:
    paper = document(topic(world))
    suggestion(paper, 3)
    page = sign_in(world.wen).get(paper.get_absolute_url())
    address = page.context["related"][0].url
    form = sign_in(world.wen).get(address).context["form"]
    assert (form["document"].value(), form["number"].value()) == (str(paper.pk), 4)


def test_a_link_to_no_document_proposes_no_item(world: World, sign_in: Any) -> None:
    form = sign_in(world.wen).get("/consultations/new/?document=nonsense").context["form"]
    assert form["number"].value() is None


def test_a_suggestion_is_entered_with_a_trace(world: World, sign_in: Any) -> None:
    paper = document(topic(world))
    values = {
        "document": paper.pk,
        "number": 1,
        "text": "增设站点",
        "department": world.department.pk,
        "version": 1,
    }
    sign_in(world.wen).post("/consultations/new/", values)
    assert Entry.objects.about(Suggestion.objects.get()).get().verb == "suggestion.create"


def test_a_taken_item_number_is_refused_in_words(world: World, sign_in: Any) -> None:
    paper = document(topic(world))
    suggestion(paper)
    values = {"document": paper.pk, "number": 1, "text": "另一条", "version": 1}
    assert sign_in(world.wen).post("/consultations/new/", values).status_code == 400


def test_the_funnel_counts_each_stage_and_repetitions_once(world: World) -> None:
    made = topic(world)
    sent, waiting = document(made), document(made, sent_on=None, title="调研报告")
    first = suggestion(sent, 1, state=Adoption.IMPLEMENTED)
    suggestion(sent, 2, state=Adoption.PARTLY)
    suggestion(sent, 3, state=Adoption.DECLINED)
    suggestion(sent, 4, duplicate_of=first)
    suggestion(waiting, 1)
    assert [(stage.code, stage.number) for stage in funnel(made, world.acting("wen"))] == [
        ("raised", 4),
        ("sent", 3),
        ("adopted", 2),
        ("implemented", 1),
    ]


def test_each_stage_of_the_funnel_opens_the_suggestions_that_it_counts(world: World, sign_in: Any) -> None:
    made = topic(world)
    paper = document(made)
    suggestion(paper, 1, state=Adoption.ADOPTED)
    suggestion(paper, 2)
    suggestion(document(topic(world, "另一议题")), 1)
    for stage in funnel(made, world.acting("wen")):
        page = sign_in(world.wen).get(stage.get_absolute_url())
        assert page.context["page"].paginator.count == stage.number


def test_each_role_sees_what_concerns_it(world: World) -> None:
    suggestion(document(topic(world)), department=world.department)
    suggestion(document(topic(world, "另")), department=world.office)
    roles = ("wen", "yan", "ti", "ling", "cheng", "liu", "shu", "du")
    assert {short: Suggestion.objects.visible_to(world.acting(short)).count() for short in roles} == {
        "wen": 2,
        "yan": 2,
        "ti": 2,
        "ling": 2,
        "cheng": 1,
        "liu": 0,
        "shu": 0,
        "du": 0,
    }
    assert OutcomeDocument.objects.visible_to(world.acting("cheng")).count() == 0


def test_a_department_reads_its_suggestion_without_the_office_papers(world: World, sign_in: Any) -> None:
    row = suggestion(document(topic(world)), department=world.department)
    page = sign_in(world.cheng).get(row.get_absolute_url())
    assert page.context["related"] == []
    assert [step["label"] for step in page.context["steps"]] == ["采纳", "部分采纳", "不采纳"]


def test_a_result_is_required(world: World, sign_in: Any) -> None:
    row = suggestion(document(topic(world)), department=world.department, state=Adoption.ADOPTED)
    answer = sign_in(world.cheng).post(f"{row.get_absolute_url()}implement/", {"result": " "})
    assert list(answer.context["form"].errors) == ["result"]


@pytest.mark.parametrize("address", ["topics/new/", "documents/new/", "new/"])
@pytest.mark.parametrize("short", ["liu", "cheng", "ling", "ti"])
def test_only_the_office_enters(world: World, sign_in: Any, address: str, short: str) -> None:
    assert sign_in(world.users[short]).get(f"/consultations/{address}").status_code == 403


@pytest.mark.parametrize(
    "address", ["/consultations/", "/consultations/documents/", "/consultations/topics/"]
)
def test_lists_ask_as_often_for_three_as_for_one(
    world: World,
    sign_in: Any,
    address: str,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = sign_in(world.wen)
    suggestion(document(topic(world)), department=world.department)
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    for title in ("二", "三"):
        suggestion(document(topic(world, title)), department=world.office)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    made = topic(world, HOSTILE)
    paper = document(made, title=HOSTILE)
    row = suggestion(paper, text=HOSTILE, raised_by=HOSTILE)
    for address in (
        "/consultations/",
        made.get_absolute_url(),
        paper.get_absolute_url(),
        row.get_absolute_url(),
    ):
        body = sign_in(world.wen).get(address).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body
