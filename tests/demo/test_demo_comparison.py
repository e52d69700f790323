"""The article's five figures come out of the records alone, and follow them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luzhi.activities.models import Activity, ActivityState, Outcome
from luzhi.consultations.models import OutcomeDocument, Suggestion
from luzhi.core.figures import Scope, figures
from luzhi.core.periods import year
from luzhi.demo.comparison import IN_2018, all_agree, compare
from luzhi.outreach.models import Gift, GiftKind, Standing


def printed(loaded: Any) -> dict[str, str]:
    return {line.code: line.printed for line in compare(loaded.city)}


def test_comparison_prints_the_articles_figures(year_of_city: Any) -> None:
    lines = compare(year_of_city.city)
    assert [line.printed for line in lines] == [line.article for line in lines]
    assert all_agree(lines)
    assert [line.window.label for line in lines] == ["2018年以来", "2018年", "2018年", "2018年", "2018年"]


def test_comparison_counts_rows(year_of_city: Any) -> None:
    lines = {line.code: line for line in compare(year_of_city.city)}
    assert lines["suggestions.sent"].records == lines["suggestions.sent"].value == 316
    assert lines["gifts.money"].records > 50
    assert lines["gifts.books"].records > 3
    assert lines["clinic.patient_visits"].records > 3


def test_suggestion_more_changes_the_figure(year_of_city: Any) -> None:
    document = OutcomeDocument.objects.get(sent_on=date(2019, 2, 25))
    Suggestion.objects.create(committee=year_of_city.city, document=document, number=99, text="再添一条")
    assert printed(year_of_city)["suggestions.sent"] == "317条"
    assert not all_agree(compare(year_of_city.city))


def test_activity_unconfirmed_changes_the_figure(year_of_city: Any) -> None:
    rows = figures["heart.activities"].records(Scope(year_of_city.city.pk, IN_2018))
    Activity.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:7])).update(
        state=ActivityState.CANCELLED
    )
    assert printed(year_of_city)["heart.activities"] == "10次"


def test_gift_pledged_instead_changes_the_figure(year_of_city: Any) -> None:
    largest = Gift.objects.received(GiftKind.MONEY).filter(given_on__year=2018).order_by("-amount")
    Gift.objects.filter(pk__in=list(largest.values_list("pk", flat=True)[:2])).update(
        standing=Standing.PLEDGED
    )
    assert printed(year_of_city)["gifts.money"] == "100余万元"


def test_books_more_change_the_figure(year_of_city: Any) -> None:
    first = Gift.objects.filter(unit="册", given_on__year=2018, standing=Standing.RECEIVED).first()
    assert first is not None
    Gift.objects.filter(pk=first.pk).update(quantity=first.quantity + 1)
    assert printed(year_of_city)["gifts.books"] == "501册"


def test_clinic_visits_less_change_the_figure(year_of_city: Any) -> None:
    Outcome.objects.filter(measure="patient_visits", value__gt=60).update(value=Decimal(20))
    assert printed(year_of_city)["clinic.patient_visits"] != "300余人次"


@pytest.mark.parametrize(
    "left_out",
    [
        {"document__sent_on": None},
        {"document__sent_on__lt": date(2018, 1, 1)},
        {"document__sent_on__gt": date(2019, 2, 25)},
        {"duplicate_of__isnull": False},
    ],
)
def test_suggestions_hold_rows_that_do_not_count(year_of_city: Any, left_out: dict[str, Any]) -> None:
    assert Suggestion.objects.filter(**left_out).count() > 4


def test_suggestions_of_six_questions_are_uneven(year_of_city: Any) -> None:
    (line, *_others) = compare(year_of_city.city)
    rows = figures["suggestions.sent"].records(Scope(year_of_city.city.pk, line.window))
    topics = list(rows.values_list("document__topic__title", flat=True))
    numbers = {topic: topics.count(topic) for topic in topics}
    assert len(numbers) == 6
    assert len(set(numbers.values())) > 3
    assert sum(day.year == 2019 for day in rows.values_list("document__sent_on", flat=True)) > 40


def test_heart_activities_hold_rows_that_do_not_count(year_of_city: Any) -> None:
    rows = Activity.objects.filter(kind__startswith="bring_")
    assert rows.exclude(state=ActivityState.CONFIRMED).count() > 3
    assert rows.confirmed().exclude(held_on__year=2018).count() > 3
    assert Activity.objects.confirmed().filter(kind="poverty_relief", held_on__year=2018).exists()


def test_gifts_stand_apart(year_of_city: Any) -> None:
    scope = Scope(year_of_city.city.pk, year(2018))
    assert figures["gifts.pledged"].value(scope) > 0
    assert figures["gifts.goods_value"].value(scope) > 0
    assert Gift.objects.filter(occurrence=2).count() == 1
    assert not Gift.objects.filter(standing=Standing.RECEIVED, receipt="").exists()
