"""Texts that share rare words; how common words are."""

from __future__ import annotations

import pytest

from luzhi.search.candidates import candidates
from luzhi.search.commonness import Commonness, recount
from luzhi.search.models import Share
from tests.proposals.handled import filed
from tests.search.finding import titles
from tests.world import World

BODIES = (
    "城市公厕指引系统不完善，公厕难找。",
    "农村教师待遇不高，编制不足。",
    "公厕数量不足，建议新建公厕。",
    "长江岸线保护不力。",
)


@pytest.fixture
def texts(world: World) -> list[str]:
    return [
        str(filed(world, f"{number:04}", title=f"第{number}件", body=body).pk)
        for number, body in enumerate(BODIES, 1)
    ]


def test_candidates_share_the_rare_words(world: World, texts: list[str]) -> None:
    found = candidates(world.city.pk, "proposals", "关于完善公厕指引系统的建议：公厕难找，指引系统缺失。")
    assert [str(pk) for pk, _score in found] == [texts[0], texts[2]]
    assert found[0][1] > found[1][1] > 0


def test_candidates_of_nothing_are_none(world: World, texts: list[str]) -> None:
    assert (
        candidates(world.city.pk, "proposals", "，。")
        == candidates(world.city.pk, "answers", "公厕指引")
        == []
    )


def test_candidates_keep_to_the_committee(world: World, texts: list[str]) -> None:
    assert candidates(world.twin.pk, "proposals", "公厕指引系统") == []


def test_a_rarer_word_weighs_more(world: World, texts: list[str]) -> None:
    known = Commonness(world.city.pk, ["公厕", "教师", "不足", "没有的词"])
    assert known.documents == 4
    assert [known.share(word) for word in ("公厕", "教师", "不足", "没有的词")] == [0.5, 0.25, 0.5, 0.0]
    assert known.weight("没有的词") > known.weight("教师") > known.weight("公厕") > 0


def test_shares_of_many_texts_come_from_a_sample(
    world: World, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luzhi.search.commonness.FEW", 2)
    number = recount(world.city.pk)
    shares = dict(Share.objects.values_list("gram", "share"))
    known = Commonness(world.city.pk, ["公厕", "不足", "公"])
    assert (number, shares[""], shares["公厕"], shares["不足"]) == (len(shares) - 1, 4.0, 0.5, 0.5)
    assert (known.documents, known.share("公厕"), known.share("公")) == (4, 0.5, 0.5)


def test_few_texts_need_no_table(world: World, texts: list[str]) -> None:
    assert (recount(world.city.pk), Share.objects.count()) == (0, 0)


def test_words_in_most_texts_are_read_from_the_newest_on(
    world: World, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luzhi.search.commonness.FEW", 2)
    monkeypatch.setattr("luzhi.search.searching.FEW", 2)
    recount(world.city.pk)
    assert sorted(titles(world, None, "不足")) == ["第2件", "第3件"]
