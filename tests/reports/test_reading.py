"""Many figures in one statement say the same as each by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luzhi.consultations.models import OutcomeDocument, Suggestion, Topic
from luzhi.core.figures import Scope, figures, ratios
from luzhi.core.periods import Window, year
from luzhi.organisation.models import Unit, UnitKind
from luzhi.reports.reading import count, exact, read
from luzhi.reports.tokens import Ask, Level
from luzhi.tenancy.current import tenants
from tests.reports.work import county, gift, held, patients, present, suggestions, year_of_work
from tests.world import World

YEAR = year(2018)


def test_every_figure_reads_as_it_counts(world: World) -> None:
    year_of_work(world)
    counted = count(world.city.pk, (), [(figure, YEAR) for figure in figures])
    scope = Scope(world.city.pk, YEAR)
    assert {code: each.value for (code, _window), each in counted.items()} == {
        figure.code: figure.value(scope) for figure in figures
    }


def test_the_articles_figures_are_printed(world: World) -> None:
    year_of_work(world)
    codes = ("suggestions.sent", "heart.activities", "gifts.money", "gifts.books", "clinic.patient_visits")
    readings = read(world.city, [Ask(code, YEAR) for code in codes])
    assert [each.printed for each in readings.values()] == [
        "12条",
        "10余次",
        "200余万元",
        "500册",
        "300余人次",
    ]


def test_sum_is_not_multiplied_by_two_participants(world: World) -> None:
    (activity,) = held(world, "bring_medicine")
    patients(activity, 120)
    present(activity, *world.persons.values())
    ask = Ask("bring_medicine.patient_visits", YEAR)
    assert (read(world.city, [ask])[ask].value, read(world.city, [ask])[ask].records) == (Decimal(120), 1)


def test_ratio_over_nothing_has_no_value(world: World) -> None:
    ask = Ask("suggestions.adoption_rate", YEAR)
    reading = read(world.city, [ask])[ask]
    assert (reading.value, reading.printed, reading.records) == (None, "–", 0)


def test_ratio_is_exact(world: World) -> None:
    rows = suggestions(world, 3)
    Suggestion.objects.filter(pk=rows[0].pk).update(state="adopted")
    ask = Ask("suggestions.adoption_rate", YEAR)
    reading = read(world.city, [ask])[ask]
    assert (reading.value, reading.printed) == (Decimal(1) / Decimal(3), "33.3%")


def test_windows_are_inclusive_at_both_ends(world: World) -> None:
    gift(world, "100", given_on=date(2018, 1, 1))
    gift(world, "10", given_on=date(2018, 6, 30), donor="二")
    gift(world, "1", given_on=date(2018, 7, 1), donor="三")
    ask = Ask("gifts.money", Window(date(2018, 1, 1), date(2018, 6, 30)))
    assert read(world.city, [ask])[ask].value == Decimal(110)


def of_county(world: World, number: int) -> None:
    below = county(world)
    with tenants(below.pk):
        lead = Unit.objects.create(committee=below, kind=UnitKind.OFFICE, name="办公室")
        topic = Topic.objects.create(committee=below, year=2018, title="县里的题目", lead=lead)
        document = OutcomeDocument.objects.create(
            committee=below, topic=topic, kind="minutes", title="县纪要", sent_on=date(2018, 3, 1)
        )
        for item in range(number):
            Suggestion.objects.create(committee=below, document=document, number=item, text="县建议")


def test_the_whole_adds_the_committees_beneath(world: World) -> None:
    suggestions(world, 2)
    of_county(world, 3)
    asks = [Ask("suggestions.sent", YEAR, level) for level in Level]
    assert [each.value for each in read(world.city, asks).values()] == [2, 5]


def test_reading_the_whole_leaves_the_committees_beneath_hidden(world: World) -> None:
    of_county(world, 3)
    read(world.city, [Ask("suggestions.sent", YEAR, Level.BELOW)])
    assert Suggestion.objects.count() == 0


def test_reading_asks_few_statements(world: World, django_assert_max_num_queries: Any) -> None:
    asks = [Ask(entry.code, YEAR) for entry in (*figures, *ratios)]
    with django_assert_max_num_queries(len(figures) // 40 + 1):
        read(world.city, asks)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("2130000.50", "元", "2130000.5元"), ("0.9333333333", "%", "93.3333%"), (None, "%", "–")],
)
def test_exact_value_is_not_rounded_but_for_a_ratio(value: str | None, unit: str, text: str) -> None:
    assert exact(Decimal(value) if value else None, unit) == text
