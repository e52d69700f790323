from datetime import date

from django.utils import timezone

from luzhi.core.figures import Scope, figures
from luzhi.core.periods import year
from luzhi.members.models import Member, Membership
from luzhi.members.terms import TermForm, begin
from luzhi.organisation.models import Term, Unit, UnitKind
from tests.world import World


def form(world: World, **data: object) -> TermForm:
    return TermForm(
        {"number": 14, "starts_on": "2021-03-01", "staying": "贺昇", **data}, user=world.acting("wen")
    )


def test_a_new_term_closes_the_old_and_carries_on_who_stays(world: World) -> None:
    filled = form(world)
    assert filled.is_valid()
    term = begin(filled, world.acting("wen"))
    assert [str(m) for m in Member.objects.filter(term=term)] == ["贺昇"]
    assert set(Member.objects.filter(term__number=13).values_list("until", flat=True)) == {date(2021, 2, 28)}
    assert Term.objects.get(number=13).ends_on == date(2021, 2, 28)


def test_the_old_terms_figures_stay(world: World) -> None:
    members, scope = figures["members.serving"], Scope(world.city.pk, year(2018))
    before = members.value(scope)
    filled = form(world)
    assert filled.is_valid()
    begin(filled, world.acting("wen"))
    assert members.value(scope) == before == 2


def test_an_unknown_name_is_refused_by_name(world: World) -> None:
    assert "无此人" in form(world, staying="无此人").errors["staying"][0]


def test_a_term_can_not_begin_before_the_running_one(world: World) -> None:
    assert set(form(world, number=13, starts_on="2017-01-01").errors) == {"number", "starts_on"}


def test_a_move_in_2019_leaves_the_sectors_of_2018(world: World) -> None:
    other = Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="经济界")
    person = world.persons["liu"]
    Membership.objects.filter(person=person).update(until=date(2019, 2, 28))
    Membership.objects.create(
        committee=world.city, person=person, unit=other, kind="sector", since=date(2019, 3, 1)
    )
    then, now = (
        Member.objects.with_units(day).get(person=person) for day in (date(2018, 12, 31), date(2019, 12, 31))
    )
    assert (then.sector_name, now.sector_name) == ("教育界", "经济界")


def test_a_retracted_mistake_can_still_be_told(world: World) -> None:
    row = Membership.objects.get(person=world.persons["he"])
    known = timezone.localtime(row.recorded_at).date()
    row.retracted_at = row.recorded_at.replace(year=row.recorded_at.year + 1)
    row.save()
    rows = Membership.objects.filter(person=world.persons["he"])
    assert (rows.valid_on(date(2018, 5, 1)).count(), rows.valid_on(date(2018, 5, 1), known).count()) == (0, 1)
