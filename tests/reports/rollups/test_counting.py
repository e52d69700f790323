"""What the roll-up counts is what each figure counts by itself, for every month and the year."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from luzhi.core.figures import figures
from luzhi.core.periods import month, year
from luzhi.members.models import Member
from luzhi.reports.models import CountedYear
from luzhi.reports.reading import count
from luzhi.reports.rollups.running import steps
from tests.filling import filled, tenant_models
from tests.reports.work import gift, held, patients, present, suggestions
from tests.world import World

WINDOWS = [month(2018, number) for number in range(1, 13)]


def roll() -> int:
    return sum(step.do() for step in steps([2018]))


def stored(committee: Any) -> dict[str, tuple[list[Any], Any]]:
    rows = CountedYear.objects.filter(committee=committee, year=2018)
    return {row.code: ([*row.months, row.whole], row.records) for row in rows}


def counted_singly(committee: Any) -> dict[str, tuple[list[Any], Any]]:
    found = count(committee.pk, (), [(each, window) for each in figures for window in [*WINDOWS, year(2018)]])
    lines = {}
    for each in figures:
        months = [found[each.code, window] for window in WINDOWS]
        whole = found[each.code, year(2018)]
        if any(part.records for part in [*months, whole]):
            lines[each.code] = (
                [*(part.value for part in months), whole.value],
                [part.records for part in months],
            )
    return lines


def some_work(world: World, lots: Random) -> None:
    """Random days of the year and around it; the same two people again and again."""
    persons = list(world.persons.values())
    for place in range(lots.randint(1, 8)):
        (activity,) = held(world, "bring_medicine", title=f"义诊{place}", held_on=any_day(lots))
        patients(activity, lots.randint(0, 500))
        present(activity, *lots.sample(persons, lots.randint(0, 2)))
    for place in range(lots.randint(0, 5)):
        amount = f"{lots.randint(1, 10**6) / 100:.2f}"
        gift(world, amount, given_on=any_day(lots), donor=f"企业{place}")


def any_day(lots: Random) -> date:
    return date(2017, 12, 1) + timedelta(days=lots.randint(0, 426))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_months_and_year_are_what_each_figure_counts(world: World, seed: int) -> None:
    some_work(world, Random(seed))  # noqa: S311
    suggestions(world, 3)
    roll()
    assert stored(world.city) == counted_singly(world.city)


def test_rows_of_every_sort_are_counted_as_their_figures_do(world: World) -> None:
    for model in tenant_models():
        filled(model, world.city)
    roll()
    assert stored(world.city) == counted_singly(world.city)


def test_stock_of_a_year_is_that_of_its_last_day(world: World) -> None:
    Member.objects.filter(committee=world.city).update(until=date(2018, 6, 15))
    roll()
    ((months_and_year, _records),) = [stored(world.city)["members.serving"]]
    assert months_and_year == [2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0]
