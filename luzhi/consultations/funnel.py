"""提出 → 报送 → 采纳 → 落实: how many suggestions of a topic reached each stage; repetitions count once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.consultations.models import ACCEPTED, Adoption, Suggestion, Topic
from luzhi.core.access import Text

RAISED = Q(duplicate_of=None)
SENT = RAISED & Q(document__sent_on__isnull=False)
STAGES: dict[str, tuple[Text, Q]] = {
    "raised": (_("raised"), RAISED),
    "sent": (_("sent up"), SENT),
    "adopted": (_("adopted"), SENT & Q(state__in=ACCEPTED)),
    "implemented": (_("implemented"), SENT & Q(state=Adoption.IMPLEMENTED)),
}


@dataclass(frozen=True)
class Stage:
    """One line of the funnel; its page is the list of the suggestions that it counts."""

    code: str
    label: Text
    number: int
    topic: Topic

    def get_absolute_url(self) -> str:
        return f"{reverse('consultations:suggestions')}?topic={self.topic.pk}&stage={self.code}"


def stage_choices() -> list[tuple[str, Text]]:
    return [(code, label) for code, (label, _rows) in STAGES.items()]


def funnel(topic: Topic, user: Any) -> list[Stage]:
    """The stages of one topic, in one query."""
    rows = Suggestion.objects.visible_to(user).filter(document__topic=topic).order_by()
    counted = rows.aggregate(
        **{code: Count("pk", filter=condition) for code, (_label, condition) in STAGES.items()}
    )
    return [Stage(code, label, counted[code], topic) for code, (label, _rows) in STAGES.items()]
