"""The year's activities out of their table: programmes, partners, who was there, what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from luzhi.activities.models import (
    Activity,
    ActivityState,
    CoOrganiser,
    Outcome,
    Part,
    Participation,
    Programme,
)
from luzhi.activities.registry import kinds
from luzhi.core.periods import Cadence
from luzhi.demo.attendance import Dealer, away, dispute, present, roll, set_hours
from luzhi.demo.scene import Scene
from luzhi.organisation.models import UnitKind

PROGRAMMES = (  # name, purpose, cadence, owner
    ("双月协商座谈会", "围绕市委确定的议题开展专题协商", Cadence.BIMONTHLY, "办公室"),
    ("月月微调查", "每月选一件群众关心的小事查清说透", Cadence.MONTHLY, "研究室"),
    ("季度手拉手", "每季度到基层、社区、企业、学校各办实事", Cadence.QUARTERLY, "办公室"),
    ("委员心连心", "文化、医药、科技、法律下乡和济困", Cadence.QUARTERLY, "社会法制和民族宗教委员会"),
    ("界别活动月", "每个界别每年至少开展一次活动", Cadence.YEARLY, "港澳台侨和外事委员会"),
)
SERVICE = ("heart", "hand", "volunteer")
SPEAKERS = 6
AWAY = 0.08
PLENARY_AWAY = 0.058  # about 94 of a hundred come to a plenary


def found_programmes(scene: Scene) -> dict[str, Programme]:
    made = scene.add(
        Programme(
            name=name, purpose=purpose, cadence=cadence, owner=scene.units[owner], since=date(2017, 1, 1)
        )
        for name, purpose, cadence, owner in PROGRAMMES
    )
    return {programme.name: programme for programme in made}


def hold(
    scene: Scene, dealer: Dealer, rows: Sequence[dict[str, str]], programmes: dict[str, Programme]
) -> dict[str, Activity]:
    """Write the activities of a table with all that hangs on them; by title."""
    made = [_activity(scene, row, programmes) for row in rows]
    scene.add(made, on=lambda activity: activity.held_on)
    scene.add(
        CoOrganiser(activity=activity, unit=scene.units[name])
        for activity, row in zip(made, rows, strict=True)
        for name in row["partners"].split()
    )
    scene.add(
        outcome for each, row in zip(made, rows, strict=True) for outcome in outcomes(each, row["outcomes"])
    )
    lines = [
        line
        for activity, row in zip(made, rows, strict=True)
        for line in _attendance(scene, dealer, activity, row)
    ]
    if programmes:
        dispute(lines)
    scene.add(lines, on=lambda line: line.activity.held_on)
    return {activity.title: activity for activity in made}


def _activity(scene: Scene, row: dict[str, str], programmes: dict[str, Programme]) -> Activity:
    held_on = date.fromisoformat(row["on"])
    plenary = scene.sessions[held_on.year] if row["kind"] == "plenary" else None
    return Activity(
        kind=row["kind"],
        title=row["title"],
        organiser=scene.units[row["organiser"]],
        programme=programmes.get(row["programme"]),
        held_on=held_on,
        ended_on=plenary.ends_on if plenary else None,
        place=row["place"],
        destination=row["to"],
        topic=row["title"].rpartition("：")[2],
        summary=f"{row['title']}，由{row['organiser']}组织。" if not row["state"] else "",
        result=row["result"],
        state=row["state"] or ActivityState.CONFIRMED,
    )


def outcomes(activity: Activity, written: str) -> Iterator[Outcome]:
    """Outcomes written as `patient_visits=68`."""
    for pair in written.split():
        measure, _, value = pair.partition("=")
        yield Outcome(activity=activity, measure=measure, value=Decimal(value))


def _attendance(scene: Scene, dealer: Dealer, activity: Activity, row: dict[str, str]) -> list[Participation]:
    lots = dealer.lots
    if activity.kind == "plenary":
        everybody = [each.person for each in scene.serving(activity.held_on)]
        return roll(activity, everybody, PLENARY_AWAY, lots)
    lines = _staff(scene, activity, lots)
    seats = int(row["seats"])
    if not seats:
        return lines
    family = kinds[activity.kind].family
    sort = "service" if family in SERVICE else family
    dealt = [each.person for each in dealer.deal(sort, activity.held_on, seats, row["pool"].split())]
    came = present(activity, dealt, _part(activity))
    for line in came[:SPEAKERS] if family == "consultation" else ():
        line.part = Part.SPEAKER
    if family in SERVICE:
        set_hours(came, lots)
    taken = {line.person for line in (*lines, *came)}
    others = [each.person for each in scene.serving(activity.held_on) if each.person not in taken]
    return [*lines, *came, *away(activity, lots.sample(others, round(seats * AWAY)), lots)]


def _part(activity: Activity) -> Part:
    if activity.kind == "open_party_day":
        return Part.GUEST  # members beside the branch's own people
    if activity.organiser.kind == UnitKind.EXPERT_GROUP:
        return Part.EXPERT
    return Part.VOLUNTEER if kinds[activity.kind].family == "volunteer" else Part.ATTENDEE


def _staff(scene: Scene, activity: Activity, lots: Random) -> list[Participation]:
    """A branch's own people come to what it organises; volunteers of the organ and posted teams come in part."""
    organiser = activity.organiser
    if activity.state in (ActivityState.PLANNED, ActivityState.CANCELLED):
        return []
    if organiser.kind == UnitKind.PARTY_BRANCH:
        return roll(activity, scene.branch(organiser, activity.held_on), AWAY, lots)
    if organiser.kind in (UnitKind.VOLUNTEERS, UnitKind.POSTED_TEAM):
        branch = scene.staff["机关第二党支部" if "云栖" in organiser.name else "机关第三党支部"]
        part = Part.VOLUNTEER if organiser.kind == UnitKind.VOLUNTEERS else Part.ATTENDEE
        return present(activity, branch[5:8], part)
    return []
