"""The printed roll."""

from datetime import date

import pytest
from django.urls import reverse

from luzhi.members.codes import Party, Sex
from luzhi.members.models import Member, Person


@pytest.fixture
def add(world):
    def added(name, sex=Sex.MALE, nationality="01", until=None):
        person = Person(committee=world.city, name=name, sex=sex, nationality=nationality, party=Party.MASSES)
        person.set_keys()
        person.save()
        term = world.session.term
        return Member.objects.create(
            committee=world.city, person=person, term=term, since=date(2018, 1, 1), until=until
        )

    return added


def names(page) -> list[str]:
    return [member.person.roll_name for _title, members in page.context["groups"] for member in members]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_roll_marks_women_and_nationalities_in_stroke_order(world, sign_in, add, language):
    add("马小红", Sex.FEMALE, "03")
    add("丁一")
    page = sign_in(world.wen).get(reverse("members:roll"), headers={"accept-language": language})
    assert names(page) == ["丁　一", "马小红（女，回族）", "刘 敏（女）", "贺　昇（女）"]


def test_roll_leaves_out_former_members(world, sign_in, add):
    add("丁一", until=date(2019, 1, 1))
    assert "丁　一" not in names(sign_in(world.wen).get(reverse("members:roll")))


def test_roll_by_sector_names_each_sector(world, sign_in, add):
    add("丁一")
    page = sign_in(world.wen).get(reverse("members:roll"), {"by": "sector"})
    assert [(title, len(members)) for title, members in page.context["groups"]] == [("教育界", 2), ("", 1)]


def test_roll_is_for_those_who_work_here(world, sign_in, client):
    assert client.get(reverse("members:roll")).status_code == 302
    assert names(sign_in(world.users["stranger"]).get(reverse("members:roll"))) == []
