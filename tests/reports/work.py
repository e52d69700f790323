"""A small year of work of the world's city: records that figures and a review are made of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from luzhi.activities.models import Activity, ActivityState, Attendance, Outcome, Participation
from luzhi.consultations.models import OutcomeDocument, Suggestion, Topic
from luzhi.core.flow import flows
from luzhi.organisation.models import Committee, Level
from luzhi.outreach.models import Gift, GiftKind
from luzhi.reports.models import Review
from luzhi.reports.writing import review
from tests.world import START, World

CUT_OFF = date(2019, 2, 25)
SENT = "{{suggestions.sent | since 2018-01-01}}"
MONEY = "{{gifts.money | 2018}}"


def suggestions(world: World, number: int, sent_on: date = date(2018, 6, 1)) -> list[Suggestion]:
    """A document sent on that day with so many suggestions."""
    topic, _ = Topic.objects.get_or_create(
        committee=world.city, year=2018, title="做强特色小镇", lead=world.committee
    )
    document = OutcomeDocument.objects.create(
        committee=world.city, topic=topic, kind="minutes", title=f"纪要{sent_on}", sent_on=sent_on
    )
    return [
        Suggestion.objects.create(committee=world.city, document=document, number=item, text=f"建议{item}")
        for item in range(1, number + 1)
    ]


def held(world: World, kind: str, times: int = 1, **values: Any) -> list[Activity]:
    """So many confirmed activities, a week apart."""
    return [
        Activity.objects.create(
            **{
                "committee": world.city,
                "kind": kind,
                "title": f"{kind}{number}",
                "organiser": world.office,
                "held_on": START + timedelta(weeks=number),
                "state": ActivityState.CONFIRMED,
                **values,
            }
        )
        for number in range(1, times + 1)
    ]


def gift(world: World, amount: str, **values: Any) -> Gift:
    given = {
        "kind": GiftKind.MONEY,
        "donor": "某企业",
        "given_on": date(2018, 9, 1),
        "amount": Decimal(amount),
    }
    return Gift.objects.create(committee=world.city, **{**given, **values})


def patients(activity: Activity, number: int) -> Outcome:
    return Outcome.objects.create(
        committee_id=activity.committee_id, activity=activity, measure="patient_visits", value=number
    )


def present(activity: Activity, *persons: Any) -> None:
    for person in persons:
        Participation.objects.create(
            committee_id=activity.committee_id,
            activity=activity,
            person=person,
            attendance=Attendance.PRESENT,
        )


def year_of_work(world: World) -> None:
    """The article's figures in small: 12 suggestions, 11 activities, 2,130,000 yuan, 500 books, 317 patients."""
    suggestions(world, 12)
    clinic, *_ = held(world, "bring_medicine", 11)
    patients(clinic, 317)
    present(clinic, *world.persons.values())
    held(world, "bimonthly_forum", 6)
    gift(world, "2130000")
    gift(world, "25000", kind=GiftKind.GOODS, goods="图书", quantity=500, unit="册")


def draft(world: World, text: str = "", summary: str = "") -> Review:
    """A review written by the research office (yan)."""
    made = review(world.city, 2018, "party_work", world.yan, CUT_OFF)
    if text:
        made.text = text
        made.summary = summary or "摘要。"
        made.save(update_fields=["text", "summary"])
    return made


READERS = {"first_reader": "wen", "second_reader": "ti", "secrecy_reviewer": "bian", "third_reader": "ling"}
READINGS = (("pass_first", "wen"), ("pass_second", "ti"), ("clear", "bian"), ("approve", "ling"))


def submitted(world: World, text: str = "", summary: str = "") -> Review:
    """Handed in for reading, with the world's people named."""
    made = draft(world, text, summary)
    named = {name: world.users[short] for name, short in READERS.items()}
    flows["review"].take("submit", made, world.acting("yan"), **named)
    return made


def read(world: World, review: Review, last: str = "approve") -> Review:
    """Read by all who were named, up to and with the step `last`."""
    for code, short in READINGS:
        flows["review"].take(code, review, world.acting(short))
        if code == last:
            break
    return review


def approved(world: World, text: str = "") -> Review:
    return read(world, submitted(world, text))


def county(world: World) -> Committee:
    """A committee beneath the city."""
    return Committee.objects.create(
        code="369901",
        name="政协试验县委员会",
        short_name="试验县政协",
        level=Level.COUNTY,
        parent=world.city,
        path=f"{world.city.path}369901/",
    )
