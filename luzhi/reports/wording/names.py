"""The words that a template may say of a committee and a period (`$we`), each with what it stands for."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text

NAMES: Final[dict[str, Text]] = {
    "year": _("year, such as 2018"),
    "next": _("the year after"),
    "period": _("period in words, such as 2018年第一季度"),
    "window": _("period as figures write it, such as 2018Q1"),
    "sofar": _("from New Year to the end of the period, as figures write it"),
    "short": _("committee, such as 萍乡市政协"),
    "name": _("committee in full"),
    "council": _("committee in full with its term"),
    "place": _("place, such as 萍乡"),
    "we": _("the committee in short, such as 市政协"),
    "all": _("the whole area, such as 全市"),
    "party": _("Party committee, such as 市委"),
    "gov": _("government, such as 市政府"),
    "plenary": _("plenary of the year, such as 十三届二次会议"),
    "deadline": _("deadline of the plenary's proposals; may be empty"),
    "topics": _("consultation topics of the year; may be empty"),
    "plans": _("consultation topics of the year after; may be empty"),
    "regulations": _("rules adopted in the period; may be empty"),
    "quotation": _("what somebody said of an activity of the period and agreed to be quoted; may be empty"),
    "hierarchy": _("chain of Party organisations; may be empty"),
    "approver": _("who approved the Party group of the organ; may be empty"),
    "subject": _("title of the meeting or activity, or the period's work"),
    "activity": _("title of the meeting or activity; may be empty"),
    "held": _("day of the meeting or activity; may be empty"),
    "venue": _("place of the meeting or activity; may be empty"),
    "organiser": _("who organised it; may be empty"),
    "host": _("who chaired it; may be empty"),
    "done": _("what was done there; may be empty"),
    "changed": _("what changed by it; may be empty"),
}
RECORDED: Final = frozenset(
    {"deadline", "topics", "plans", "regulations", "quotation", "hierarchy", "approver"}
    | {"activity", "held", "venue", "organiser", "host", "done", "changed"}
)
"""Those that stand in records: a sentence with one of them says something that a record bears out."""
