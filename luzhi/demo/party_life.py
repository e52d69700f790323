"""The rhythm of the year: 三会一课 and study days of each branch, and the meetings of the committee's leading bodies.

Some months are left out and some are late, so that calendars have something to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from luzhi.activities.models import Activity, ActivityState, Participation
from luzhi.activities.registry import kinds
from luzhi.core.periods import Cadence, Window
from luzhi.demo.activities import outcomes
from luzhi.demo.attendance import Dealer, roll
from luzhi.demo.material import words
from luzhi.demo.organisation import STUDY_DAY
from luzhi.demo.scene import BEGIN, TODAY, Scene
from luzhi.members.codes import CPC, Post
from luzhi.members.models import Person
from luzhi.organisation.models import Unit, UnitKind

MONTHLY = {"branch_committee": 5, "party_group_meeting": 9, "party_day": 21, "study_day": STUDY_DAY}
QUARTERLY = {"branch_assembly": 26, "party_lecture": 28, "group_study": 18}
ONCE = {  # on which day each branch did it, the branches a day apart
    "organisational_life": date(2018, 12, 10),
    "branch_deliberation": date(2018, 6, 4),
    "branch_relief": date(2018, 9, 17),
}
NAMES = {
    "branch_committee": "支部委员会",
    "party_group_meeting": "党小组会",
    "party_day": "主题党日",
    "study_day": "固定学习日",
    "branch_assembly": "支部党员大会",
    "party_lecture": "党课",
    "group_study": "集中学习",
    "organisational_life": "组织生活会",
    "branch_deliberation": "参政议政讨论会",
    "branch_relief": "扶贫解困走访",
}
BODIES = (  # kind, organiser, day of the month, every how many months, title
    ("leading_group_meeting", "市政协党组", 4, 1, "党组会议"),
    ("chairs_meeting", "主席会议", 12, 1, "主席会议"),
    ("central_group_study", "市政协党组", 19, 3, "党组理论学习中心组学习"),
    ("standing_meeting", "办公室", 24, 3, "常务委员会会议"),
    ("room_duty", "凤凰街委员活动室", 7, 1, "委员值班"),
)
SMALL = 5  # members of a branch's committee
AWAY = 0.07


def live(scene: Scene, dealer: Dealer) -> None:
    """Write the branches' and the leading bodies' activities of all months with their attendance."""
    branches = scene.of_kind(UnitKind.PARTY_BRANCH)
    made = [activity for branch in branches for activity in _branch_year(branch)]
    made += _bodies(scene)
    scene.add(made, on=lambda activity: activity.held_on)
    duties = (activity for activity in made if activity.kind == "room_duty")
    scene.add(
        counted for each in duties for counted in outcomes(each, f"matters={each.held_on.month % 4 + 1}")
    )
    lines = [line for activity in made for line in _lines(scene, activity, dealer.lots)]
    scene.add(lines, on=lambda line: line.activity.held_on)


def _branch_year(branch: Unit) -> Iterator[Activity]:
    gaps = {(b, kind, month): day for b, kind, month, day in words("party_life")["gaps"]}
    whole = Window(BEGIN, TODAY)
    for cadence, days in ((Cadence.MONTHLY, MONTHLY), (Cadence.QUARTERLY, QUARTERLY)):
        for period in cadence.periods(whole):
            for kind, number in days.items():
                due = period.end.replace(day=number)
                moved = gaps.get((branch.name, kind, f"{due:%Y-%m}"), f"{due}")
                if moved and BEGIN <= date.fromisoformat(moved) <= TODAY:
                    yield _activity(branch, kind, date.fromisoformat(moved), due)
    for kind, day in ONCE.items():
        on = day.replace(day=day.day + branch.order % 4)
        yield _activity(branch, kind, on, on)


def _activity(branch: Unit, kind: str, on: date, due: date) -> Activity:
    """What the branch held on a day for the month in which it was due."""
    text = words("party_life")
    place = (due.year - 2017) * 12 + due.month - 12  # months since December 2017
    lots = Random(f"{branch.name}/{kind}/{due}")  # noqa: S311 (nothing secret hangs on it)
    subject = text["themes"][place] if kind != "party_lecture" else text["lessons"][place // 3]
    late = "（补开）" if on != due else ""
    return Activity(
        kind=kind,
        title=f"{branch.name}{due.year}年{due.month}月{NAMES[kind]}：{subject}{late}",
        organiser=branch,
        held_on=on,
        place=lots.choice(text["places"]),
        topic=subject,
        summary=f"{NAMES[kind]}，主题为{subject}。",
        result=lots.choice(text["results"]),
        state=ActivityState.CONFIRMED,
    )


def _bodies(scene: Scene) -> Iterator[Activity]:
    for period in Cadence.MONTHLY.periods(Window(BEGIN, TODAY)):
        for kind, organiser, number, months, title in BODIES:
            on = period.start.replace(day=number)
            if on.month % months == 0 and on <= TODAY:
                yield Activity(
                    kind=kind,
                    title=f"{on.year}年{on.month}月{title}",
                    organiser=scene.units[organiser],
                    held_on=on,
                    place="市政协机关" if kind != "room_duty" else "凤凰街委员活动室",
                    summary=f"{title}按月召开，形成记录。",
                    result=Random(f"{kind}{on}").choice(words("party_life")["results"]),  # noqa: S311
                    state=ActivityState.CONFIRMED,
                )


def _lines(scene: Scene, activity: Activity, lots: Random) -> list[Participation]:
    people = _due(scene, activity, lots)
    small = activity.kind == "branch_committee"
    return roll(activity, people[:SMALL] if small else people, AWAY, lots)


def _due(scene: Scene, activity: Activity, lots: Random) -> list[Person]:
    """Who is due: the branch, the chairpersons, the leading Party group, the standing committee, a member on duty."""
    if activity.organiser.kind == UnitKind.PARTY_BRANCH:
        return scene.branch(activity.organiser, activity.held_on)
    serving = scene.serving(activity.held_on)
    if activity.kind == "room_duty":
        return [lots.choice(serving).person]
    posts = {Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY_GENERAL}
    posts |= {Post.STANDING} if activity.kind == "standing_meeting" else set()
    inside = kinds[activity.kind].party_life
    return [
        each.person
        for each in serving
        if each.member.post in posts and (each.person.party in CPC or not inside)
    ]
