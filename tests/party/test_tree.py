from typing import Any

from luzhi.organisation.models import Unit, UnitKind
from luzhi.party.tree import levels
from tests.world import World


def unit(world: World, kind: UnitKind, name: str, **values: Any) -> Unit:
    return Unit.objects.create(committee=world.city, kind=kind, name=name, **values)


def hierarchy(world: World) -> list[Unit]:
    party = unit(world, UnitKind.PARTY_COMMITTEE, "市委")
    group = unit(world, UnitKind.LEADING_PARTY_GROUP, "政协党组", approved_by=party)
    organ = unit(world, UnitKind.ORGAN_PARTY_GROUP, "机关党组", parent=group, approved_by=party)
    committee = unit(world, UnitKind.ORGAN_PARTY_COMMITTEE, "机关党委", parent=organ)
    Unit.objects.filter(pk=world.branch.pk).update(parent=committee)
    return [group, organ, committee, world.branch]


def test_each_unit_stands_below_its_leader(world: World, sign_in: Any) -> None:
    hierarchy(world)
    rows = sign_in(world.liu).get("/party/organisation/").context["rows"]
    assert [row.cells[0].text for row in rows if "第二" not in row.cells[0].text] == [
        "政协党组",
        "　机关党组",
        "　　机关党委",
        "　　　机关第一党支部",
    ]


def test_who_approved_need_not_be_who_leads(world: World, sign_in: Any) -> None:
    hierarchy(world)
    rows = sign_in(world.liu).get("/party/organisation/").context["rows"]
    organ = next(row for row in rows if row.cells[0].text == "　机关党组")
    assert [cell.text for cell in organ.cells[2:4]] == ["政协党组", "市委"]


def test_a_ring_of_leaders_loses_no_unit(world: World) -> None:
    first, second = hierarchy(world)[:2]
    first.parent = second
    assert [(depth, each.name) for depth, each in levels([first, second])] == [
        (0, "政协党组"),
        (1, "机关党组"),
    ]


def test_names_are_shown_as_text(world: World, sign_in: Any) -> None:
    unit(world, UnitKind.PARTY_BRANCH, "<script>alert(1)</script>")
    body = sign_in(world.liu).get("/party/organisation/").content.decode()
    assert "<script>alert" not in body
