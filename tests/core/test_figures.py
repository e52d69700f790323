"""A number and its rows come from one queryset: they can't disagree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luzhi.activities.models import Activity, ActivityState, Attendance, Outcome, Participation
from luzhi.core.figures import Scope, figures, ratios
from luzhi.core.periods import year
from luzhi.tenancy.current import show, tenants
from tests.world import World

PATIENTS = figures["bring_medicine.patient_visits"]
HELD = figures["bring_medicine.held"]


def clinic(world: World, day: date = date(2018, 5, 4), **values: Any) -> Activity:
    committee = values.pop("committee", world.city)
    return Activity.objects.create(
        **{
            "committee": committee,
            "kind": "bring_medicine",
            "title": f"义诊{day}",
            "organiser": world.office,
            "held_on": day,
            "state": ActivityState.CONFIRMED,
            **values,
        }
    )


def served(activity: Activity, number: int) -> Outcome:
    return Outcome.objects.create(
        committee_id=activity.committee_id, activity=activity, measure="patient_visits", value=number
    )


def scope(world: World) -> Scope:
    return Scope(world.city.pk, year(2018))


def test_a_sum_is_not_multiplied_by_participants(world: World) -> None:
    activity = clinic(world)
    served(activity, 120)
    for person in world.persons.values():
        Participation.objects.create(
            committee=world.city, activity=activity, person=person, attendance=Attendance.PRESENT
        )
    assert PATIENTS.value(scope(world)) == Decimal(120)
    assert figures["bring_medicine.person_times"].value(scope(world)) == 2


def test_person_times_and_persons_are_different_figures(world: World) -> None:
    for day in (date(2018, 5, 4), date(2018, 6, 4)):
        Participation.objects.create(
            committee=world.city,
            activity=clinic(world, day),
            person=world.persons["liu"],
            attendance="present",
        )
    assert figures["bring_medicine.person_times"].value(scope(world)) == 2
    assert figures["bring_medicine.persons"].value(scope(world)) == 1


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2019, 1, 1)])
def test_a_day_outside_the_window_does_not_count(world: World, day: date) -> None:
    clinic(world, day)
    assert HELD.value(scope(world)) == 0


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2018, 12, 31)])
def test_both_ends_of_the_window_count(world: World, day: date) -> None:
    clinic(world, day)
    assert HELD.value(scope(world)) == 1


def test_only_confirmed_activities_count(world: World) -> None:
    clinic(world, state=ActivityState.ANNOUNCED)
    assert HELD.value(scope(world)) == 0


def test_the_rows_of_a_figure_add_up_to_its_value(world: World) -> None:
    for day, number in ((date(2018, 5, 4), 120), (date(2018, 6, 4), 90)):
        served(clinic(world, day), number)
    rows = PATIENTS.visible_records(scope(world), world.acting("wen"))
    assert sum(row.figure_value for row in rows) == PATIENTS.value(scope(world)) == 210


def test_a_figure_counts_what_its_reader_may_not_open(world: World) -> None:
    Participation.objects.create(
        committee=world.city, activity=clinic(world), person=world.persons["he"], attendance="present"
    )
    present = figures["bring_medicine.person_times"]
    assert present.value(scope(world)) == 1
    assert list(present.visible_records(scope(world), world.acting("liu"))) == []


def test_the_committees_below_count_only_when_asked(world: World) -> None:
    clinic(world)
    with tenants(world.twin.pk):
        from_below = world.office.__class__.objects.create(committee=world.twin, kind="office", name="办公室")
        clinic(world, committee=world.twin, organiser=from_below)
    assert HELD.value(scope(world)) == 1
    show([world.city.pk, world.twin.pk])
    assert HELD.value(Scope(world.city.pk, year(2018), (world.twin.pk,))) == 2


def test_a_share_of_nothing_is_no_number(world: World) -> None:
    assert ratios["suggestions.adoption_rate"].printed_of(scope(world)) == "–"


@pytest.mark.parametrize("code", [figure.code for figure in figures])
def test_every_figure_has_a_value_rows_and_words(world: World, code: str) -> None:
    figure = figures[code]
    assert figure.value(scope(world)) >= 0
    assert list(figure.visible_records(scope(world), world.acting("wen"))) is not None
    assert str(figure.label)
    assert str(figure.definition)
