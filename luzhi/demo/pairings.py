"""Helpers and whom they help, by a local code: pupils at schools, households in villages, village branches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from luzhi.demo.attendance import Dealer
from luzhi.demo.scene import BEGIN, TODAY, Scene
from luzhi.organisation.models import UnitKind
from luzhi.outreach.models import Pairing, PairingKind, Visit

PUPILS = 272
HOUSEHOLD_MEMBERS = 24
SINCE = {
    PairingKind.STUDENT: date(2017, 9, 1),
    PairingKind.HOUSEHOLD: date(2018, 1, 8),
    PairingKind.VILLAGE_BRANCH: date(2018, 1, 8),
}
GOALS = {
    PairingKind.STUDENT: "完成当前学段学业",
    PairingKind.HOUSEHOLD: "年内稳定脱贫",
    PairingKind.VILLAGE_BRANCH: "建强支部，培育村集体产业",
}
DEEDS = {
    PairingKind.STUDENT: (
        ("送助学金和文具", "本学期学费有着落"),
        ("到校探访，与班主任交流", "数学成绩提高"),
        ("寒暑假家访", "假期有人照看"),
    ),
    PairingKind.HOUSEHOLD: (
        ("上门算收入账", "申报的补贴到账"),
        ("送鸡苗和饲料", "当年出栏"),
        ("联系务工岗位", "一人就业"),
        ("帮助修缮住房", "住房达标"),
    ),
    PairingKind.VILLAGE_BRANCH: (
        ("共同上党课", "三会记录规范"),
        ("商议产业规划", "合作社吸收二十户"),
        ("看望老党员", "建立联系卡"),
    ),
}
TIMES = {PairingKind.STUDENT: (1, 2), PairingKind.HOUSEHOLD: (3, 6), PairingKind.VILLAGE_BRANCH: (4, 6)}


def pair(scene: Scene, dealer: Dealer) -> None:
    """Write the pairings with their help records."""
    lots = scene.lots("pairings")
    made = scene.add(
        (*_pupils(scene, dealer), *_households(scene, lots), *_branches(scene)),
        on=lambda pairing: pairing.since,
    )
    visits = {(visit.pairing.pk, visit.on): visit for each in made for visit in _visits(each, lots)}
    scene.add(visits.values(), on=lambda visit: visit.on)


def _pupils(scene: Scene, dealer: Dealer) -> Iterator[Pairing]:
    schools = scene.of_kind(UnitKind.SCHOOL)
    for place, helper in enumerate(dealer.deal("pupil", date(2018, 1, 1), PUPILS)):
        school = schools[place % len(schools)]
        yield Pairing(
            kind=PairingKind.STUDENT,
            helper=helper.person,
            code=f"XZ-{school.order:03}-{place + 1:03}",
            place=school,
            since=SINCE[PairingKind.STUDENT],
            goal=GOALS[PairingKind.STUDENT],
        )


def _households(scene: Scene, lots: Random) -> Iterator[Pairing]:
    """Each Party member of the organ who still works, and some members."""
    villages = scene.of_kind(UnitKind.VILLAGE)
    working = [
        person for branch, people in scene.staff.items() if branch != "离退休党支部" for person in people
    ]
    members = [each.person for each in lots.sample(scene.serving(date(2018, 1, 8)), HOUSEHOLD_MEMBERS)]
    for place, helper in enumerate((*working, *members)):
        village = villages[place % len(villages)]
        yield Pairing(
            kind=PairingKind.HOUSEHOLD,
            helper=helper,
            code=f"HU-{village.order:03}-{place + 1:03}",
            place=village,
            since=SINCE[PairingKind.HOUSEHOLD],
            goal=GOALS[PairingKind.HOUSEHOLD],
        )


def _branches(scene: Scene) -> Iterator[Pairing]:
    pairs = zip(scene.of_kind(UnitKind.PARTY_BRANCH), scene.of_kind(UnitKind.VILLAGE_BRANCH), strict=True)
    for branch, village in pairs:
        yield Pairing(
            kind=PairingKind.VILLAGE_BRANCH,
            helping_unit=branch,
            code=f"ZB-{village.order:03}",
            place=village,
            since=SINCE[PairingKind.VILLAGE_BRANCH],
            goal=GOALS[PairingKind.VILLAGE_BRANCH],
        )


def _visits(pairing: Pairing, lots: Random) -> Iterator[Visit]:
    """Some in each year from the beginning of the pairing on; in 2018 at least as many as the least of its kind."""
    kind = PairingKind(pairing.kind)
    start, winter = max(pairing.since, BEGIN), date(2019, 1, 1)
    for _ in range(lots.randint(*TIMES[kind])):
        yield _visit(pairing, kind, date(2018, 1, 10) + timedelta(days=lots.randint(0, 350)), lots)
    if lots.random() < 0.3:
        yield _visit(pairing, kind, winter + timedelta(days=lots.randint(3, (TODAY - winter).days)), lots)
    if start < date(2018, 1, 1) and lots.random() < 0.1:
        yield _visit(pairing, kind, start + timedelta(days=lots.randint(0, 28)), lots)


def _visit(pairing: Pairing, kind: PairingKind, on: date, lots: Random) -> Visit:
    what, result = lots.choice(DEEDS[kind])
    return Visit(pairing=pairing, on=on, what=what, result=result)
