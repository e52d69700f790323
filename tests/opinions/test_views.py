from typing import Any

import pytest

from luzhi.audit.models import Entry
from luzhi.opinions.models import Paper, PaperKind, PaperState
from tests.opinions.test_flow import paper
from tests.world import World

NEW = "/papers/new/"
TEXT = {
    "kind": "opinion",
    "title": "路灯不亮",
    "body": "情况、建议。",
    "submitted_on": "2018-05-03",
    "version": "1",
}


def test_a_member_writes_for_himself_or_herself(world: World, sign_in: Any) -> None:
    sign_in(world.liu).post(NEW, {**TEXT, "author": world.persons["he"].pk})
    row = Paper.objects.get()
    assert (row.author, row.source, row.on_behalf) == (world.persons["liu"], "刘 敏", "")
    assert Entry.objects.about(row).get().verb == "paper.create"


def test_the_research_office_writes_on_behalf_and_it_shows(world: World, sign_in: Any) -> None:
    sign_in(world.yan).post(NEW, {**TEXT, "author": world.persons["liu"].pk})
    row = Paper.objects.get()
    assert (row.author, row.source, row.on_behalf) == (world.persons["liu"], "刘 敏", "严谨")


def test_a_sender_outside_the_roster_is_written_in_words(world: World, sign_in: Any) -> None:
    sign_in(world.yan).post(NEW, {**TEXT, "source": "特邀信息员 甲"})
    assert Paper.objects.get().author is None


def test_a_paper_needs_somebody_who_wrote_it(world: World, sign_in: Any) -> None:
    assert list(sign_in(world.yan).post(NEW, TEXT).context["form"].errors) == ["author"]


def test_a_day_to_come_is_refused(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, {**TEXT, "submitted_on": "2999-01-01"})
    assert list(answer.context["form"].errors) == ["submitted_on"]


def test_the_same_paper_twice_is_refused_in_words(world: World, sign_in: Any) -> None:
    client = sign_in(world.liu)
    client.post(NEW, TEXT)
    answer = client.post(NEW, TEXT)
    assert answer.status_code == 400
    assert Paper.objects.count() == 1


def test_marked_text_is_refused_with_the_rule_and_the_way(world: World, sign_in: Any) -> None:
    answer = sign_in(world.liu).post(NEW, {**TEXT, "body": "秘密★1年\n情况。"})
    assert answer.context["form"].non_field_errors() == [
        "文中带有密级标志。涉密不上网：请通过办公室机要渠道报送。系统未存储任何内容。"
    ]
    assert Paper.objects.count() == 0


@pytest.mark.parametrize("short", ["wen", "ti", "ling", "cheng", "shu"])
def test_nobody_else_writes(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get(NEW).status_code == 403


def test_each_role_sees_what_concerns_it(world: World) -> None:
    paper(world)
    seen = {
        short: Paper.objects.visible_to(world.acting(short)).count()
        for short in ("liu", "he", "yan", "ling", "wen", "ti", "cheng", "du")
    }
    assert seen == {"liu": 1, "he": 0, "yan": 1, "ling": 1, "wen": 0, "ti": 0, "cheng": 0, "du": 0}


def test_an_author_edits_until_it_is_decided_on(world: World, sign_in: Any) -> None:
    row = paper(world)
    edit = f"{row.get_absolute_url()}edit/"
    sign_in(world.liu).post(edit, {**TEXT, "title": "改后", "reason": "错字"})
    row.refresh_from_db()
    assert row.title == "改后"
    Paper.objects.filter(pk=row.pk).update(state=PaperState.USED)
    assert sign_in(world.liu).get(edit).status_code == 403


def test_a_kind_is_an_address_of_the_list(world: World, sign_in: Any) -> None:
    paper(world)
    paper(world, kind=PaperKind.SPEECH, title="发言")
    page = sign_in(world.yan).get("/papers/?kind=speech")
    assert [row.cells[0].text for row in page.context["rows"]] == ["发言"]


def test_a_link_fills_in_the_kind(world: World, sign_in: Any) -> None:
    page = sign_in(world.liu).get(f"{NEW}?kind=duty_report")
    assert page.context["form"]["kind"].value() == "duty_report"


def test_the_menu_names_each_kind_and_marks_the_open_one(world: World, sign_in: Any) -> None:
    menu = sign_in(world.liu).get("/papers/?kind=speech").context["menu"]
    items = [item for group in menu for item in group["items"] if item["url"].startswith("/papers/")]
    assert [(item["label"], item["current"]) for item in items] == [
        ("社情民意", False),
        ("政协信息", False),
        ("大会发言", True),
        ("履职报告", False),
        ("委员来信", False),
    ]


def test_the_list_asks_as_often_for_three_as_for_one(
    world: World, sign_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(world.yan)
    paper(world)
    client.get("/papers/")
    with django_assert_max_num_queries(40) as one:
        client.get("/papers/")
    paper(world, "he", title="二")
    paper(world, title="三")
    with django_assert_num_queries(len(one)):
        client.get("/papers/")


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    row = paper(world, title=hostile, body=hostile)
    for address in ("/papers/", row.get_absolute_url()):
        body = sign_in(world.yan).get(address).content.decode()
        assert "<img src=x" not in body
        assert "&lt;img src=x" in body
