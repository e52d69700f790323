"""Searches as tests put them."""

from __future__ import annotations

from typing import Any

from luzhi.search.asking import Question
from luzhi.search.searching import Found, search
from tests.world import World


def find(world: World, user: Any, text: str, *kinds: str, **chosen: Any) -> Found:
    return search(user, Question(world.city.pk, text, kinds, chosen))


def titles(world: World, user: Any, text: str, *kinds: str, **chosen: Any) -> list[str]:
    return [hit.title for hit in find(world, user, text, *kinds, **chosen).hits]
