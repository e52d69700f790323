"""提案公开 on the portal: the list with its filters, one proposal, the feed, and what never stands there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luzhi.proposals.models import Proposal, Release
from luzhi.tenancy.current import tenants
from tests.proposals.handled import answered, assigned, filed
from tests.world import World


def publish(world: World, number: str, **values: Any) -> Proposal:
    told = {"released": True, "release": Release.FULL, "may_publish": True, "topic": "教育"} | values
    answer_class = told.pop("answer_class", "A")
    row = filed(world, number, title=told.pop("title", f"关于第{number}号事项的提案"))
    answered(world, assigned(world, row), answer_class, body="已办。联系电话：13900000001")
    Proposal.objects.filter(pk=row.pk).update(**told)
    return row


def get(world: World, name: str, *args: Any, **asked: Any) -> Any:
    return Client().get(reverse(f"portal:{name}", args=[world.city.code, *args]), asked)


def listed(world: World, **asked: Any) -> list[str]:
    """The numbers of the list, in its order."""
    answer = get(world, "released", **asked)
    assert answer.status_code == 200
    return [line.proposal.number for line in answer.context["lines"]]


def test_list_shows_released_proposals_alone_the_latest_first(world: World) -> None:
    publish(world, "0001")
    publish(world, "0002", released=False)
    publish(world, "0003")
    assert listed(world) == ["0003", "0001"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "公厕"}, ["0002"]),
        ({"topic": "城建"}, ["0002"]),
        ({"answer_class": "B"}, ["0003"]),
        ({"answer_class": "A"}, ["0002", "0001"]),
        ({"year": "2018"}, ["0003", "0002", "0001"]),
        ({"year": "x", "topic": "\x00"}, ["0003", "0002", "0001"]),
        ({"q": "没有"}, []),
        ({"q": "\x00"}, ["0003", "0002", "0001"]),
    ],
)
def test_filters_narrow_the_list_and_faulty_ones_do_not(
    world: World, asked: dict[str, str], found: list[str]
) -> None:
    publish(world, "0001")
    publish(world, "0002", title="关于公厕的提案", topic="城建")
    publish(world, "0003", answer_class="B")
    assert listed(world, **asked) == found


def test_detail_shows_text_answer_class_and_no_contact_data(world: World) -> None:
    row = publish(world, "0001")
    html = get(world, "released_proposal", row.pk).content.decode()
    assert ["情况、分析、建议。" in html, "已办。（略）" in html, "A " in html or "A" in html] == [True] * 3
    assert "13900000001" not in html


def test_text_without_consent_stays_inside(world: World) -> None:
    row = publish(world, "0001", may_publish=False)
    html = get(world, "released_proposal", row.pk).content.decode()
    assert ("情况、分析、建议。" in html, "已办。" in html, "刘 敏" in html) == (False, True, False)


def test_a_proposal_taken_back_is_gone_at_once(world: World) -> None:
    row = publish(world, "0001")
    assert get(world, "released_proposal", row.pk).status_code == 200
    Proposal.objects.filter(pk=row.pk).update(released=False)
    assert (get(world, "released_proposal", row.pk).status_code, listed(world)) == (404, [])


def test_another_committees_proposal_is_not_found_here(world: World) -> None:
    row = publish(world, "0001")
    with tenants(world.city.pk, world.twin.pk):
        address = reverse("portal:released_proposal", args=[world.twin.code, row.pk])
    assert Client().get(address).status_code == 404


def test_front_page_leads_to_the_list_where_there_is_something(world: World) -> None:
    address = reverse("portal:released", args=[world.city.code])
    assert address not in get(world, "front").content.decode()


def test_front_page_names_the_latest(world: World) -> None:
    publish(world, "0001")
    html = get(world, "front").content.decode()
    assert [reverse("portal:released", args=[world.city.code]) in html, "关于第0001号事项的提案" in html] == [
        True,
        True,
    ]


def test_feed_names_released_proposals_without_contact_data(world: World) -> None:
    publish(world, "0001", title="关于电话13900000001的提案")
    publish(world, "0002", released=False)
    answer = get(world, "released_feed")
    assert (answer.status_code, answer.content.decode().count("<item>")) == (200, 1)
    assert "13900000001" not in answer.content.decode()


def test_list_takes_a_constant_number_of_queries(world: World) -> None:
    counts = []
    for numbers in (("0001",), ("0002", "0003", "0004", "0005")):
        for number in numbers:
            publish(world, number)
        get(world, "released")
        with CaptureQueriesContext(connection) as queries:
            get(world, "released")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_public_pages_set_no_cookie(world: World) -> None:
    row = publish(world, "0001")
    answers = [get(world, "released"), get(world, "released_proposal", row.pk), get(world, "released_feed")]
    assert [dict(answer.cookies) for answer in answers] == [{}, {}, {}]


def test_titles_of_the_list_carry_no_contact_data(world: World) -> None:
    publish(world, "0001", title="关于电话13900000001的提案")
    for name in ("released", "front"):
        assert "13900000001" not in get(world, name).content.decode()
