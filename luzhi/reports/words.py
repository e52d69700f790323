"""What the words of a template stand for (`wording/names.py`): names from the records, the period, the meeting.

A word of which the records have nothing is "". Only the words that a template uses are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from django.utils import timezone

from luzhi.activities.models import Activity, ActivityState
from luzhi.consultations.models import Topic
from luzhi.core.numbers import document_date, hanzi, session_name
from luzhi.learning.models import Regulation
from luzhi.organisation.models import PARTY_UNITS, Session, Term, Unit, UnitKind
from luzhi.outreach.models import Voice
from luzhi.reports.models import Review
from luzhi.reports.papers import held_days
from luzhi.reports.periods import WHOLE, write_period

# How the chain of Party organisations is named, from the top (field.md 1.3).
LEVELS: Final = dict(zip(PARTY_UNITS, ("政协党组", "机关党组", "机关党委", "机关党支部"), strict=True))
MARKUP: Final = str.maketrans({"{": "｛", "}": "｝", "|": "｜", "*": "＊", "$": "＄"})


def words(draft: Review, wanted: Iterable[str]) -> dict[str, str]:
    """The wanted words of this committee and period. KeyError for a name that is no word."""
    return {name: WORDS[name](draft) for name in sorted(wanted)}


def _kind(draft: Review) -> str:
    """市 or 县, 区, 省 …"""
    return draft.committee.short_name.removesuffix("政协")[-1:]


def _place(draft: Review) -> str:
    return draft.committee.short_name.removesuffix("政协").removesuffix(_kind(draft))


def _council(draft: Review) -> str:
    """政协萍乡市第十三届委员会; without a term on record the committee's name."""
    name = draft.committee.name
    terms = Term.objects.filter(committee=draft.committee_id, starts_on__lte=draft.window.end)
    term = terms.order_by("-starts_on").first()
    if term is None or not name.endswith("委员会"):
        return name
    return f"{name.removesuffix('委员会')}第{hanzi(term.number)}届委员会"


def _sofar(draft: Review) -> str:
    return write_period(date(draft.year, 1, 1), draft.window.end)


def _session(draft: Review) -> Session | None:
    found = Session.objects.filter(committee=draft.committee_id, year=draft.year).select_related("term")
    return found.order_by("-number").first()


def _plenary(draft: Review) -> str:
    session = _session(draft)
    return (
        f"{session_name(session.term.number, session.number)}会议" if session else f"{draft.year}年全体会议"
    )


def _deadline(draft: Review) -> str:
    session = _session(draft)
    if session is None or session.proposals_until is None:
        return ""
    until = timezone.localtime(session.proposals_until)
    minute = f"{until.minute}分" if until.minute else ""
    return f"{document_date(until.date())}{until.hour}时{minute}"


def _topics(draft: Review, year: int) -> str:
    found = Topic.objects.filter(committee=draft.committee_id, year=year).order_by("decided_on", "pk")
    return _safe("、".join(found.values_list("title", flat=True)))


def _regulations(draft: Review) -> str:
    """Those adopted in the period; a year's text tells also those adopted since, up to its cut-off date."""
    start, end = draft.window.start, draft.cut_off if draft.period == WHOLE else draft.window.end
    found = Regulation.objects.filter(
        committee=draft.committee_id, adopted_on__gte=start, adopted_on__lte=end
    ).order_by("adopted_on", "pk")
    titles = found.values_list("title", flat=True)
    return _safe("".join(f"《{title.strip('《》')}》" for title in titles))


def _quotation(draft: Review) -> str:
    """The latest words that may be quoted: as text, which a later withdrawal no longer reaches."""
    latest = Voice.objects.filter(committee=draft.committee_id).quotable(draft.window).first()
    return _safe(latest.quotation) if latest else ""


def _party_units(draft: Review) -> Any:
    return Unit.objects.filter(committee=draft.committee_id, kind__in=PARTY_UNITS).existing_on(draft.cut_off)


def _hierarchy(draft: Review) -> str:
    standing = set(_party_units(draft).values_list("kind", flat=True))
    chain = [name for kind, name in LEVELS.items() if kind in standing]
    return f"{'、'.join(chain)}{hanzi(len(chain))}级" if len(chain) > 1 else ""


def _approver(draft: Review) -> str:
    """Who approved the Party group of the organ, where that was in the period or since."""
    set_up = _party_units(draft).filter(
        kind=UnitKind.ORGAN_PARTY_GROUP, set_up_on__gte=draft.window.start, approved_by__isnull=False
    )
    found = set_up.select_related("approved_by").first()
    return _safe(str(found.approved_by)) if found else ""


def _of_meeting(tell: Callable[[Activity], str]) -> Callable[[Review], str]:
    """Something told of the review's meeting, if its organiser confirmed it."""

    def told(draft: Review) -> str:
        meeting = draft.meeting
        return _safe(tell(meeting)) if meeting and meeting.state == ActivityState.CONFIRMED else ""

    return told


def _sentence(text: str) -> str:
    """A text of several lines as sentences of one."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(line if line[-1] in "。！？；" else f"{line}。" for line in lines if line)


def _safe(text: str) -> str:
    """Records are words: nothing in them is read as markup of a text."""
    return " ".join(text.translate(MARKUP).split())


def _subject(draft: Review) -> str:
    return _safe(draft.meeting.title) if draft.meeting else f"{draft.window.label}履职工作"


WORDS: Final[dict[str, Callable[[Review], str]]] = {
    "year": lambda draft: str(draft.year),
    "next": lambda draft: str(draft.year + 1),
    "period": lambda draft: draft.window.label,
    "window": lambda draft: write_period(draft.window.start, draft.window.end),
    "sofar": _sofar,
    "short": lambda draft: draft.committee.short_name,
    "name": lambda draft: draft.committee.name,
    "council": _council,
    "place": _place,
    "we": lambda draft: f"{_kind(draft)}政协",
    "all": lambda draft: f"全{_kind(draft)}",
    "party": lambda draft: f"{_kind(draft)}委",
    "gov": lambda draft: f"{_kind(draft)}政府",
    "plenary": _plenary,
    "deadline": _deadline,
    "topics": lambda draft: _topics(draft, draft.year),
    "plans": lambda draft: _topics(draft, draft.year + 1),
    "regulations": _regulations,
    "quotation": _quotation,
    "hierarchy": _hierarchy,
    "approver": _approver,
    "subject": _subject,
    "activity": _of_meeting(lambda meeting: meeting.title),
    "held": _of_meeting(held_days),
    "venue": _of_meeting(lambda meeting: meeting.place),
    "organiser": _of_meeting(lambda meeting: str(meeting.organiser)),
    "host": _of_meeting(lambda meeting: meeting.host),
    "done": _of_meeting(lambda meeting: _sentence(meeting.summary)),
    "changed": _of_meeting(lambda meeting: _sentence(meeting.result)),
}
