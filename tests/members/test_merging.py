from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from luzhi.activities.models import Activity, Participation
from luzhi.members.codes import Party, Sex
from luzhi.members.merging import merge
from luzhi.members.models import Member, Membership, Person
from tests.world import World

ParticipationEvent = apps.get_model("activities", "ParticipationEvent")


def double(world: World) -> Person:
    person = Person(
        committee=world.city, name="刘敏", sex=Sex.FEMALE, party=Party.MASSES, mobile="13800000000"
    )
    person.set_keys()
    person.save()
    return person


def present(world: World, person: Person, day: date) -> Participation:
    activity, _ = Activity.objects.get_or_create(
        committee=world.city, kind="survey", title="走访", organiser=world.office, held_on=day
    )
    return Participation.objects.create(
        committee=world.city, activity=activity, person=person, attendance="present"
    )


def test_rows_of_both_records_end_at_the_one_kept(world: World) -> None:
    kept, other = world.persons["liu"], double(world)
    present(world, other, date(2018, 5, 4))
    assert merge(kept, other, world.acting("wen"), "同一人") == 1
    assert Participation.objects.get().person == kept


def test_a_row_that_both_have_is_not_doubled(world: World) -> None:
    kept, other = world.persons["liu"], double(world)
    for person in (kept, other):
        present(world, person, date(2018, 5, 4))
    merge(kept, other, world.acting("wen"), "同一人")
    assert Participation.objects.count() == 1
    assert ParticipationEvent.objects.filter(pgh_label="before_delete").count() == 1


def test_blanks_are_filled_and_the_other_points_to_the_one_kept(world: World) -> None:
    kept, other = world.persons["liu"], double(world)
    merge(kept, other, world.acting("wen"), "同一人")
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.mobile, other.merged_into) == ("13800000000", kept)


def test_a_membership_that_overlaps_is_not_doubled(world: World) -> None:
    kept, other = world.persons["liu"], double(world)
    Membership.objects.create(
        committee=world.city, person=other, unit=world.sector, kind="sector", since=date(2018, 3, 1)
    )
    merge(kept, other, world.acting("wen"), "同一人")
    assert Membership.objects.filter(person=kept, kind="sector").count() == 1
    assert Member.objects.filter(person=kept).count() == 1


def test_a_record_can_not_be_merged_into_itself(world: World) -> None:
    with pytest.raises(ValidationError):
        merge(world.persons["liu"], world.persons["liu"], world.acting("wen"), "误")
