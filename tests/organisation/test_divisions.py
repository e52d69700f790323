import pytest
from django.core.exceptions import ValidationError

from luzhi.audit.models import Entry
from luzhi.organisation.divisions import divisions, ensure_committee, level_of, parent_of
from luzhi.organisation.models import Committee, Level
from luzhi.tenancy.current import tenants


def test_divisions_hold_the_nation_and_no_pseudo_city() -> None:
    names = divisions()
    assert (names["100000"], names["360300"], names["360321"]) == ("全国", "萍乡市", "莲花县")
    assert {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"} & set(names.values()) == set()


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("100000", Level.NATION, None),
        ("360000", Level.PROVINCE, "100000"),
        ("360300", Level.CITY, "360000"),
        ("360321", Level.COUNTY, "360300"),
        ("110101", Level.COUNTY, "110000"),  # no city between
        ("419001", Level.COUNTY, "410000"),
        ("441900", Level.CITY, "440000"),  # a city without counties
        ("500229", Level.COUNTY, "500000"),
    ],
)
def test_division_has_its_level_and_parent(code: str, level: Level, parent: str | None) -> None:
    assert (code in divisions(), level_of(code), parent_of(code)) == (True, level, parent)


def test_every_parent_is_a_division() -> None:
    assert {parent_of(code) for code in divisions()} - divisions().keys() == {None}


def test_committee_is_made_with_those_above(db: None) -> None:
    made = ensure_committee("360321")
    rows = Committee.objects.order_by("level").values_list("code", "name", "short_name", "level", "path")
    assert list(rows) == [
        ("100000", "政协全国委员会", "全国政协", 0, "100000/"),
        ("360000", "政协江西省委员会", "江西省政协", 1, "100000/360000/"),
        ("360300", "政协萍乡市委员会", "萍乡市政协", 2, "100000/360000/360300/"),
        ("360321", "政协莲花县委员会", "莲花县政协", 3, "100000/360000/360300/360321/"),
    ]
    assert (ensure_committee("360321"), made.parent and made.parent.code) == (made, "360300")


def test_made_committee_is_audited(db: None) -> None:
    made = ensure_committee("100000")
    with tenants(made.pk):
        assert list(Entry.objects.values_list("verb", "actor_key")) == [("committee.created", None)]


@pytest.mark.parametrize("code", ["999999", "419000", "110100", "32", "", "３６０３００"])
def test_unknown_code_makes_nothing(db: None, code: str) -> None:
    with pytest.raises(ValidationError):
        ensure_committee(code)
    assert not Committee.objects.exists()
