"""The five county committees on a small scale: members, some activities, proposals, gifts and suggestions of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from luzhi.audit.models import record
from luzhi.demo.activities import hold
from luzhi.demo.attendance import Dealer
from luzhi.demo.consultations import consult
from luzhi.demo.gifts import give
from luzhi.demo.material import table, words
from luzhi.demo.names import Names
from luzhi.demo.organisation import open_term, set_rules
from luzhi.demo.people import write_members
from luzhi.demo.proposals import propose
from luzhi.demo.scene import Delegate, Scene
from luzhi.members.codes import Post
from luzhi.members.models import Member, Membership
from luzhi.organisation.models import Committee, Term, Unit, UnitKind

PLENARIES = {
    2016: (date(2016, 9, 20), date(2016, 9, 23)),
    2017: (date(2017, 1, 10), date(2017, 1, 12)),
    2018: (date(2018, 1, 16), date(2018, 1, 18)),
    2019: (date(2019, 1, 8), date(2019, 1, 10)),
}
PLAN = {2018: (2, 6, 1), 2019: (1, 2, 0)}
STANDING = 6


def county(committee: Committee) -> Scene:
    """Write one county's records."""
    facts = next(row for row in words("counties")["county"] if row["code"] == committee.code)
    scene = Scene(committee, prefix=facts["prefix"])
    term = open_term(scene, facts["term"], PLENARIES)
    set_rules(scene, term.starts_on)
    _found(scene)
    _invite(scene, term, facts)
    dealer = Dealer(scene)
    rows = [row for row in table("county_activities") if row["code"] == committee.code]
    activities = hold(scene, dealer, rows, {})
    consult(scene, activities, "counties", table("county_documents"))
    propose(scene, dealer, PLAN)
    give(scene, activities, table("county_gifts"))
    record(None, "demo.load", committee, dict(scene.written))
    return scene


def _found(scene: Scene) -> None:
    for order, (kind, name) in enumerate(_units(scene.prefix), 1):
        scene.units[name] = Unit(kind=kind, name=name, order=order)
    scene.add(scene.units.values())


def _units(prefix: str) -> Iterator[tuple[UnitKind, str]]:
    facts = words("counties")
    yield UnitKind.OFFICE, "办公室"
    yield UnitKind.EXPERT_GROUP, "专家服务团"
    yield from ((UnitKind.SPECIAL_COMMITTEE, name) for name in facts["special_committees"])
    yield from ((UnitKind.SECTOR, name) for name, _ in facts["sectors"])
    yield from ((UnitKind.DEPARTMENT, f"{prefix}{name}") for name in facts["departments"])


def _invite(scene: Scene, term: Term, facts: dict[str, Any]) -> None:
    """Members in turn from every sector; the first is the chair, the next the vice-chairs and the standing committee."""
    sectors, special = words("counties")["sectors"], words("counties")["special_committees"]
    names, posts = (
        Names(scene.lots("names")),
        [Post.CHAIR, *[Post.VICE_CHAIR] * 3, *[Post.STANDING] * STANDING],
    )
    for place in range(facts["members"]):
        sector, party = sectors[place % len(sectors)]
        person = names.person(f"{facts['short']}{sector}代表", party)
        post = posts[place] if place < len(posts) else Post.MEMBER
        member = Member(person=person, term=term, since=term.starts_on, post=post)
        scene.delegates.append(Delegate(person, member, sector, special[place % len(special)]))
    write_members(scene, scene.lots("people"))
    scene.add(
        Membership(person=each.person, unit=unit, kind=unit.kind, since=term.starts_on)
        for each in scene.delegates
        for unit in (scene.units[each.sector], scene.units[each.special])
    )
