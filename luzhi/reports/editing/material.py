"""What the records hold beside a text: short lines of its period, each with its record and a sentence to take over.

Public bodies' words only: donors who are no organisation and proposers who did not agree to be published stay unnamed.
Of what people said only the words of those who agreed to be quoted are offered, and nobody is named; a sentence that was
taken over is text and stays, also when the consent is withdrawn later. 社情民意 is internal and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.activities.models import Activity
from luzhi.activities.registry import kind_codes
from luzhi.consultations.models import Adoption, Suggestion
from luzhi.core.access import Text
from luzhi.core.numbers import printed
from luzhi.core.periods import Window
from luzhi.outreach.models import DonorKind, Gift, GiftKind, Standing, Voice
from luzhi.proposals.models import Promise, Proposal
from luzhi.proposals.models.answers import PromiseState

SHOWN: Final = 20
ENDS: Final = "。！？"
TRAINING: Final = "training"


@dataclass(frozen=True)
class Line:
    """`sentence` is what 引用 writes at the cursor."""

    words: str
    note: str
    url: str
    sentence: str


@dataclass(frozen=True)
class Heap:
    """`more` says that the list behind `url` goes on."""

    label: Text
    lines: list[Line]
    more: bool
    url: str


def heaps(window: Window, user: Any) -> list[Heap]:
    """What the user may see of the period, one query for each heap (proposals: and one for the promises kept)."""
    found = [_heap(label, name, rows(window, user), line) for label, name, rows, line in HEAPS]
    return [heap for heap in found if heap.lines]


def _heap(label: Text, name: str, rows: QuerySet[Any], line: Callable[[Any], Line]) -> Heap:
    some = list(rows[: SHOWN + 1])
    return Heap(label, [line(row) for row in some[:SHOWN]], len(some) > SHOWN, reverse(name))


def _activities(window: Window, user: Any, codes: Iterable[str]) -> QuerySet[Any]:
    """Confirmed ones, public kinds first."""
    public = Case(
        When(kind__in=kind_codes(public=True), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    held = Activity.objects.visible_to(user).confirmed().filter(kind__in=codes)
    within = held.filter(held_on__gte=window.start, held_on__lte=window.end)
    return within.select_related("organiser").order_by(public, "-held_on", "pk")


def _held(window: Window, user: Any) -> QuerySet[Any]:
    return _activities(window, user, set(kind_codes(party_life=False)) - set(kind_codes(TRAINING)))


def _trained(window: Window, user: Any) -> QuerySet[Any]:
    return _activities(window, user, kind_codes(TRAINING, party_life=False))


def _implemented(window: Window, user: Any) -> QuerySet[Any]:
    rows = Suggestion.objects.visible_to(user).counted().filter(state=Adoption.IMPLEMENTED)
    sent = rows.filter(document__sent_on__gte=window.start, document__sent_on__lte=window.end)
    return sent.select_related("document", "department")


def _answered(window: Window, user: Any) -> QuerySet[Any]:
    rows = Proposal.objects.visible_to(user).filter(main=None)
    within = rows.filter(answered_on__gte=window.start, answered_on__lte=window.end)
    return within.select_related("session").order_by("-answered_on", "pk")


def _kept(window: Window, user: Any) -> QuerySet[Any]:
    rows = Promise.objects.visible_to(user).filter(state=PromiseState.KEPT).exclude(result="")
    within = rows.filter(closed_on__gte=window.start, closed_on__lte=window.end)
    return within.select_related("answer__assignment__proposal", "answer__assignment__unit").order_by(
        "-closed_on", "pk"
    )


def _given(window: Window, user: Any) -> QuerySet[Any]:
    rows = Gift.objects.visible_to(user).filter(standing=Standing.RECEIVED)
    return rows.filter(given_on__gte=window.start, given_on__lte=window.end)


def _said(window: Window, user: Any) -> QuerySet[Any]:
    return Voice.objects.visible_to(user).quotable(window).select_related("activity")


def _activity(row: Activity) -> Line:
    place = f"在{row.place}" if row.place else ""
    sentence = f"{_day(row.held_on)}，{row.organiser}{place}开展{_quoted(row.title)}活动。"
    return Line(
        row.title, f"{row.held_on} · {row.organiser}", row.get_absolute_url(), sentence + _whole(row.result)
    )


def _suggestion(row: Suggestion) -> Line:
    unit = row.department or "有关部门"
    sentence = f"{_quoted(row.text.rstrip(ENDS))}的建议得到落实，{unit}反馈：{_whole(row.result)}"
    return Line(row.text, f"{row.document.title} · {row.result}", row.get_absolute_url(), sentence)


def _proposal(row: Proposal) -> Line:
    by = f"{row.proposer}提出的" if row.may_publish else ""
    sentence = f"{by}《{row.title}》提案已于{_day(row.answered_on)}办复。"
    return Line(row.title, f"{row.reference} · {row.get_state_display()}", row.get_absolute_url(), sentence)


def _promise(row: Promise) -> Line:
    assignment = row.answer.assignment
    sentence = f"办理《{assignment.proposal.title}》提案时，{assignment.unit}承诺{_quoted(row.text.rstrip(ENDS))}，现已兑现：{_whole(row.result)}"
    return Line(
        row.text, f"{assignment.unit} · {row.result}", assignment.proposal.get_absolute_url(), sentence
    )


def _gift(row: Gift) -> Line:
    named = row.donor_kind in (DonorKind.FIRM, DonorKind.ORGAN)
    by = row.donor if named else "爱心人士" if row.donor_kind == DonorKind.OTHER else "政协委员"
    what = _goods(row) if row.kind == GiftKind.GOODS else f"帮扶资金{printed(row.amount or 0, '元')}"
    whom = f"向{row.recipient}" if row.recipient else ""
    purpose = f"，用于{row.purpose.rstrip(ENDS)}" if row.purpose else ""
    return Line(str(row), f"{row.given_on}", row.get_absolute_url(), f"{by}{whom}捐赠{what}{purpose}。")


def _voice(row: Voice) -> Line:
    note = f"{row.activity.held_on} · {row.activity} · {row.source}"
    return Line(row.words, note, row.get_absolute_url(), row.quotation)


def _goods(row: Gift) -> str:
    return f"{row.goods}{printed(row.quantity, row.unit)}" if row.quantity else row.goods


def _day(on: date | None) -> str:
    return f"{on.month}月{on.day}日" if on else ""


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _whole(text: str) -> str:
    """As sentences of one paragraph."""
    text = " ".join(text.split())
    return text if not text or text.endswith(tuple(ENDS)) else f"{text}。"


HEAPS: tuple[tuple[Text, str, Callable[[Window, Any], QuerySet[Any]], Callable[[Any], Line]], ...] = (
    (_("Activities"), "activities:activities", _held, _activity),
    (_("Suggestions implemented"), "consultations:suggestions", _implemented, _suggestion),
    (_("Proposals answered"), "proposals:proposals", _answered, _proposal),
    (_("Promises kept"), "proposals:proposals", _kept, _promise),
    (_("Gifts received"), "outreach:gifts", _given, _gift),
    (_("Voices"), "outreach:voices", _said, _voice),
    (_("Learning and training"), "activities:activities", _trained, _activity),
)
