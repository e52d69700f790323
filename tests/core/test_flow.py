"""The engine, by the activity's flow: who may, when, exactly once, and with its trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luzhi.activities.flow import activity_flow
from luzhi.activities.models import Activity, ActivityState
from luzhi.audit.models import Entry, Remark
from luzhi.core.access import nobody
from luzhi.core.flow import Flow, Step, flows
from luzhi.tenancy.ids import new_id
from tests.world import World


def planned(world: World, **values: Any) -> Activity:
    return Activity.objects.create(
        **{
            "committee": world.city,
            "kind": "survey",
            "title": "走访企业",
            "organiser": world.office,
            "held_on": date(2018, 5, 4),
            "result": "形成建议三条",
            **values,
        }
    )


def test_a_step_moves_the_row_and_leaves_an_entry(world: World) -> None:
    activity = planned(world)
    activity_flow.take("confirm", activity, world.acting("wen"))
    assert Activity.objects.get().state == ActivityState.CONFIRMED
    assert Entry.objects.get().changes == {"state": ["planned", "confirmed"], "fields": []}


def test_a_step_is_refused_to_others_by_name_of_those_who_may(world: World) -> None:
    with pytest.raises(PermissionDenied) as refused:
        activity_flow.take("confirm", planned(world), world.acting("liu"))
    assert str(activity_flow["confirm"].by.label) in str(refused.value)


def test_a_guard_says_what_is_missing(world: World) -> None:
    activity = planned(world, result="")
    offer = next(o for o in activity_flow.open_to(world.acting("wen"), activity) if o.step.code == "confirm")
    assert str(offer.blocked) != ""
    with pytest.raises(ValidationError):
        activity_flow.take("confirm", activity, world.acting("wen"))


def test_a_stale_copy_is_refused_and_writes_nothing(world: World) -> None:
    activity = planned(world)
    stale = Activity.objects.get()
    activity_flow.take("confirm", activity, world.acting("wen"))
    with pytest.raises(ValidationError):
        activity_flow.take("cancel", stale, world.acting("wen"), "天气")
    assert Activity.objects.get().state == ActivityState.CONFIRMED


def test_the_reason_stands_beside_the_chain(world: World) -> None:
    activity_flow.take("cancel", planned(world), world.acting("wen"), "刘敏请假，改期")
    entry = Entry.objects.get()
    assert Remark.objects.get(pk=entry.remark_id).text == "刘敏请假，改期"
    assert "刘敏" not in str(entry.changes)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(st.sampled_from([step.code for step in activity_flow.steps]), max_size=6))
def test_whatever_is_tried_the_state_is_known_and_each_move_has_an_entry(
    world: World, codes: list[str]
) -> None:
    activity, actor, before = planned(world, title=str(new_id())), world.acting("wen"), Entry.objects.count()
    moves = 0
    for code in codes:
        try:
            activity_flow.take(code, activity, actor, "试")
            moves += 1
        except ValidationError:
            activity.refresh_from_db()
    assert activity.state in ActivityState.values
    assert Entry.objects.count() - before == moves


def test_no_declared_flow_has_a_fault() -> None:
    assert [fault for flow in flows for fault in flow.problems()] == []


def test_a_faulty_table_is_told_state_by_state() -> None:
    flow = Flow(
        "faulty",
        "Faulty",
        Activity,
        ActivityState,
        frozenset({"confirmed"}),
        (
            Step("go", "Go", ("planned",), "nowhere", by=nobody),
            Step("back", "Back", ("confirmed",), "planned", by=nobody),
        ),
    )
    assert list(flow.problems()) == [
        "faulty: state 'nowhere' is unknown",
        "faulty: state 'announced' is never reached",
        "faulty: state 'cancelled' is never reached",
        "faulty: state 'confirmed' is never reached",
        "faulty: state 'announced' is a dead end",
        "faulty: state 'cancelled' is a dead end",
        "faulty: state 'confirmed' is final, yet left",
    ]
