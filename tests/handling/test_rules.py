"""Deadlines and answer classes as dated rules: what people write, what holds from which day, what binds."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from luzhi.handling.classes import scheme
from luzhi.handling.deadlines import deadlines, due, unknown
from luzhi.handling.lateness import lateness
from luzhi.handling.rules import classes, classes_words, span, span_words
from luzhi.organisation.models import Setting
from luzhi.organisation.rules import rules
from tests.world import World

PAGE = "/organisation/rules/"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15个工作日", {"workdays": 15}),
        ("90天", {"days": 90}),
        ("90日", {"days": 90}),
        ("3个月", {"months": 3}),
        ("３ 个月", {"months": 3}),
        ("15 workdays", {"workdays": 15}),
        ("1 month", {"months": 1}),
    ],
)
def test_span_is_read_as_people_write_it(text: str, value: dict[str, int]) -> None:
    assert span(text) == value


@pytest.mark.parametrize(
    "text", ["", "15", "0天", "三个月", "15个工作日左右", "-3天", "90000天", "90", '{"days": 90}']
)
def test_span_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        span(text)


@given(
    st.sampled_from(["days", "workdays", "months"]), st.integers(1, 36), st.sampled_from(["zh-hans", "en"])
)
def test_span_reads_back_its_own_words(unit: str, number: int, language: str) -> None:
    with override(language):
        assert span(str(span_words({unit: number}))) == {unit: number}


@given(st.text(max_size=40))
def test_rules_never_fail_but_by_a_reason(text: str) -> None:
    for read in (span, classes):
        with suppress(ValidationError):
            read(text)


def test_classes_may_have_the_committees_own_words(world: World) -> None:
    rows = classes("A 已解决\nB 正在解决（承诺）\nC 留作参考")
    assert [row["promises"] for row in rows] == [False, True, False]
    assert classes(classes_words(rows)) == rows
    Setting.objects.create(committee=world.city, name="answer_classes", value=rows, since=date(2018, 1, 1))
    assert [str(each.label) for each in scheme(world.city.pk, date(2018, 2, 1))] == [
        "A 已解决",
        "B 正在解决",
        "C 留作参考",
    ]


@pytest.mark.parametrize("text", ["AB", "A 已解决", "B 一\nC 二", "A 一\nA 二", "A\nB", "A 一\n二"])
def test_classes_refuse_what_is_no_scheme(text: str) -> None:
    with pytest.raises(ValidationError):
        classes(text)


def test_every_deadline_can_be_set_on_the_page(world: World, sign_in: Any) -> None:
    page = sign_in(world.xi).get(PAGE).content.decode()
    assert all(f"?rule={each.rule}#new" in page for each in deadlines)
    assert "answer_days" not in rules


def test_rule_page_sets_a_deadline_from_its_day_on(world: World, sign_in: Any) -> None:
    client = sign_in(world.xi)
    data = {"name": "deadline.answer", "value": "2个月", "since": "2018-06-01"}
    assert client.post(PAGE, data).status_code == 302
    days = [due(world.city.pk, "answer", day) for day in (date(2018, 5, 31), date(2018, 6, 1))]
    assert days == [date(2018, 8, 29), date(2018, 8, 1)]
    assert "2个月" in client.get(PAGE).content.decode()


def test_rule_page_refuses_words_that_are_no_span(world: World, sign_in: Any) -> None:
    answer = sign_in(world.xi).post(PAGE, {"name": "deadline.answer", "value": "尽快", "since": "2018-06-01"})
    assert "请写成" in answer.content.decode()
    assert not Setting.objects.exists()


def test_rule_page_opens_a_rule_with_its_value_of_today(world: World, sign_in: Any) -> None:
    page = sign_in(world.xi).get(f"{PAGE}?rule=deadline.talk").content.decode()
    assert "15个工作日</textarea>" in page


def test_days_of_make_up_work_count(world: World) -> None:
    """2018-02-11 and 02-24 were worked on weekends beside the Spring Festival."""
    assert due(world.city.pk, "talk", date(2018, 2, 9)) == date(2018, 3, 7)


def test_a_year_without_calendar_is_said_not_guessed(world: World) -> None:
    start = date(2099, 12, 1)
    assert due(world.city.pk, "talk", start) is None
    with override("zh-hans"):
        assert str(unknown(world.city.pk, "talk", start)) == "2099年放假安排尚未公布"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 9, 25), "已逾期4个工作日"),  # 2018-09-29 is worked; 09-22 to 24 are free
        (date(2018, 9, 29), "今天到期"),
        (date(2018, 9, 30), "还有1个工作日"),
        (date(2018, 10, 1), "还有1个工作日"),
        (None, ""),
        (date(2099, 1, 1), "还有29314天"),
        (date(2010, 1, 1), "已逾期3193天"),
    ],
)
def test_lateness_is_said_in_working_days(day: date | None, words: str) -> None:
    with override("zh-hans"):
        assert lateness(day, today=date(2018, 9, 29)) == words
