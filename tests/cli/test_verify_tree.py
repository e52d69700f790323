"""Sums of confirmed months that are not those of their parts are listed by name."""

from __future__ import annotations

from datetime import date

from luzhi.cli.verifying import found
from luzhi.cli.verifying.tree import added_up
from luzhi.reports.models import TreeYear
from tests.reports.rollups.months_of import confirm, roll
from tests.reports.work import gift
from tests.world import World


def test_a_wrong_sum_is_told_with_its_month(world: World) -> None:
    gift(world, "500", given_on=date(2018, 3, 1))
    confirm(world.city, 3, world.acting("yan"))
    roll()
    assert found(added_up, world.city) == []
    row = TreeYear.objects.get(committee=world.city, code="gifts.money")
    row.months[2] += 7
    row.save()
    (problem,) = found(added_up, world.city)
    assert problem.where == "试验市政协 2018年3月 gifts.money"
