"""Who belongs to which unit from when to when: sectors, special committees, groups, the Party's branches; and the moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from luzhi.demo.material import words
from luzhi.demo.scene import Delegate, Scene, moment, some
from luzhi.members.codes import CPC, Post, UnitPost
from luzhi.members.models import Membership, Person
from luzhi.organisation.models import UnitKind

START = date(2016, 11, 10)
BRANCH_POSTS = (
    UnitPost.SECRETARY,
    UnitPost.DEPUTY,
    UnitPost.ORGANISATION,
    UnitPost.PUBLICITY,
    UnitPost.DISCIPLINE,
)
LEADERS = (Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY_GENERAL)
PARTY_UNITS = {
    "民革": "民革萍乡市委会",
    "民盟": "民盟萍乡市委会",
    "民建": "民建萍乡市委会",
    "民进": "民进萍乡市工委会",
    "农工党": "农工党萍乡市委会",
    "九三学社": "九三学社萍乡市工委会",
    "工商联": "市工商业联合会",
    "无党派人士": "无党派知识分子联谊会",
}
# sector or special committee, from which to which, on which day: two moves of each sort in the year, two after it
MOVES = (
    (UnitKind.SECTOR, "经济界", "工商联", date(2018, 7, 1)),
    (UnitKind.SECTOR, "青联", "科学技术界", date(2018, 10, 15)),
    (UnitKind.SECTOR, "社会科学界", "新闻出版界", date(2019, 1, 20)),
    (UnitKind.SPECIAL_COMMITTEE, "经济科技委员会", "农业和农村委员会", date(2018, 5, 10)),
    (UnitKind.SPECIAL_COMMITTEE, "教文卫体委员会", "文史和学习委员会", date(2018, 11, 5)),
    (UnitKind.SPECIAL_COMMITTEE, "社会法制和民族宗教委员会", "提案委员会", date(2019, 1, 20)),
)


@dataclass
class Register:
    """Memberships in the making."""

    scene: Scene
    rows: list[Membership] = field(default_factory=list)

    def enter(
        self, person: Person, unit: str, since: date = START, post: UnitPost = UnitPost.MEMBER
    ) -> Membership:
        body = self.scene.units[unit]
        row = Membership(person=person, unit=body, kind=body.kind, post=post, since=since)
        row.recorded_at = moment(since + timedelta(days=1), 10)
        self.rows.append(row)
        return row

    def move(self, kind: UnitKind, source: str, target: str, on: date) -> None:
        """The last plain member of `source` goes to `target`; both rows stay."""
        old = [
            row for row in self.rows if row.unit.name == source and row.kind == kind and self._may_go(row, on)
        ][-1]
        old.until = on - timedelta(days=1)
        self.enter(old.person, target, on)

    def _may_go(self, row: Membership, on: date) -> bool:
        known = {facts["name"] for facts in (*words("accounts")["members"], *words("accounts")["staff"])}
        return (
            row.until is None
            and row.since < on
            and row.post == UnitPost.MEMBER
            and row.person.name not in known
        )


def belong(scene: Scene) -> None:
    """Enter all memberships of the city's members and staff."""
    register = Register(scene)
    for place, delegate in enumerate(scene.delegates):
        _sit(register, delegate, place)
    _staff(register)
    _lead(register)
    _serve(register)
    for move in MOVES:
        register.move(*move)
    register.move(UnitKind.PARTY_BRANCH, "机关第三党支部", "机关第二党支部", date(2018, 9, 1))
    register.move(UnitKind.PARTY_BRANCH, "机关第一党支部", "机关第三党支部", date(2019, 2, 1))
    _mistake(register)
    scene.branches = [row for row in register.rows if row.kind == UnitKind.PARTY_BRANCH]
    scene.add(register.rows, on=lambda row: row.since)


def _sit(register: Register, delegate: Delegate, place: int) -> None:
    """Sector, special committee and group of one member, as long as he or she is one."""
    groups = register.scene.of_kind(UnitKind.GROUP)
    since = max(delegate.member.since, START)
    units = [
        delegate.sector,
        delegate.special,
        groups[place % len(groups)].name,
        PARTY_UNITS.get(delegate.sector, ""),
    ]
    for unit in filter(None, units):
        register.enter(delegate.person, unit, since).until = delegate.member.until


