"""The committees of the demonstration in their tree, and the terms, sessions, rules and units of the city's."""

from __future__ import annotations

from datetime import date

from luzhi.demo.material import table
from luzhi.demo.scene import Scene, day_of, moment
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Committee, Session, Setting, Term, Unit

CITY = "360300"
COUNTIES = ("360302", "360313", "360321", "360322", "360323")
STUDY_DAY = 15
RULES = {  # in force from the first day of the term
    "work_year": 2018,
    "study_day": STUDY_DAY,
    "deadline.answer": {"days": 90},
    "answer_classes": "ABC",
}


def committees() -> dict[str, Committee]:
    """The six committees by division code, with those above them and with the names of their sites."""
    made = {code: ensure_committee(code) for code in (CITY, *COUNTIES)}
    for row in table("sites"):
        made[row["code"]].site_name, made[row["code"]].slogan = row["site_name"], row["slogan"]
    Committee.objects.bulk_update(made.values(), ["site_name", "slogan"])
    return made


def open_term(scene: Scene, number: int, sessions: dict[int, tuple[date, date]]) -> Term:
    """The committee's term, and its plenaries by year, counted from the term's first."""
    first = min(sessions)
    term = Term(number=number, starts_on=sessions[first][0])
    scene.add([term])
    made = [
        Session(
            term=term,
            number=order,
            year=year,
            starts_on=start,
            ends_on=end,
            proposals_until=moment(end, 12),
        )
        for order, (year, (start, end)) in enumerate(sessions.items(), 1)
    ]
    scene.sessions = {session.year: session for session in scene.add(made)}
    return term


def set_rules(scene: Scene, since: date) -> None:
    scene.add(Setting(name=name, value=value, since=since) for name, value in RULES.items())


def found_units(scene: Scene) -> None:
    """The city's units of every kind; each stands in the table after those that lead or approve it."""
    for order, row in enumerate(table("units"), 1):
        scene.units[row["name"]] = Unit(
            kind=row["kind"],
            name=row["name"],
            parent=scene.units.get(row["parent"]),
            approved_by=scene.units.get(row["approved_by"]),
            approval_number=row["approval_number"],
            address=row["address"],
            set_up_on=day_of(row["set_up_on"]),
            dissolved_on=day_of(row["dissolved_on"]),
            order=order,
        )
    for row in table("sectors"):
        order = len(scene.units) + 1
        scene.units[row["name"]] = Unit(kind="sector", name=row["name"], order=order)
    scene.add(scene.units.values(), on=lambda unit: unit.set_up_on)
