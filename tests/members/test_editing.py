from typing import Any

from tests.world import World


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
