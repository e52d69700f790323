"""The search page, and the box in the head of every page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.proposals.handled import answered, assigned, filed
from tests.world import World


def test_the_page_shows_marked_hits_and_tabs(world: World, sign_in: Any) -> None:
    answered(
        world, assigned(world, filed(world, title="关于公厕的提案", body="增加公厕。")), body="已建公厕。"
    )
    text = sign_in(world.ti).get("/search/?q=公厕").content.decode()
    assert text.count("<mark>公厕</mark>") == 4
    assert "2018-0001" in text
    assert "?q=%E5%85%AC%E5%8E%95&amp;kind=answers" in text


def test_a_kind_is_a_tab(world: World, sign_in: Any) -> None:
    answered(
        world, assigned(world, filed(world, title="关于公厕的提案", body="增加公厕。")), body="已建公厕。"
    )
    answer = sign_in(world.ti).get("/search/?q=公厕&kind=answers")
    assert [hit.kind for hit in answer.context["found"].hits] == ["answers"]


def test_filters_stand_in_the_address_as_chips(world: World, sign_in: Any) -> None:
    filed(world, title="关于公厕的提案", topic="城乡建设")
    answer = sign_in(world.ti).get("/search/?q=公厕&topic=城乡建设&year=2018")
    assert [chip["label"] for chip in answer.context["chips"]] == ["年度: 2018", "内容类别: 城乡建设"]
    assert answer.context["found"].total == 1


def test_pages_follow_each_other(world: World, sign_in: Any) -> None:
    for number in range(1, 24):
        filed(world, f"{number:04}", title=f"第{number}件公厕")
    client = sign_in(world.ti)
    first, second = (client.get(f"/search/?q=公厕&page={page}").context["found"].hits for page in (1, 2))
    assert (len(first), len(second), {hit.title for hit in first} & {hit.title for hit in second}) == (
        20,
        3,
        set(),
    )


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", "?q=，", "?q=公厕&page=0", "?q=公厕&page=-1", "?q=公厕&page=999999", "?q=公厕&kind=ghost",
              "?q=公厕&unit=x&year=y", "?q=" + "公" * 2000, "?q=公厕&topic=%00"],
)  # fmt: skip
def test_any_address_is_answered(world: World, sign_in: Any, query: str) -> None:
    filed(world, title="关于公厕的提案")
    assert sign_in(world.ti).get(f"/search/{query}").status_code == 200


def test_every_page_has_the_box(world: World, sign_in: Any) -> None:
    assert 'action="/search/"' in sign_in(world.liu).get("/desk/").content.decode()


def test_sign_in_is_asked_for(client: Any, db: None) -> None:
    assert client.get("/search/?q=公厕").status_code == 302


def test_who_works_elsewhere_finds_nothing_here(world: World, sign_in: Any) -> None:
    filed(world, title="关于公厕的提案", released=True)
    assert sign_in(world.stranger).get("/search/?q=公厕").context["found"].total == 0
