"""Who came: seats are dealt to members so that most get round to everything, and some few do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

from luzhi.activities.models import Activity, ActivityState, Attendance, Claim, Part, Participation
from luzhi.demo.scene import Delegate, Scene, some
from luzhi.members.models import Person

REASONS = ("出差", "出差", "出差", "生病", "其它：单位值班", "其它：家中有事", "出国")
EAGER = 0.3


class Dealer:
    """Deals what members do, one sort of work after the other, first to those who have least of it in the year."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.lots = scene, scene.lots("attendance")
        self.done: dict[tuple[str, int], Counter[Delegate]] = {}
        self.places: dict[str, dict[Delegate, float]] = {}

    def deal(self, family: str, day: date, seats: int, pool: Iterable[str] = ()) -> list[Delegate]:
        """Members for `seats` seats: half of them from the sectors of `pool`, the others wherever they sit."""
        done = self.done.setdefault((family, day.year), Counter())
        places, pool = self._places(family), set(pool)
        free = (each for each in self.scene.serving(day) if each.abstains != family)
        queue = sorted(free, key=lambda each: (done[each], places[each]))
        first = [each for each in queue if each.sector in pool][: (seats + 1) // 2]
        dealt = [*first, *(each for each in queue if each not in first)][:seats]
        done.update(dealt)
        return dealt

    def _places(self, family: str) -> dict[Delegate, float]:
        """A member's place in the queue of this sort of work."""
        if family not in self.places:
            self.places[family] = {
                each: -EAGER * each.zeal + (1 - EAGER) * self.lots.random() * (each.zeal < 1)
                for each in self.scene.delegates
            }
        return self.places[family]


def present(activity: Activity, people: Iterable[Person], part: Part = Part.ATTENDEE) -> list[Participation]:
    """Lines of those who were there; where the activity isn't confirmed yet its attendance is still open."""
    open_yet = activity.state != ActivityState.CONFIRMED
    attendance = Attendance.DUE if open_yet else Attendance.PRESENT
    return [
        Participation(activity=activity, person=person, attendance=attendance, part=part) for person in people
    ]


def away(activity: Activity, people: Iterable[Person], lots: Random) -> list[Participation]:
    """Lines of those who were due and did not come: most asked for leave."""
    made = []
    for person in people:
        absent = lots.random() < 0.12
        made.append(
            Participation(
                activity=activity,
                person=person,
                attendance=Attendance.ABSENT if absent else Attendance.LEAVE,
                leave_reason="" if absent else lots.choice(REASONS),
            )
        )
    return made


def roll(activity: Activity, people: list[Person], missing: float, lots: Random) -> list[Participation]:
    """Lines of all who were due, of whom a share was away."""
    gone = set(some(lots, range(len(people)), round(len(people) * missing)))
    there = [person for place, person in enumerate(people) if place not in gone]
    return [*present(activity, there), *away(activity, [people[place] for place in sorted(gone)], lots)]


def set_hours(lines: Iterable[Participation], lots: Random) -> None:
    for line in lines:
        if line.attendance == Attendance.PRESENT:
            line.hours = Decimal(lots.choice(("2.0", "3.0", "3.5", "4.0", "6.0")))


def dispute(lines: list[Participation]) -> None:
    """Three members did not agree with their lines: one waits for an answer, one was right, one was not."""
    claims = (Claim.DISPUTED, Claim.AMENDED, Claim.UPHELD)
    wanted = (Attendance.ABSENT, Attendance.PRESENT, Attendance.LEAVE)
    for claim, attendance in zip(claims, wanted, strict=True):
        line = next(each for each in lines if each.attendance == attendance and each.state == Claim.STATED)
        line.state = claim
