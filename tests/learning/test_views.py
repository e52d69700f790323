from datetime import date
from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.learning.models import Regulation, RegulationState
from tests.world import World

LIST, NEW = "/learning/regulations/", "/learning/regulations/new/"
VALUES = {"title": "委员学习制度", "adopted_on": "2018-03-01", "standing": "in_force", "version": "1"}


def regulation(world: World, title: str = "实施意见", **values: Any) -> Regulation:
    given = {"adopted_on": date(2018, 1, 1), **values}
    return Regulation.objects.create(committee=world.city, title=title, **given)


def test_a_rule_is_registered_with_a_trace(world: World, sign_in: Any) -> None:
    sign_in(world.wen).post(NEW, VALUES)
    assert Entry.objects.about(Regulation.objects.get()).get().verb == "regulation.create"


def test_the_same_rule_twice_is_refused_in_words(world: World, sign_in: Any) -> None:
    regulation(world, VALUES["title"], adopted_on=date(2018, 3, 1))
    assert sign_in(world.wen).post(NEW, VALUES).status_code == 400


def test_a_rule_replaces_an_earlier_one_only(world: World, sign_in: Any) -> None:
    later = regulation(world, adopted_on=date(2019, 1, 1))
    answer = sign_in(world.wen).post(NEW, {**VALUES, "replaces": later.pk})
    assert list(answer.context["form"].errors) == ["replaces"]


def test_a_replaced_rule_names_what_replaced_it(world: World, sign_in: Any) -> None:
    former = regulation(world, standing=RegulationState.REPEALED)
    regulation(world, "新意见", replaces=former, adopted_on=date(2019, 1, 1))
    part = sign_in(world.liu).get(former.get_absolute_url()).context["related"][0]
    assert part.rows[0].cells[0].text == "新意见"


def test_a_rule_is_edited_without_a_reason(world: World, sign_in: Any) -> None:
    row = regulation(world)
    sign_in(world.yan).post(f"{row.get_absolute_url()}edit/", {**VALUES, "title": "改名"})
    row.refresh_from_db()
    assert row.title == "改名"


@pytest.mark.parametrize("short", ["liu", "ti", "ling", "shu", "cheng"])
def test_all_read_and_the_office_alone_enters(world: World, sign_in: Any, short: str) -> None:
    regulation(world)
    client = sign_in(world.users[short])
    assert client.get(LIST).context["page"].paginator.count == 1
    assert client.get(NEW).status_code == 403


def test_a_standing_is_an_address_of_the_list(world: World, sign_in: Any) -> None:
    regulation(world, "甲", standing=RegulationState.TRIAL)
    regulation(world, "乙")
    page = sign_in(world.liu).get(LIST, {"standing": "trial", "year": "2018"})
    assert [row.cells[0].text for row in page.context["rows"]] == ["甲"]


def test_the_list_asks_as_often_for_three_as_for_one(
    world: World, sign_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(world.wen)
    former = regulation(world)
    client.get(LIST)
    with django_assert_max_num_queries(40) as one:
        client.get(LIST)
    for title in ("二", "三"):
        regulation(world, title, replaces=former)
    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    row = regulation(world, "<script>alert(1)</script>", text="<script>alert(1)</script>")
    for address in (LIST, row.get_absolute_url()):
        body = sign_in(world.wen).get(address).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body
