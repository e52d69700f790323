from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luzhi.audit.models import Entry
from luzhi.core.flow import flows
from luzhi.opinions.models import Paper, PaperKind, PaperState
from tests.world import World

FLOW = flows["paper"]
DAY = date(2018, 5, 3)


def paper(world: World, short: str = "liu", **values: Any) -> Paper:
    person = world.persons[short]
    given = {
        "kind": PaperKind.OPINION,
        "title": "一事一报",
        "source": person.name,
        "submitted_on": DAY,
        "body": "文",
    }
    return Paper.objects.create(
        committee=world.city, author=person, entered_by=person.user, **{**given, **values}
    )


def test_use_records_by_whom_and_when(world: World) -> None:
    row = paper(world)
    FLOW.take("use", row, world.acting("yan"), used_by="省政协", used_on=date(2018, 6, 1))
    assert (row.state, row.used_by, row.used_on) == (PaperState.USED, "省政协", date(2018, 6, 1))
    assert Entry.objects.about(row).get().changes["fields"] == ["used_by", "used_on"]


def test_use_before_the_submission_is_refused_and_nothing_changes(world: World) -> None:
    row = paper(world)
    with pytest.raises(ValidationError):
        FLOW.take("use", row, world.acting("yan"), used_by="省政协", used_on=date(2018, 5, 2))
    assert Paper.objects.get().state == PaperState.SUBMITTED


def test_not_used_tells_the_reason(world: World) -> None:
    row = paper(world)
    FLOW.take("decline", row, world.acting("yan"), "与此前报送内容重复")
    assert row.state == PaperState.NOT_USED
    assert Entry.objects.about(row).get().remark_id is not None


@pytest.mark.parametrize("step", ["use", "decline"])
@pytest.mark.parametrize("short", ["liu", "wen", "ti", "ling", "cheng"])
def test_only_the_research_office_decides(world: World, step: str, short: str) -> None:
    with pytest.raises(PermissionDenied):
        FLOW.take(step, paper(world), world.acting(short), "理由")
