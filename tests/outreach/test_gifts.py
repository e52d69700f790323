from decimal import Decimal
from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.outreach.models import Gift, Standing
from tests.outreach.samples import gift
from tests.world import World

NEW = "/outreach/gifts/new/"
MONEY = {
    "kind": "money",
    "standing": "received",
    "given_on": "2018-05-03",
    "donor": "某企业",
    "donor_kind": "firm",
    "amount": "1000.50",
    "version": "1",
}
GOODS = {**MONEY, "kind": "goods", "amount": "", "goods": "书籍", "quantity": "500", "unit": "册"}


@pytest.mark.parametrize("values", [MONEY, GOODS, {**MONEY, "standing": "pledged", "given_on": ""}])
def test_a_gift_is_entered_with_a_trace(world: World, sign_in: Any, values: dict[str, str]) -> None:
    assert sign_in(world.wen).post(NEW, values).status_code == 302
    row = Gift.objects.get()
    assert row.entered_by == world.wen
    assert Entry.objects.about(row).get().verb == "gift.create"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({**MONEY, "amount": ""}, ["amount"]),
        ({**MONEY, "amount": "0"}, ["amount"]),
        ({**MONEY, "amount": "二百万左右"}, ["amount"]),
        ({**MONEY, "goods": "书籍"}, ["goods"]),
        ({**MONEY, "given_on": ""}, ["given_on"]),
        ({**MONEY, "given_on": "2999-01-01"}, ["given_on"]),
        ({**MONEY, "given_on": "2018-02-30"}, ["given_on"]),
        ({**GOODS, "goods": ""}, ["goods"]),
        ({**GOODS, "quantity": ""}, ["quantity"]),
        ({**GOODS, "unit": ""}, ["unit"]),
    ],
)
def test_what_a_gift_lacks_is_said_at_the_field_alone(
    world: World, sign_in: Any, values: dict[str, str], fields: list[str]
) -> None:
    answer = sign_in(world.wen).post(NEW, values)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == fields
    assert Gift.objects.count() == 0


def test_two_equal_gifts_are_two_gifts(world: World, sign_in: Any) -> None:
    client = sign_in(world.wen)
    client.post(NEW, MONEY)
    client.post(NEW, MONEY)
    assert [row.amount for row in Gift.objects.all()] == [Decimal("1000.50")] * 2


def test_a_received_gift_is_corrected_with_a_reason_only(world: World, sign_in: Any) -> None:
    row = gift(world)
    edit, client = f"{row.get_absolute_url()}edit/", sign_in(world.wen)
    assert list(client.post(edit, {**MONEY, "amount": "2"}).context["form"].errors) == ["reason"]
    client.post(edit, {**MONEY, "amount": "2", "reason": "票据录错"})
    row.refresh_from_db()
    assert row.amount == Decimal(2)
    assert Entry.objects.about(row).get().verb == "gift.correct"


def test_a_pledge_that_came_in_is_an_edit_without_a_reason(world: World, sign_in: Any) -> None:
    row = gift(world, standing=Standing.PLEDGED)
    sign_in(world.wen).post(f"{row.get_absolute_url()}edit/", MONEY)
    assert Entry.objects.about(row).get().verb == "gift.edit"


def test_each_role_sees_what_concerns_it(world: World) -> None:
    gift(world)
    gift(world, donor="刘敏", donor_person=world.persons["liu"])
    roles = ("wen", "yan", "ling", "shu", "liu", "he", "ti", "cheng", "du")
    assert {short: Gift.objects.visible_to(world.acting(short)).count() for short in roles} == {
        "wen": 2,
        "yan": 2,
        "ling": 2,
        "shu": 2,
        "liu": 1,
        "he": 0,
        "ti": 0,
        "cheng": 0,
        "du": 0,
    }


@pytest.mark.parametrize("short", ["liu", "yan", "ling", "ti", "cheng"])
def test_only_the_office_and_branches_enter(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get(NEW).status_code == 403


def test_the_list_asks_as_often_for_three_as_for_one(
    world: World, sign_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(world.wen)
    gift(world, donor_person=world.persons["liu"])
    client.get("/outreach/gifts/")
    with django_assert_max_num_queries(40) as one:
        client.get("/outreach/gifts/")
    gift(world, donor_person=world.persons["he"])
    gift(world)
    with django_assert_num_queries(len(one)):
        client.get("/outreach/gifts/")


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    row = gift(world, donor="<script>alert(1)</script>", purpose="<script>alert(1)</script>")
    for address in ("/outreach/gifts/", row.get_absolute_url()):
        body = sign_in(world.wen).get(address).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body
