from datetime import date
from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.outreach.models import Pairing, Visit
from tests.outreach.samples import pairing, visit
from tests.world import World

NEW, HELP = "/outreach/pairings/new/", "/outreach/visits/new/"


def entered(world: World, **values: Any) -> dict[str, Any]:
    given = {"kind": "student", "code": "X-01", "helper": world.persons["liu"].pk, "since": "2018-01-01"}
    return {"version": 1, **given, **values}


def test_a_pairing_is_entered_with_a_trace(world: World, sign_in: Any) -> None:
    sign_in(world.wen).post(NEW, entered(world))
    assert Entry.objects.about(Pairing.objects.get()).get().verb == "pairing.create"


def test_a_pairing_has_one_helper_and_ends_after_it_began(world: World, sign_in: Any) -> None:
    client = sign_in(world.wen)
    for values, field in [
        ({"helper": ""}, "helper"),
        ({"helping_unit": world.branch.pk}, "helper"),
        ({"until": "2017-12-31"}, "until"),
    ]:
        answer = client.post(NEW, entered(world, **values))
        assert list(answer.context["form"].errors) == [field]


def test_the_same_pairing_twice_is_refused_in_words(world: World, sign_in: Any) -> None:
    pairing(world)
    assert sign_in(world.wen).post(NEW, entered(world)).status_code == 400


def test_a_helper_records_help_for_his_or_her_own_pairing(world: World, sign_in: Any) -> None:
    own = pairing(world)
    values = {"pairing": own.pk, "on": "2018-05-03", "what": "送学习用品", "version": 1}
    answer = sign_in(world.liu).post(HELP, values)
    assert answer.headers["Location"] == own.get_absolute_url()
    assert Entry.objects.about(Visit.objects.get()).get().verb == "visit.create"


def test_a_helper_records_nothing_for_the_pairing_of_another(world: World, sign_in: Any) -> None:
    values = {"pairing": pairing(world).pk, "on": "2018-05-03", "what": "送学习用品", "version": 1}
    answer = sign_in(world.he).post(HELP, values)
    assert list(answer.context["form"].errors) == ["pairing"]


@pytest.mark.parametrize("on", ["2017-12-31", "2018-07-01", "2999-01-01"])
def test_help_falls_into_the_pairing(world: World, sign_in: Any, on: str) -> None:
    row = pairing(world, until=date(2018, 6, 30))
    answer = sign_in(world.liu).post(HELP, {"pairing": row.pk, "on": on, "what": "走访", "version": 1})
    assert list(answer.context["form"].errors) == ["on"]


def test_the_page_lists_help_and_leads_to_its_entry(world: World, sign_in: Any) -> None:
    row = pairing(world)
    visit(row)
    part = sign_in(world.liu).get(row.get_absolute_url()).context["related"][0]
    assert [cell.text for cell in part.rows[0].cells] == ["送学习用品", "2018-05-03", ""]
    form = sign_in(world.liu).get(part.url).context["form"]
    assert form["pairing"].value() == str(row.pk)


def test_each_role_sees_what_concerns_it(world: World) -> None:
    pairing(world)
    visit(pairing(world, "Z-01", helping_unit=world.branch))
    roles = ("wen", "shu", "liu", "he", "yan", "ling", "ti", "du")
    seen = {
        short: (
            Pairing.objects.visible_to(world.acting(short)).count(),
            Visit.objects.visible_to(world.acting(short)).count(),
        )
        for short in roles
    }
    nothing = (0, 0)
    assert seen == {
        "wen": (2, 1),
        "shu": (2, 1),
        "liu": (1, 0),
        "he": nothing,
        "yan": nothing,
        "ling": nothing,
        "ti": nothing,
        "du": nothing,
    }


@pytest.mark.parametrize("address", ["/outreach/pairings/", "/outreach/visits/"])
def test_lists_ask_as_often_for_three_as_for_one(
    world: World,
    sign_in: Any,
    address: str,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = sign_in(world.wen)
    visit(pairing(world))
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    visit(pairing(world, "X-02", helping_unit=world.branch))
    visit(pairing(world, "X-03"))
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    row = pairing(world, goal="<script>alert(1)</script>")
    visit(row, what="<script>alert(1)</script>")
    for address in ("/outreach/visits/", row.get_absolute_url()):
        body = sign_in(world.wen).get(address).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body
