from collections import Counter
from typing import Any

import pytest
from django.utils.translation import override

from luzhi.activities.models import Activity
from luzhi.activities.registry import FAMILIES, kinds
from luzhi.organisation.menus import GROUPS, Entry, menu
from tests.world import World

MECHANISMS = {
    "双月协商座谈会",
    "月月微调查",
    "专委会与民主党派联合调研",
    "季度手拉手",
    "委员心连心",
    "志愿服务",
    "结对帮扶",
    "捐赠",
    "委员活动室",
    "走出去、引进来",
    "制度库",
    "党支部工作",
    "党组织体系",
    "社情民意",
    "政协信息",
    "大会发言",
    "履职报告",
    "提案",
    "协商议题",
    "意见建议",
}
OF_ACTIVITIES = [entry for entry in menu if entry.url == "activities:activities" and entry.query]


def test_no_group_is_longer_than_a_glance() -> None:
    assert {
        code: number for code, number in Counter(entry.group for entry in menu).items() if number > 9
    } == {}


def test_every_entry_stands_in_a_group() -> None:
    assert {entry.group for entry in menu} - set(GROUPS) == set()


def test_every_kind_belongs_to_a_named_family() -> None:
    assert {kind.family for kind in kinds} == set(FAMILIES)


def test_the_menu_names_the_mechanisms() -> None:
    with override("zh-hans"):
        assert MECHANISMS - {str(entry.label) for entry in menu} == set()


@pytest.mark.parametrize("entry", OF_ACTIVITIES, ids=[entry.code for entry in OF_ACTIVITIES])
def test_an_entry_opens_the_activities_that_it_names(world: World, sign_in: Any, entry: Entry) -> None:
    name, _, value = entry.query.partition("=")
    kind = kinds[value] if name == "kind" else next(each for each in kinds if each.family == value)
    other = next(each for each in kinds if each.family != kind.family)
    for code in (kind.code, other.code):
        Activity.objects.create(
            committee=world.city, kind=code, title=code, organiser=world.office, held_on="2018-05-03"
        )
    page = sign_in(world.wen).get(entry.address())
    assert [row.cells[0].text for row in page.context["rows"]] == [kind.code]
    current = [item["label"] for group in page.context["menu"] for item in group["items"] if item["current"]]
    assert current == [entry.label]
