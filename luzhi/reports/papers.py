"""What stands around a text in each form of GB/T 9704: red head, number, receivers, rolls (docs/field.md, 4.4).

Rolls are derived from the meeting's lines of attendance and hold names alone: no reason of leave, no contact.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from luzhi.activities.models import Activity, Attendance, Part, Participation
from luzhi.core.access import Text
from luzhi.core.numbers import document_date
from luzhi.documents.official.content import Circulation, Paragraph, Roll
from luzhi.reports.models import Form, Review

CIRCLE: Final = re.compile(r"([报送发])\s*[：:]\s*(.+)")
COPIES: Final = re.compile(r"共印\s*([1-9]\d{0,4})\s*份")
NAMES: Final = re.compile(r"[，,、；;]\s*")
NEEDED: Final[dict[str, dict[str, Text]]] = {
    Form.DOCUMENT: {
        "number": gettext_lazy("An official document has a number; it is not given yet."),
        "addressee": gettext_lazy("An official document names its addressee; it is not given yet."),
    },
    Form.LETTER: {
        "number": gettext_lazy("A letter has a number; it is not given yet."),
        "addressee": gettext_lazy("A letter names its addressee; it is not given yet."),
    },
    Form.MINUTES: {"meeting": gettext_lazy("Minutes are of a meeting; it is not chosen yet.")},
    Form.BULLETIN: {
        "number": gettext_lazy("A bulletin has an issue number; it is not given yet."),
        "copies_to": gettext_lazy("A bulletin says to whom it goes; nothing is given yet."),
    },
}


def missing(review: Review) -> dict[str, Text]:
    """By field: what the review's form asks for and the review does not have yet."""
    needed = NEEDED.get(review.form, {})
    return {name: words for name, words in needed.items() if not getattr(review, name)}


def plain(review: Review) -> dict[str, Any]:
    return _signed(review) | {"form": "plain", "issuer": _office(review)}


def document(review: Review) -> dict[str, Any]:
    name = review.committee.name
    return {
        "form": "document",
        "issuer": f"{name}文件",
        "signed_by": name,
        "number": review.number,
        "to": review.addressee,
        "copies_to": _receivers(review),
        **_imprint(review),
    }


def letter(review: Review) -> dict[str, Any]:
    name = review.committee.name
    return {
        "form": "letter",
        "issuer": name,
        "signed_by": name,
        "number": review.number,
        "to": review.addressee,
        "copies_to": _receivers(review),
    }


def minutes(review: Review) -> dict[str, Any]:
    """××会议纪要 with its rolls; where, when and who chaired it stand before the text."""
    meeting = review.meeting
    return {
        "form": "minutes",
        "issuer": head_of(meeting) if meeting else "会议纪要",
        "number": review.number,
        "copies_to": _receivers(review),
        "rolls": rolls(meeting) if meeting else (),
        "opening": tuple(Paragraph.of(line) for line in _about(meeting)) if meeting else (),
        **_signed(review),
        **_imprint(review),
    }


def head_of(meeting: Activity) -> str:
    """主席会议纪要, 双月协商座谈会纪要; what is no meeting by its name has 会议 added."""
    label = _label(meeting)
    is_meeting = label.endswith(("会", "会议")) and not label.endswith("委员会")
    return f"{label}纪要" if is_meeting else f"{label}会议纪要"


def _label(meeting: Activity) -> str:
    """Documents are Chinese whatever language the page speaks."""
    with override(settings.LANGUAGE_CODE):
        return str(meeting.kind_entry.label)


def _about(meeting: Activity) -> list[str]:
    said = (("时间", held_days(meeting)), ("地点", meeting.place), ("主持", meeting.host))
    return [f"{label}：{words}" for label, words in said if words]


def held_days(meeting: Activity) -> str:
    """2018年5月3日, or 2018年5月3日至2018年5月4日."""
    first, last = meeting.held_on, meeting.ended_on or meeting.held_on
    return document_date(first) + (f"至{document_date(last)}" if last != first else "")


def rolls(meeting: Activity) -> tuple[Roll, ...]:
    """出席, 请假, 列席, each with its names in the order of lists; an empty one is left out."""
    lines = Participation.objects.filter(activity=meeting, committee=meeting.committee_id)
    named: dict[str, list[str]] = {"出席": [], "请假": [], "列席": []}
    for line in lines.select_related("person").order_by("person__stroke_key", "pk"):
        if roll := _roll(line):
            named[roll].append(line.person.name)
    return tuple(Roll(label, tuple(names)) for label, names in named.items() if names)


def _roll(line: Participation) -> str:
    """Nobody is put on record as absent or due: minutes name who was there and who was excused."""
    if line.attendance == Attendance.LEAVE:
        return "请假"
    if line.attendance != Attendance.PRESENT:
        return ""
    return "列席" if line.part == Part.GUEST else "出席"


def bulletin(review: Review) -> dict[str, Any]:
    """Lines of `copies_to` that begin with 报, 送 or 发 are its receivers, 共印×份 the copies; others are sent."""
    circles, copies = [], None
    for line in filter(None, map(str.strip, review.copies_to.splitlines())):
        if number := COPIES.fullmatch(line):
            copies = int(number[1])
        elif circle := CIRCLE.fullmatch(line):
            circles.append(Circulation(circle[1], _names(circle[2])))
        else:
            circles.append(Circulation("发", _names(line)))
    return {
        "form": "bulletin",
        "issuer": f"{review.committee.short_name}简报",
        "number": review.number,
        "circulation": tuple(circles),
        "copies": copies,
        "printed_by": _office(review),
        **_signed(review),
    }


def _office(review: Review) -> str:
    return f"{review.committee.short_name}办公室"


def _signed(review: Review) -> dict[str, Any]:
    return {"signed_by": _office(review)}


def _imprint(review: Review) -> dict[str, Any]:
    return {"printed_by": _office(review), "printed_on": review.cut_off}


def _receivers(review: Review) -> tuple[str, ...]:
    return tuple(name for line in review.copies_to.splitlines() for name in _names(line))


def _names(line: str) -> tuple[str, ...]:
    return tuple(name for name in NAMES.split(line.strip().rstrip("。")) if name)
