"""What is found, by whom, and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luzhi.proposals.models import Proposal, ProposalState
from luzhi.search.folding import fold
from luzhi.search.models import Entry
from tests.proposals.handled import answered, assigned, department, filed
from tests.proposals.samples import proposal
from tests.search.finding import find, titles
from tests.world import World

CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。、 \n的一是"),
    max_size=80,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=CHINESE, data=st.data())
def test_any_two_characters_or_more_find_their_text(world: World, text: str, data: st.DataObject) -> None:
    made = Proposal.objects.first() or filed(world)
    Proposal.objects.filter(pk=made.pk).update(body=text, title="无")
    start = data.draw(st.integers(0, max(0, len(text) - 2)))
    part = text[start : data.draw(st.integers(start + 2, start + 30))]
    if len(fold(part).replace(" ", "")) >= 2:
        assert [hit.object for hit in find(world, None, f"“{part}”").hits] == [made]


@pytest.mark.parametrize(
    "asked", ["環衛公廁", "环卫公厕", "ＷＩＦＩ", "wifi", "公", "“公厕，难找”", "公厕 wifi", "公厕　难找"]
)
def test_writing_does_not_matter(world: World, asked: str) -> None:
    filed(world, body="环卫公\n厕、难找，没有 WiFi。")
    assert len(find(world, None, asked).hits) == 1


@pytest.mark.parametrize("asked", ["公厕路灯", "“公厕 路灯”", "厕公", "公厕 天桥"])
def test_what_stands_nowhere_is_not_found(world: World, asked: str) -> None:
    filed(world, body="公厕很多。人行道上有路灯。")
    assert [hit.title for hit in find(world, None, asked).hits] == (
        ["关于增设公交站点的提案"] if "天桥" in asked else []
    )


@pytest.mark.parametrize(
    "asked",
    [
        "",
        " ",
        "，。",
        "' & | ! ( ) : *",
        "\x00",
        "a\x00b",
        "'; DROP TABLE search_entry --",
        "“",
        "%",
        "_",
        "\\",
        "公" * 10_000,
        "“”",
    ],
)
def test_hostile_questions_are_harmless(world: World, asked: str) -> None:
    filed(world)
    assert find(world, None, asked).total == 0
    assert Entry.objects.count() == 1


def test_a_sentence_finds_what_it_speaks_of(world: World) -> None:
    for number, body in enumerate(("农村教师数量不足，待遇不高。", "城市公厕不足。", "农村道路不足。"), 1):
        filed(world, number=f"{number:04}", title=f"第{number}件", body=body)
    found = find(world, None, "怎么解决农村教师不足的问题")
    assert (found.hits[0].title, found.loose) == ("第1件", True)


def test_a_title_outweighs_a_body(world: World) -> None:
    filed(world, number="0001", title="关于养老的提案", body="建设公园。")
    filed(world, number="0002", title="关于公园的提案", body="为养老服务。")
    assert titles(world, None, "养老") == ["关于养老的提案", "关于公园的提案"]


def test_an_answer_is_shown_with_its_proposal(world: World) -> None:
    answered(world, assigned(world, filed(world, title="关于公交的提案")), body="已建成智慧站台。")
    hit = find(world, world.acting("ti"), "智慧站台").hits[0]
    assert (hit.kind, hit.number, hit.title, str(hit.snippet)) == (
        "answers",
        "2018-0001",
        "关于公交的提案",
        "已建成<mark>智慧站台</mark>。",
    )


def test_what_is_shown_is_escaped(world: World) -> None:
    filed(world, title="<b>公厕</b>&", body="<script>alert('公厕')</script>")
    hit = find(world, None, "公厕").hits[0]
    assert str(hit.title_html) == "&lt;b&gt;<mark>公厕</mark>&lt;/b&gt;&amp;"
    assert str(hit.snippet) == "&lt;script&gt;alert(&#x27;<mark>公厕</mark>&#x27;)&lt;/script&gt;"


def test_a_snippet_is_cut_around_the_best_place(world: World) -> None:
    filed(world, body="甲" * 200 + "城市公厕难找" + "乙" * 200)
    snippet = str(find(world, None, "公厕").hits[0].snippet)
    assert (snippet[0], snippet[-1], "城市<mark>公厕</mark>难找" in snippet) == ("…", "…", True)


@pytest.mark.parametrize("short", ["ti", "liu", "he", "cheng", "yan", "ling", "du", "wen"])
def test_a_reader_finds_what_visible_to_shows(world: World, short: str) -> None:
    """One draft of Liu, one of her submitted, two filed, of which the department handles one."""
    liu, he = world.persons["liu"], world.persons["he"]
    proposal(world, liu, title="起草中", body="公厕", state=ProposalState.DRAFT)
    proposal(world, liu, title="待审查", body="公厕")
    assigned(world, filed(world, "0001", he, title="交办了", body="公厕"))
    filed(world, "0002", world.persons["he"], title="已立案", body="公厕")
    user = world.acting(short)
    shown = set(Proposal.objects.visible_to(user).values_list("title", flat=True))
    assert set(titles(world, user, "公厕")) == shown
    assert find(world, user, "公厕").total == len(shown)


def test_a_member_does_not_find_the_draft_of_another(world: World) -> None:
    proposal(world, world.persons["liu"], title="未提交", body="漕运码头", state=ProposalState.DRAFT)
    assert (titles(world, world.acting("he"), "漕运"), titles(world, world.acting("liu"), "漕运")) == (
        [],
        ["未提交"],
    )


def test_an_answer_not_sent_is_the_units_alone(world: World) -> None:
    made = filed(world, "0001", world.persons["liu"])
    answered(world, assigned(world, made), body="拟建漕运码头。", sent_on=None)
    assert [len(find(world, world.acting(short), "漕运").hits) for short in ("liu", "cheng", "ti")] == [
        0,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"year": "2018"}, ["二", "一"]),
        ({"year": "2017"}, []),
        ({"year": "x"}, []),
        ({"topic": "农业农村"}, ["二"]),
        ({"state": "filed"}, ["二", "一"]),
        ({"topic": "农业农村", "state": "closed"}, []),
        ({"unit": "no-id"}, []),
        ({"ghost": "1"}, []),
    ],
)
def test_filters_narrow(world: World, chosen: dict[str, Any], expected: list[str]) -> None:
    filed(world, "0001", title="一", body="公厕")
    filed(world, "0002", title="二", body="公厕", topic="农业农村")
    assert sorted(titles(world, world.acting("ti"), "公厕", **chosen)) == sorted(expected)


def test_the_unit_filter_takes_the_handler(world: World) -> None:
    unit = department(world, "市城管局")
    filed(world, "0001", title="一", body="公厕", handler=unit)
    filed(world, "0002", title="二", body="公厕")
    assert titles(world, world.acting("ti"), "公厕", unit=str(unit.pk)) == ["一"]


def test_queries_do_not_grow_with_hits(world: World) -> None:
    seen = []
    for number in range(1, 26):
        filed(world, f"{number:04}", title=f"第{number}件公厕", body="公厕。" * number)
        if number in (2, 25):
            user = world.acting("ti")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                find(world, user, "公厕")
            seen.append(len(queries))
    assert seen[0] == seen[1] <= 10


def test_a_stranger_finds_nothing_inside(world: World) -> None:
    filed(world, body="公厕", released=True)
    outsider = world.users["stranger"]
    assert find(world, outsider, "公厕").total == 0


def test_a_wide_reader_is_sifted_by_visible_to(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """More texts than can be handed over as ids: the answers are sifted, batch by batch, until all are found."""
    monkeypatch.setattr("luzhi.search.reaching.NARROW", 1)
    monkeypatch.setattr("luzhi.search.reaching.MOST", 3)
    for number in range(1, 10):
        signer = world.persons["liu" if number % 4 == 1 else "he"]
        proposal(world, signer, title=f"第{number}件", body="公厕")
    assert set(titles(world, world.acting("liu"), "公厕")) == {"第1件", "第5件", "第9件"}
