"""Recorded once by whoever organised it: entry, attendance, the list read back, correction with its reason."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from luzhi.activities.models import Activity, ActivityState, Outcome, Participation
from luzhi.activities.reading_back import read_back
from luzhi.audit.models import Entry, Remark
from tests.world import World

HELD = date(2018, 5, 4)


def survey(world: World, **values: Any) -> Activity:
    return Activity.objects.create(
        **{
            "committee": world.city,
            "kind": "survey",
            "title": "走访企业",
            "organiser": world.office,
            "held_on": HELD,
            "result": "形成建议",
            **values,
        }
    )


def due(world: World, activity: Activity, *shorts: str) -> None:
    for short in shorts:
        Participation.objects.create(committee=world.city, activity=activity, person=world.persons[short])


def sheet(*rows: str) -> BytesIO:
    return BytesIO("\n".join(("姓名,出席情况", *rows)).encode())


def entered(activity: Activity, **changes: str) -> dict[str, str]:
    """What the form page sends back unchanged, but for the changes."""
    given = {name: getattr(activity, name) for name in ("kind", "title", "place", "result", "version")}
    return {
        **given,
        "organiser": str(activity.organiser_id),
        "held_on": activity.held_on.isoformat(),
        **changes,
    }


def test_an_entry_keeps_who_entered_it(world: World, sign_in: Any) -> None:
    form = {"kind": "training", "title": "学习班", "organiser": str(world.office.pk), "held_on": "2018-05-04"}
    sign_in(world.wen).post("/activities/new/?kind=training", {**form, "measure_class_hours": "8"})
    assert Activity.objects.get().entered_by == world.wen
    assert Outcome.objects.get().value == 8


def test_a_kind_is_organised_by_units_of_its_own(world: World, sign_in: Any) -> None:
    form = {
        "kind": "branch_assembly",
        "title": "大会",
        "organiser": str(world.office.pk),
        "held_on": "2018-05-04",
    }
    answer = sign_in(world.wen).post("/activities/new/", form)
    assert answer.status_code == 400
    assert Activity.objects.count() == 0


def test_a_counted_record_is_corrected_with_a_reason_that_stays(world: World, sign_in: Any) -> None:
    activity = survey(world, state=ActivityState.CONFIRMED)
    address, client = f"{activity.get_absolute_url()}edit/", sign_in(world.wen)
    assert client.post(address, entered(activity, title="走访两家企业")).status_code == 400
    client.post(address, entered(activity, title="走访两家企业", reason="补记一家"))
    assert Activity.objects.get().title == "走访两家企业"
    assert Remark.objects.get().text == "补记一家"
    assert apps.get_model("activities", "ActivityEvent").objects.get().title == "走访企业"


def test_who_saves_later_is_told_and_loses_nothing(world: World, sign_in: Any) -> None:
    activity, client = survey(world), sign_in(world.wen)
    address = f"{activity.get_absolute_url()}edit/"
    first, second = entered(activity, title="甲改"), entered(activity, title="乙改")
    assert client.post(address, first).status_code == 302
    answer = client.post(address, second)
    assert (answer.status_code, Activity.objects.get().title) == (400, "甲改")
    assert "乙改" in answer.content.decode()


def test_a_repeated_addition_makes_one_line(world: World, sign_in: Any) -> None:
    activity, client = survey(world), sign_in(world.wen)
    for _ in range(3):
        client.post(f"{activity.get_absolute_url()}attendance/", {"add": "贺昇"})
    assert Participation.objects.filter(person=world.persons["he"]).count() == 1


def test_the_sign_in_list_is_read_back(world: World) -> None:
    activity = survey(world)
    due(world, activity, "liu", "he")
    assert read_back(activity, sheet("刘　敏（女）,√", "贺昇,请假"), "签到.csv", world.acting("wen")) == 2
    assert dict(Participation.objects.values_list("person__name", "attendance")) == {
        "刘 敏": "present",
        "贺昇": "leave",
    }
    assert Entry.objects.get().changes == {"lines": 2}


@pytest.mark.parametrize("row", ["无此人,出席", "贺昇,也许"])
def test_a_list_with_a_bad_row_changes_nothing(world: World, row: str) -> None:
    activity = survey(world)
    due(world, activity, "liu", "he")
    with pytest.raises(ValidationError):
        read_back(activity, sheet("刘 敏,出席", row), "签到.csv", world.acting("wen"))
    assert set(Participation.objects.values_list("attendance", flat=True)) == {"due"}


def test_what_is_no_sheet_is_refused_in_words(world: World, sign_in: Any) -> None:
    activity = survey(world)
    answer = sign_in(world.wen).post(
        f"{activity.get_absolute_url()}read-back/", {"file": BytesIO(b"\x00\x01")}
    )
    assert answer.status_code == 200
    assert "form-errors" in answer.content.decode()


def test_the_printed_list_has_everybody_in_stroke_order(world: World, sign_in: Any) -> None:
    activity = survey(world)
    due(world, activity, "he", "liu")
    page = sign_in(world.wen).get(f"{activity.get_absolute_url()}sign-in-list/").content.decode()
    assert page.index("刘") < page.index("贺")


def test_a_branch_secretary_records_for_the_own_branch_alone(world: World, sign_in: Any) -> None:
    form = {"kind": "party_day", "title": "党日", "held_on": "2018-05-04"}
    client = sign_in(world.shu)
    for unit in (world.other_branch, world.branch):
        client.post("/activities/new/", {**form, "organiser": str(unit.pk)})
    assert [a.organiser for a in Activity.objects.all()] == [world.branch]
