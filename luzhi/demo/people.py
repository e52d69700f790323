"""Invented people: the 305 members of the city's committee with their posts, and the staff of its organ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from luzhi.demo.material import table, words
from luzhi.demo.names import Names
from luzhi.demo.scene import Delegate, Scene
from luzhi.members.codes import CPC, Party, Post
from luzhi.members.models import Member, Person
from luzhi.organisation.models import Term

LEFT, JOINED = date(2018, 9, 30), date(2018, 12, 20)
REPLACED = (
    "经济界",
    "农业界",
    "医药卫生界",
)  # sectors in which a member left in 2018 and the seat was filled
NAMESAKES = ("体育界", "民进")


def invite(scene: Scene, term: Term, names: Names) -> None:
    """The members sector by sector, with posts, with those who left in 2018 and those who took their seats."""
    lots = scene.lots("people")
    for row in table("sectors"):
        scene.delegates += _sector(names, term, row)
    _give_posts(scene)
    scene.delegates += [_replace(scene, names, sector) for sector in REPLACED]
    _name_known(scene)
    write_members(scene, lots)


def write_members(scene: Scene, lots: Random) -> None:
    """Number the members in the order of their seats, and write them."""
    known = {facts["name"]: facts for facts in words("accounts")["members"]}
    for order, delegate in enumerate(scene.delegates, 1):
        delegate.member.number = f"{order:03}"
        facts = known.get(delegate.person.name)
        delegate.zeal = 1.0 if facts else lots.random()
        delegate.abstains = facts.get("abstains", "") if facts else ""
        delegate.person.set_keys()
    scene.add((each.person for each in scene.delegates), on=lambda person: date(2016, 10, 24))
    scene.add((each.member for each in scene.delegates), on=lambda member: member.until or member.since)


def _sector(names: Names, term: Term, row: dict[str, str]) -> Iterator[Delegate]:
    """The seats of one sector: first those of CPC members, then the others."""
    employers = row["employers"].split()
    for seat in range(int(row["seats"])):
        party = Party.CPC if seat < int(row["cpc"]) else _outside(row["party"], seat)
        person = names.person(f"萍乡市{employers[seat % len(employers)]}", party)
        member = Member(person=person, term=term, since=term.starts_on)
        yield Delegate(person, member, row["name"], _special(row["special"], seat))


def _special(usual: str, seat: int) -> str:
    """Most of a sector work in one special committee, some examine proposals, some sit in none."""
    if seat % 4:
        return usual
    return "提案委员会" if seat % 8 else ""


def _outside(code: str, seat: int) -> str:
    """Where the sector isn't a party's, those outside the CPC are partly in parties and partly in none."""
    if code not in (Party.NONPARTY, Party.MASSES):
        return code
    return (code, Party.MASSES, code, Party.CDL, code, Party.JIUSAN)[seat % 6]


def _give_posts(scene: Scene) -> None:
    """Chair, vice-chairs, secretary-general and the standing committee, of which at least 65 % stand outside the CPC."""
    posts = words("posts")["posts"]
    own = "中国共产党"
    _post(scene, own, Post.CHAIR, inside=True)
    _post(scene, own, Post.SECRETARY_GENERAL, inside=True)
    for sector in posts["vice_chairs"]:
        _post(scene, sector, Post.VICE_CHAIR, inside=sector == own)
    for sector, seats in posts["standing"].items():
        for _ in range(seats):
            _post(scene, sector, Post.STANDING, inside=sector == own)
    for sector in posts["standing_cpc"]:
        _post(scene, sector, Post.STANDING, inside=True)


def _post(scene: Scene, sector: str, post: Post, *, inside: bool) -> None:
    """To the first of the sector who has none yet, inside or outside the CPC."""
    free = (
        each
        for each in scene.delegates
        if each.sector == sector and each.member.post == Post.MEMBER and (each.person.party in CPC) == inside
    )
    next(free).member.post = post


def _replace(scene: Scene, names: Names, sector: str) -> Delegate:
    """The last of the sector's plain members left; somebody of the same standing took the seat."""
    gone = [each for each in scene.delegates if each.sector == sector and each.member.post == Post.MEMBER][-1]
    gone.member.until, gone.member.end_reason = LEFT, "工作调离本市，本人请辞"
    person = names.person(gone.person.employer, gone.person.party)
    member = Member(person=person, term=gone.member.term, since=JOINED)
    return Delegate(person, member, sector, gone.special)


def _name_known(scene: Scene) -> None:
    """The members who sign in, and two namesakes whom the roster must keep apart."""
    for facts in words("accounts")["members"]:
        post = facts.get("post", Post.MEMBER)
        free = (
            each for each in scene.delegates if each.sector == facts["sector"] and each.member.post == post
        )
        _be(scene, next(each for each in free if each.person.party == facts["party"]).person, facts)
    for sector in NAMESAKES:
        last = [each for each in scene.delegates if each.sector == sector and each.member.until is None][-1]
        _be(scene, last.person, {"name": "刘伟", "sex": "1"})


def _be(scene: Scene, person: Person, facts: dict[str, Any]) -> None:
    for attribute in facts.keys() - {"sector", "branch", "post", "account", "abstains"}:
        setattr(person, attribute, facts[attribute])
    person.user = scene.users.get(facts.get("account", ""))


def hire(scene: Scene, names: Names) -> None:
    """The staff of the organ, by the branch of the Party they belong to; who signs in comes first in a branch."""
    known = {facts["branch"]: facts for facts in words("accounts")["staff"]}
    for branch in words("posts")["branch"]:
        people = []
        for place in range(branch["people"]):
            works = branch["works"][place % len(branch["works"])] if branch["works"] else "离退休干部"
            party = Party.CPC_PROBATIONARY if place == 9 else Party.CPC
            people.append(names.person(f"市政协{works}", party))
        if branch["name"] in known:
            _be(scene, people[0], known[branch["name"]])
        for person in people:
            person.set_keys()
        scene.staff[branch["name"]] = scene.add(
            people, on=lambda person: date(2016, 12, 20) + timedelta(days=1)
        )
