from typing import Any

from luzhi.members.models import Member
from luzhi.organisation.models import Unit
from tests.world import PEOPLE, World


def test_a_changed_name_moves_in_the_roll(world: World, sign_in: Any) -> None:
    person = world.persons["liu"]
    before = person.stroke_key
    given = {
        "name": "丁 敏",
        "sex": "2",
        "nationality": "01",
        "party": "13",
        "version": person.version,
        "reason": "更名",
    }
    sign_in(world.wen).post(f"/members/people/{person.pk}/edit/", given)
    person.refresh_from_db()
    assert (person.name, person.stroke_key < before, person.initials) == ("丁 敏", True, "dm")


def test_the_roster_is_for_the_committees_own_people(world: World) -> None:
    seen = [short for short in PEOPLE if Member.objects.visible_to(world.acting(short)).exists()]
    assert sorted(set(PEOPLE) - set(seen)) == ["cheng", "du", "yuan"]


def test_a_verified_reader_sees_nothing_of_the_office(world: World) -> None:
    assert not Unit.objects.visible_to(world.acting("du")).exists()
