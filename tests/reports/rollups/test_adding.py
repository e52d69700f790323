"""What is confirmed beneath is read above, added up; nothing else is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from luzhi.members.models import Member
from luzhi.organisation.models import Committee, Level
from luzhi.outreach.models import Gift
from luzhi.reports.models import CountedYear, TreeState, TreeYear
from luzhi.reports.rollups.tree import read_tree
from luzhi.tenancy.current import tenants
from tests.reports.rollups.months_of import confirm, given, owed, researcher, roll, working_county
from tests.reports.work import gift
from tests.world import World


def months(committee: Committee, code: str) -> dict[int, int]:
    """The confirmed tree's months that are not nothing, 13 the year."""
    with tenants(committee.pk):
        row = TreeYear.objects.filter(committee=committee, year=2018, code=code).first()
    amounts = [*row.months, row.whole] if row else []
    return {place: int(value) for place, value in enumerate(amounts, 1) if value}


def test_county_is_added_to_the_city(world: World) -> None:
    below = working_county(world)
    gift(world, "1000", given_on=date(2018, 3, 20))
    confirm(below, 3, researcher(below))
    confirm(world.city, 3, world.acting("yan"))
    assert months(world.city, "gifts.money") == {3: 1500, 13: 1500}


def test_unconfirmed_month_is_not_read_from_above(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    roll()
    assert months(world.city, "gifts.money") == {3: 500, 13: 500}


def test_people_of_two_months_are_one_of_the_year(world: World) -> None:
    below = working_county(world)
    for number in (3, 4, 5):
        confirm(below, number, researcher(below))
    assert months(world.city, "bring_medicine.persons") == {3: 1, 5: 1, 13: 1}


def test_correction_moves_the_tree(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    with tenants(below.pk):
        given(below, "30", date(2018, 3, 3))
    roll()
    before = months(world.city, "gifts.money")
    confirm(below, 3, researcher(below), "迟报")
    assert (before[3], months(world.city, "gifts.money")[3]) == (500, 530)


def test_figure_that_a_correction_removes_leaves_the_tree(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    with tenants(below.pk):
        Gift.objects.filter(committee=below, given_on__month=3).delete()
    confirm(below, 3, researcher(below), "误记")
    assert months(world.city, "gifts.money") == {}


def test_states_count_who_is_late(world: World) -> None:
    below = working_county(world)
    owed(below)
    owed(world.city)
    confirm(below, 3, researcher(below))
    roll()
    state = TreeState.objects.get(committee=world.city, year=2018)
    assert (state.committees, state.confirmed[2], state.late[2], state.late[3]) == (2, 1, 1, 2)
    assert state.own[:4] == ["late"] * 4


def test_rolling_up_twice_changes_nothing(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    first, second = roll(), roll()
    assert (first > 0, second) == (True, 0)


def test_counted_line_goes_with_its_last_row(world: World) -> None:
    only = gift(world, "5", given_on=date(2018, 3, 4))
    roll()
    only.delete()
    roll()
    assert not CountedYear.objects.filter(committee=world.city, code="gifts.money").exists()


def test_leaders_above_see_the_sums_and_nobody_beneath_theirs(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    roll()
    with tenants(world.city.pk, below.pk):
        seen = {
            short: set(TreeYear.objects.visible_to(world.acting(short)).values_list("committee", flat=True))
            for short in ("ling", "yan", "wen", "liu")
        }
        from_below = TreeYear.objects.visible_to(researcher(below)).values_list("committee", flat=True)
        assert set(from_below) == {below.pk}
    both = {world.city.pk, below.pk}
    assert seen == {"ling": both, "yan": both, "wen": set(), "liu": set()}


def test_neighbouring_counties_do_not_see_each_other(world: World) -> None:
    below = working_county(world)
    beside = Committee.objects.create(
        code="369902",
        short_name="邻县政协",
        level=Level.COUNTY,
        parent=world.city,
        path=f"{world.city.path}369902/",
    )
    confirm(below, 3, researcher(below))
    with tenants(world.city.pk, below.pk, beside.pk):
        seen = TreeYear.objects.visible_to(researcher(beside)).exclude(committee=beside)
        assert not seen.exists()


def test_tree_has_as_many_queries_for_many_children(world: World, django_assert_num_queries: Any) -> None:
    working_county(world)
    for number in range(2, 12):
        code = f"3699{number:02}"
        Committee.objects.create(
            code=code,
            short_name=code,
            level=Level.COUNTY,
            parent=world.city,
            path=f"{world.city.path}{code}/",
        )
    roll()
    with django_assert_num_queries(11):
        tree = read_tree(world.city, 2018, world.acting("ling"), ["gifts.money"])
    assert [len(tree.children), tree.children[0].committee.code] == [11, "369901"]


def test_own_share_is_the_whole_less_the_children(world: World) -> None:
    below = working_county(world)
    gift(world, "1000", given_on=date(2018, 3, 20))
    confirm(below, 3, researcher(below))
    confirm(world.city, 3, world.acting("yan"))
    tree = read_tree(world.city, 2018, world.acting("ling"), ["gifts.money"])
    assert tree.own().sums["gifts.money"][2] == Decimal(1000)


def test_year_to_come_counts_nothing(world: World) -> None:
    roll(timezone.localdate().year + 1)
    assert not CountedYear.objects.filter(committee=world.city).exists()


def test_stock_of_the_year_is_that_of_the_last_month_confirmed(world: World) -> None:
    Member.objects.filter(committee=world.city).update(until=date(2018, 6, 15))
    for number in (5, 6):
        confirm(world.city, number, world.acting("yan"))
    row = TreeYear.objects.get(committee=world.city, year=2018, code="members.serving")
    assert (int(row.months[4]), int(row.months[5]), int(row.whole)) == (2, 0, 0)
