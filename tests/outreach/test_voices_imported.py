"""Voices out of a sheet: what the form refuses, the sheet refuses too; nothing is guessed of activities."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from luzhi.outreach.models import Voice
from tests.exchange.sheets_of import Importing, counts
from tests.outreach.samples import clinic
from tests.world import World

ROW = {
    "活动日期": "2018-05-03",
    "活动名称": "义诊进村",
    "原话": "真是及时雨！",
    "反馈人": "某村村民",
    "是否同意引用": "同意",
    "征询日期": "2018-05-03",
    "征询人": "刘敏",
}


@pytest.fixture
def voices(world: World, tmp_path: Path) -> Any:
    clinic(world)
    with translation.override("en"):
        yield Importing("voices", world.city, tmp_path)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"活动名称": "没有这场"}, "活动名称"),
        ({"原话": "打我电话13812345678"}, "原话"),
        ({"反馈人": "360302195001011234"}, "反馈人"),
        ({"征询日期": ""}, "征询日期"),
        ({"征询人": ""}, "征询人"),
        ({"征询日期": "2018-05-02"}, "征询日期"),
        ({"征询日期": "2999-01-01"}, "征询日期"),
        ({"是否同意引用": "未征求"}, "是否同意引用"),
    ],
)
def test_a_cell_is_refused_as_the_form_refuses_it(voices: Any, change: dict[str, str], column: str) -> None:
    (refused,) = voices({**ROW, **change}).as_json()["refused"]
    assert (refused["row"], refused["column"]) == (2, column)
    assert Voice.objects.count() == 0


def test_an_activity_that_stands_twice_is_not_guessed(world: World, voices: Any) -> None:
    clinic(world, organiser=world.branch)
    (refused,) = voices(ROW).as_json()["refused"]
    assert refused["reason"] == (
        "Several confirmed activities of this day bear this title: enter it on the page"
    )


def test_a_branch_brings_in_what_was_said_of_its_own_alone(world: World, voices: Any) -> None:
    clinic(world, title="支部义诊", organiser=world.branch)
    shu = world.acting("shu")
    assert counts(voices({**ROW, "活动名称": "支部义诊"}, actor=shu)) == (1, 0, 0, 0)
    (refused,) = voices(ROW, actor=shu).as_json()["refused"]
    assert refused["column"] == "活动名称"
