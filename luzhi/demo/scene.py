"""One committee while its year is being made: its units, its people, and how rows are written for it in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from luzhi.accounts.models import User
from luzhi.core.models import Record
from luzhi.core.numbers import BEIJING
from luzhi.members.models import Member, Membership, Person
from luzhi.organisation.models import Committee, Session, Unit, UnitKind
from luzhi.tenancy.models import TenantModel

YEAR = 2018
BEGIN = date(2017, 12, 1)  # the first day that has records of work
TODAY = date(2019, 2, 25)  # the last day on which something was entered: the review is written on it
CLERK = "organiser"  # who is said to have entered the rows
ON_BEHALF = 0.05
T = TypeVar("T")
R = TypeVar("R", bound=TenantModel)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """That time of the day in Beijing."""
    return datetime.combine(day, time(hour, minute), BEIJING)


def day_of(text: str) -> date | None:
    """A date of a table's cell where it may be empty."""
    return date.fromisoformat(text) if text else None


@dataclass(eq=False)
class Delegate:
    """A member with what the making of the year asks for: where he or she sits, and how readily he or she comes."""

    person: Person
    member: Member
    sector: str
    special: str = ""
    zeal: float = 0.5
    abstains: str = ""  # a sort of work that he or she has not done

    def serves_on(self, day: date) -> bool:
        return self.member.since <= day and (self.member.until is None or self.member.until >= day)


@dataclass
class Scene:
    committee: Committee
    users: dict[str, User] = field(default_factory=dict)
    prefix: str = "市"  # what names of its departments begin with
    sessions: dict[int, Session] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    delegates: list[Delegate] = field(default_factory=list)
    staff: dict[str, list[Person]] = field(default_factory=dict)  # as hired, by their branch of the Party
    branches: list[Membership] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)

    def lots(self, subject: str) -> Random:
        """Lots of this subject alone, the same in every run: what one subject draws moves no other."""
        return Random(f"{YEAR}/{self.committee.code}/{subject}")  # noqa: S311 (nothing secret hangs on it)

    def add(
        self, rows: Iterable[R], on: Callable[[R], date | None] | None = None, *, by_clerk: bool = True
    ) -> list[R]:
        """Write rows of one table; each is said to be entered on the day after `on(row)`, by the office's clerk."""
        made = list(rows)
        for row in made:
            row.committee = self.committee
            if isinstance(row, Record):
                if by_clerk:
                    row.entered_by = self.users.get(CLERK)
                row.entered_at = entered(on(row) if on else None)
        if made:
            type(made[0])._default_manager.bulk_create(made, batch_size=2000)
            self.written[made[0]._meta.label_lower] += len(made)
        return made

    def of_kind(self, kind: UnitKind) -> list[Unit]:
        return [unit for unit in self.units.values() if unit.kind == kind]

    def department(self, name: str, day: date) -> Unit:
        """The city's department of that name on that day, or the county's own; some were merged in January 2019."""
        own = self.prefix + name[1:] if name.startswith("市") else name
        unit = self.units.get(own) or self.units[f"{self.prefix}政府办公室"]
        return self.units[SUCCESSORS[name]] if unit.dissolved_on and unit.dissolved_on < day else unit

    def serving(self, day: date) -> list[Delegate]:
        return [delegate for delegate in self.delegates if delegate.serves_on(day)]

    def branch(self, unit: Unit, day: date) -> list[Person]:
        """Who belonged to the branch on that day, its committee first."""
        rows = [row for row in self.branches if row.unit == unit]
        return [row.person for row in rows if row.since <= day and (row.until is None or row.until >= day)]

    def writer(self, person: Person, lots: Random) -> User | None:
        """Who entered what a member wrote: he or she, or now and then the office on his or her behalf."""
        return self.users.get(CLERK) if not person.user and lots.random() < ON_BEHALF else person.user


SUCCESSORS = {"市国土资源局": "市自然资源局", "市环境保护局": "市生态环境局", "市城乡规划局": "市自然资源局"}


def entered(day: date | None) -> datetime:
    """Entered the day after, at nine; never after the last day of the year's records."""
    return moment(min((day or BEGIN) + timedelta(days=1), TODAY))


def some(lots: Random, choices: Sequence[T], number: int) -> list[T]:
    """As many of them as there are, at most `number`, in a random order."""
    return lots.sample(choices, min(number, len(choices)))