def _lead(register: Register) -> None:
    """The chairpersons' meeting, the leading Party group, and the heads of special committees."""
    scene = register.scene
    standing = {each.person.pk for each in scene.delegates if each.member.post == Post.STANDING}
    for delegate in scene.delegates:
        if delegate.member.post in LEADERS:
            first = delegate.member.post == Post.CHAIR
            register.enter(delegate.person, "主席会议", post=UnitPost.HEAD if first else UnitPost.MEMBER)
            if delegate.person.party in CPC:
                secretary = UnitPost.SECRETARY if first else UnitPost.MEMBER
                register.enter(delegate.person, "市政协党组", post=secretary)
                register.enter(delegate.person, "机关第三党支部")
    for unit in scene.of_kind(UnitKind.SPECIAL_COMMITTEE):
        seats = [row for row in register.rows if row.unit == unit]
        next((row for row in seats if row.person.pk in standing), seats[0]).post = UnitPost.HEAD


def _serve(register: Register) -> None:
    """Expert groups, volunteers and activity rooms."""
    scene, lots = register.scene, register.scene.lots("belonging")
    serving = scene.serving(date(2018, 6, 1))
    for group, sectors in words("posts")["experts"].items():
        for delegate in some(lots, [each for each in serving if each.sector in sectors], 14):
            register.enter(delegate.person, group, date(2017, 3, 10))
    for delegate in some(lots, serving, 45):
        register.enter(delegate.person, "市政协委员志愿服务队", date(2017, 3, 10))
    for room in scene.of_kind(UnitKind.ACTIVITY_ROOM):
        for delegate in some(lots, serving, 10):
            register.enter(delegate.person, room.name, room.set_up_on or START)


def _staff(register: Register) -> None:
    """The organ's Party group and committee, its branches with their committees, and where the staff works."""
    scene = register.scene
    for branch, people in scene.staff.items():
        works = next(each["works"] for each in words("posts")["branch"] if each["name"] == branch)
        for place, person in enumerate(people):
            post = BRANCH_POSTS[place] if place < len(BRANCH_POSTS) else UnitPost.MEMBER
            register.enter(person, branch, date(2016, 12, 20), post)
            if works:
                register.enter(person, works[place % len(works)])
                register.enter(person, "市政协机关党员志愿服务队", date(2017, 3, 5))
    heads = [people[0] for people in scene.staff.values()]
    general = next(each.person for each in scene.delegates if each.member.post == Post.SECRETARY_GENERAL)
    register.enter(general, "市政协机关党组", date(2018, 3, 12), UnitPost.SECRETARY)
    for place, person in enumerate(heads):
        register.enter(person, "市政协机关党组", date(2018, 3, 12))
        post = UnitPost.MEMBER if place else UnitPost.SECRETARY
        register.enter(person, "市政协机关党委", date(2016, 12, 5), post)
    _post_teams(register)


def _post_teams(register: Register) -> None:
    """Two teams of three, the first of each as first secretary in the village."""
    people = [*register.scene.staff["机关第二党支部"][5:8], *register.scene.staff["机关第三党支部"][5:8]]
    for place, person in enumerate(people):
        team = ("驻云栖村工作队", "驻竹桥村工作队")[place // 3]
        post = UnitPost.MEMBER if place % 3 else UnitPost.FIRST_SECRETARY
        register.enter(person, team, date(2018, 1, 8), post)


def _mistake(register: Register) -> None:
    """A special committee was entered wrongly in March 2018; the row was retracted in April and another written."""
    chosen = next(each for each in register.scene.serving(date(2018, 3, 1)) if not each.special)
    wrong = register.enter(chosen.person, "人口资源环境委员会", date(2018, 3, 1))
    wrong.retracted_at = moment(date(2018, 4, 10), 15)
    right = register.enter(chosen.person, "农业和农村委员会", date(2018, 3, 1))
    right.recorded_at = moment(date(2018, 4, 10), 15, 5)
