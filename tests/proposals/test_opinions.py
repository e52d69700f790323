"""Beside the answer: talks, ratings, the proposer's opinion, promises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.proposals.models import Assignment, Feedback, Promise, Rating, Talk
from tests.proposals.handled import department
from tests.proposals.lives import LATER, answered, filed, handed, opinion, passed, received
from tests.world import World

WRITTEN = {"answer_class": "A", "body": "已增设站点三处。"}


def page(client: Any, address: str) -> str:
    return str(client.get(address).content.decode())


def test_talk_is_recorded_by_the_unit(world: World, sign_in: Any) -> None:
    row = received(world)
    data = {
        "assignment": str(row.pk),
        "held_on": "2018-05-04",
        "manner": "meeting",
        "people": "刘敏",
        "note": "上门走访",
    }
    assert sign_in(world.cheng).post(reverse("proposals:talk_new"), data).status_code == 302
    assert "上门走访" in page(sign_in(world.cheng), row.get_absolute_url())


def test_talk_about_others_proposals_is_refused(world: World, sign_in: Any) -> None:
    row = filed(world)
    unit = department(world, "市财政局")
    flows["proposal"].take("assign", row, world.acting("ti"), mode="sole", units=[unit])
    data = {"held_on": "2018-05-04", "manner": "meeting", "people": "刘敏", "note": "上门走访"}
    posted = {**data, "assignment": str(row.assignments.get().pk)}
    for short in ("cheng", "liu"):
        assert sign_in(world.users[short]).post(reverse("proposals:talk_new"), posted).status_code in (
            400,
            403,
        )
    assert not Talk.objects.exists()


def rate(client: Any, row: Assignment, points: int = 92, **data: str) -> Any:
    posted = {"assignment": str(row.pk), "points": str(points), "note": "", **data}
    return client.post(reverse("proposals:rating_new"), posted)


def test_both_sides_rate_and_neither_sees_the_other(world: World, sign_in: Any) -> None:
    row = passed(world, handed(world))
    assert rate(sign_in(world.cheng), row, 74, note="案由宽泛").status_code == 302
    assert rate(sign_in(world.liu), row, 92, note="上门两次").status_code == 302
    sides = dict(Rating.objects.values_list("side", "points"))
    assert sides == {"unit": 74, "proposer": 92}
    unit, proposer = (page(sign_in(world.users[short]), row.get_absolute_url()) for short in ("cheng", "liu"))
    assert ("案由宽泛" in unit, "上门两次" in unit, "案由宽泛" in proposer, "上门两次" in proposer) == (
        True,
        False,
        False,
        True,
    )


def test_rating_comes_after_the_answer_and_once(world: World, sign_in: Any) -> None:
    early = received(world)
    assert rate(sign_in(world.cheng), early).status_code == 400
    late = passed(world, handed(world))
    assert [rate(sign_in(world.cheng), late).status_code for _again in range(2)] == [302, 400]


def test_stranger_does_not_rate(world: World, sign_in: Any) -> None:
    row = passed(world, handed(world))
    assert rate(sign_in(world.he), row).status_code in (400, 403)
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("points", "words"), [(90, "优秀"), (89, "良好"), (75, "良好"), (74, "一般"), (60, "一般"), (59, "较差")]
)
def test_points_have_their_grades(points: int, words: str) -> None:
    assert str(Rating(points=points).grade) == words


def give(client: Any, row: Feedback, **data: str) -> Any:
    return client.post(
        row.get_absolute_url(), {"opinion": "content", "manner": "meeting", "words": "", **data}
    )


def test_proposer_answers_on_one_page(world: World, sign_in: Any) -> None:
    row = opinion(world, passed(world, handed(world)))
    assert WRITTEN["body"] in page(sign_in(world.liu), row.get_absolute_url())
    assert give(sign_in(world.liu), row).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.given_on) == ("satisfied", timezone.localdate())


@pytest.mark.parametrize("choice", ["partly", "discontent"])
def test_proposer_who_is_not_content_says_what_is_missing(world: World, sign_in: Any, choice: str) -> None:
    row = opinion(world, passed(world, handed(world)))
    client = sign_in(world.liu)
    assert give(client, row, opinion=choice).status_code == 400
    assert give(client, row, opinion=choice, words="没有时间表").status_code == 302
    text = page(client, row.get_absolute_url())
    assert "没有时间表" in text


def test_office_enters_an_opinion_on_paper_with_its_trace(world: World, sign_in: Any) -> None:
    row = opinion(world, passed(world, handed(world)))
    assert give(sign_in(world.ti), row, remark="征询表2018年5月6日刘敏签字").status_code == 302
    line = sign_in(world.ti).get(row.get_absolute_url()).context["events"][0]
    assert (
        line["note"] == "由提案委员会代办；征询表2018年5月6日刘敏签字；提案人反馈方式"
        or "代办" in line["note"]
    )


@pytest.mark.parametrize("short", ["cheng", "he", "wen"])
def test_nobody_else_gives_an_opinion(world: World, sign_in: Any, short: str) -> None:
    row = opinion(world, passed(world, handed(world)))
    assert give(sign_in(world.users[short]), row).status_code in (400, 403, 404)
    row.refresh_from_db()
    assert row.state == "awaited"


def test_promises_are_followed_by_day_in_words(world: World, sign_in: Any) -> None:
    row = passed(world, handed(world), answer_class="B", promises=[("年内开工", LATER), ("本月勘察", LATER)])
    Promise.objects.filter(text="本月勘察").update(promised_for=timezone.localdate() - timedelta(60))
    address = reverse("proposals:promises")
    text = page(sign_in(world.cheng), address)
    assert (text.index("本月勘察") < text.index("年内开工"), "已逾期" in text) == (True, True)
    late = page(sign_in(world.ti), f"{address}?late=true&unit={row.unit_id}")
    assert ("本月勘察" in late, "年内开工" in late) == (True, False)


def test_class_over_time_is_shown(world: World, sign_in: Any) -> None:
    row = passed(world, handed(world), answer_class="B", promises=[("年内开工", LATER)])
    promise = Promise.objects.get()
    flows["promise"].take("keep", promise, world.acting("cheng"), result="已开工")
    assert f"→ {timezone.localdate()}转为A" in page(sign_in(world.liu), row.get_absolute_url())


def test_promise_is_postponed_with_a_later_day(world: World, sign_in: Any) -> None:
    passed(world, handed(world), answer_class="B", promises=[("年内开工", date(2030, 1, 1))])
    promise = Promise.objects.get()
    client, address = sign_in(world.cheng), f"{promise.get_absolute_url()}postpone/"
    assert client.post(address, {"promised_for": "2029-01-01", "remark": "征地未完"}).status_code == 400
    assert client.post(address, {"promised_for": "2031-01-01", "remark": "征地未完"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.promised_for, promise.due_on) == (date(2031, 1, 1), date(2031, 1, 1))


def test_answered_page_shows_its_letters_number(world: World, sign_in: Any) -> None:
    row = answered(world, handed(world))
    assert "试教函〔2018〕7号" in page(sign_in(world.cheng), row.get_absolute_url())
