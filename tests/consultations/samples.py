from datetime import date
from typing import Any

from luzhi.consultations.models import DocumentKind, OutcomeDocument, Suggestion, Topic
from tests.world import World

SENT_ON = date(2018, 7, 2)


def topic(world: World, title: str = "做强特色小镇") -> Topic:
    return Topic.objects.create(
        committee=world.city,
        year=2018,
        title=title,
        lead=world.units["committee"],
        decided_by="市委常委会会议",
        decided_on=date(2018, 1, 15),
    )


def document(of: Topic, sent_on: date | None = SENT_ON, title: str = "协商纪要") -> OutcomeDocument:
    return OutcomeDocument.objects.create(
        committee=of.committee, topic=of, kind=DocumentKind.MINUTES, title=title, sent_on=sent_on
    )


def suggestion(of: OutcomeDocument, number: int = 1, **values: Any) -> Suggestion:
    given = {"text": f"第{number}条建议", **values}
    return Suggestion.objects.create(committee=of.committee, document=of, number=number, **given)
