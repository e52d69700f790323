"""The named people of every test: a city committee, and a twin beside it whose rows nobody of the city may reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from luzhi.accounts.models import Role, User
from luzhi.core.access import Holding
from luzhi.members.codes import Party, Sex
from luzhi.members.models import Member, Membership, Person
from luzhi.organisation.models import Appointment, Committee, Level, Session, Term, Unit, UnitKind
from luzhi.tenancy.current import show

START = date(2018, 1, 1)


@dataclass
class World:
    """`city` with its twin; `people` by short name: one user per role, and two members with records."""

    city: Committee
    twin: Committee
    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    session: Session | None = None

    def __getattr__(self, name: str) -> Any:
        """`world.liu` is the user, `world.office` the unit."""
        for table in (self.__dict__.get("users", {}), self.__dict__.get("units", {})):
            if name in table:
                return table[name]
        raise AttributeError(name)

    @classmethod
    def make(cls) -> World:
        city = committee("369900", "试验市政协", None)
        twin = committee("369800", "对照市政协", None)
        world = cls(city, twin)
        show([city.pk, twin.pk])
        units = [Unit(committee=city, kind=kind, name=label) for kind, label in UNITS.values()]
        world.units = dict(zip(UNITS, Unit.objects.bulk_create(units), strict=True))
        term = Term.objects.create(committee=city, number=13, starts_on=START)
        world.session = Session.objects.create(committee=city, term=term, number=2, year=2018)
        world.users = users(city, PEOPLE, world.units)
        for short in ("liu", "he"):
            world.persons[short] = member(world.users[short], city, term, world.units["sector"])
        world.users |= users(twin, {"stranger": ("邻市人", Role.ORGANISER, "")}, {})
        return world

    def acting(self, short: str) -> User:
        """The user as the middleware would hand him or her to a view of the city."""
        found = self.users[short]
        found.committee_id = self.city.pk
        rows = Appointment.objects.filter(user=found, committee=self.city)
        found.holdings = tuple(Holding(row.role, row.unit_id) for row in rows)
        return found


UNITS = {
    "office": (UnitKind.OFFICE, "办公室"),
    "branch": (UnitKind.PARTY_BRANCH, "机关第一党支部"),
    "other_branch": (UnitKind.PARTY_BRANCH, "机关第二党支部"),
    "sector": (UnitKind.SECTOR, "教育界"),
    "committee": (UnitKind.SPECIAL_COMMITTEE, "经济委员会"),
    "department": (UnitKind.DEPARTMENT, "市教育局"),
}

PEOPLE: dict[str, tuple[str, Role, str]] = {
    "liu": ("刘 敏", Role.MEMBER, ""),
    "he": ("贺昇", Role.MEMBER, ""),
    "wen": ("文涛", Role.ORGANISER, ""),
    "ti": ("提文", Role.PROPOSALS, ""),
    "yan": ("严谨", Role.RESEARCH, ""),
    "shu": ("舒记", Role.BRANCH_SECRETARY, "branch"),
    "cheng": ("程办", Role.HANDLER, "department"),
    "yuan": ("袁正", Role.DEPARTMENT_LEADER, "department"),
    "bian": ("卞辑", Role.EDITOR, ""),
    "shen": ("沈评", Role.MODERATOR, ""),
    "ling": ("凌导", Role.LEADER, ""),
    "du": ("杜者", Role.READER, ""),
    "xi": ("席统", Role.SYSTEM_ADMIN, ""),
    "an": ("安全", Role.SECURITY_ADMIN, ""),
    "ji": ("季审", Role.AUDIT_ADMIN, ""),
}


def committee(code: str, name: str, parent: Committee | None) -> Committee:
    path = f"{parent.path if parent else ''}{code}/"
    return Committee.objects.create(
        code=code, name=f"政协{name[:-2]}委员会", short_name=name, level=Level.CITY, parent=parent, path=path
    )


def users(of: Committee, people: dict[str, tuple[str, Role, str]], units: dict[str, Unit]) -> dict[str, User]:
    """With their appointments; the password of liu is Pass-word-liu1."""
    made = {
        short: User(username=short, name=name, password=make_password(f"Pass-word-{short}1"))
        for short, (name, _role, _unit) in people.items()
    }
    User.objects.bulk_create(made.values())
    Appointment.objects.bulk_create(
        Appointment(committee=of, user=made[short], role=role, unit=units.get(unit), since=START)
        for short, (_name, role, unit) in people.items()
    )
    return made


def member(user: User, of: Committee, term: Term, sector: Unit) -> Person:
    person = Person(committee=of, name=user.name, sex=Sex.FEMALE, party=Party.MASSES, user=user)
    person.set_keys()
    person.save()
    Member.objects.create(committee=of, person=person, term=term, since=START)
    Membership.objects.create(committee=of, person=person, unit=sector, kind=sector.kind, since=START)
    return person
