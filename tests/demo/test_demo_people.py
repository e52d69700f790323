"""The roster keeps the field's rules on composition, and its dates."""

from datetime import date
from typing import Any

import pytest

from luzhi.core.names import UNKNOWN
from luzhi.demo.material import words
from luzhi.members.codes import CPC, Post
from luzhi.members.models import Member, Membership, Person
from luzhi.organisation.models import Unit, UnitKind

DAYS = (date(2018, 2, 5), date(2018, 8, 31), date(2018, 12, 31), date(2019, 2, 25))
STANDING_COMMITTEE = (Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY_GENERAL, Post.STANDING)


@pytest.mark.parametrize("day", DAYS)
def test_members_are_305(year_of_city: Any, day: date) -> None:
    assert Member.objects.serving_on(day).count() == 305


@pytest.mark.parametrize("day", DAYS)
def test_members_outside_the_party_are_60_percent(year_of_city: Any, day: date) -> None:
    serving = Member.objects.serving_on(day)
    assert serving.exclude(person__party__in=CPC).count() >= 0.60 * serving.count()


def test_standing_committee_outside_the_party_is_65_percent(year_of_city: Any) -> None:
    seats = Member.objects.filter(post__in=STANDING_COMMITTEE)
    assert seats.exclude(person__party__in=CPC).count() >= 0.65 * seats.count()


def test_posts_are_filled(year_of_city: Any) -> None:
    numbers = {post: Member.objects.filter(post=post).count() for post in STANDING_COMMITTEE}
    assert (numbers[Post.CHAIR], numbers[Post.VICE_CHAIR], numbers[Post.SECRETARY_GENERAL]) == (1, 6, 1)
    chairs = Member.objects.filter(post=Post.VICE_CHAIR)
    assert chairs.exclude(person__party__in=CPC).count() == 3


def test_every_member_sits_in_one_sector(year_of_city: Any) -> None:
    day = date(2018, 6, 30)
    people = set(Member.objects.serving_on(day).values_list("person", flat=True))
    seats = Membership.objects.filter(kind=UnitKind.SECTOR).valid_on(day).values_list("person", flat=True)
    assert sorted(seats) == sorted(people)


def test_moves_keep_the_former_place(year_of_city: Any) -> None:
    sectors = Membership.objects.filter(kind=UnitKind.SECTOR)
    for move in (date(2018, 7, 1), date(2019, 1, 20)):
        new = sectors.get(since=move)
        old = sectors.valid_on(date(2018, 1, 31)).get(person=new.person)
        assert old.unit != new.unit


def test_mistake_is_known_as_it_was(year_of_city: Any) -> None:
    wrong = Membership.objects.get(retracted_at__isnull=False)
    of_person = Membership.objects.filter(person=wrong.person, kind=wrong.kind)
    right = of_person.valid_on(date(2018, 3, 15)).get()
    believed = of_person.valid_on(date(2018, 3, 15), known_on=date(2018, 3, 20)).get()
    assert believed == wrong
    assert right.unit != wrong.unit


def test_names_are_invented_and_sortable(year_of_city: Any) -> None:
    names = list(Person.objects.values_list("name", flat=True))
    assert not set(names) & set(words("names")["never"].split())
    assert names.count("刘伟") == 2
    assert len(set(names)) == len(names) - 1
    assert not Person.objects.filter(stroke_key__contains=UNKNOWN).exists()
    letters = set("".join(names))
    assert {"赟", "昇", "喆", "堃", "犇", "翀", "玥", "祎"} <= letters
    assert Person.objects.exclude(nationality="01").count() > 5


def test_party_group_of_the_organ_is_approved_by_the_city(year_of_city: Any) -> None:
    group = Unit.objects.get(kind=UnitKind.ORGAN_PARTY_GROUP)
    assert group.parent is not None
    assert group.approved_by is not None
    assert group.parent.kind == UnitKind.LEADING_PARTY_GROUP
    assert group.approved_by.kind == UnitKind.PARTY_COMMITTEE
    assert group.approval_number
    assert group.set_up_on
    committee = Unit.objects.get(kind=UnitKind.ORGAN_PARTY_COMMITTEE)
    assert committee.parent == group
    assert Unit.objects.filter(kind=UnitKind.PARTY_BRANCH, parent=committee).count() == 4


def test_units_of_every_kind_exist(year_of_city: Any) -> None:
    assert set(Unit.objects.values_list("kind", flat=True)) == set(UnitKind.values)


def test_sectors_are_those_of_the_time(year_of_city: Any) -> None:
    names = set(Unit.objects.filter(kind=UnitKind.SECTOR).values_list("name", flat=True))
    assert {"共青团", "青联"} <= names
    assert "环境资源界" not in names
    assert 20 <= len(names) < 30
