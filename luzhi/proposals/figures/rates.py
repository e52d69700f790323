"""Rates: two figures each, the denominator always printed with it (field.md 4.5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.figures import Ratio, figures, ratios


def _rate(code: str, label: Text, above: str, below: str, definition: Text, *, public: bool = True) -> Ratio:
    halves = figures[f"proposals.{above}"], figures[f"proposals.{below}"]
    return Ratio(f"proposals.{code}", label, *halves, definition, public=public)


ratios.add(
    _rate("filing_rate", _("Filing rate"), "filed", "received", _("Filed ÷ received.")),
    _rate("answer_rate", _("Answer rate"), "answered", "filed", _("Answered ÷ filed.")),
    _rate(
        "talk_rate",
        _("Rate of talks"),
        "talked",
        "to_answer",
        _("Assignments talked over with the proposer ÷ assignments to be answered."),
    ),
    _rate(
        "in_time_rate",
        _("In-time rate"),
        "unit_in_time",
        "unit_dated",
        _("Answered in time ÷ answered under a known deadline."),
    ),
    _rate(
        "satisfied_rate",
        _("Satisfaction rate"),
        "satisfied",
        "opinions",
        _("Satisfied ÷ opinions received; basically satisfied is not satisfied."),
    ),
    _rate(
        "content_rate",
        _("Rate of satisfied and basically satisfied"),
        "content",
        "opinions",
        _("Satisfied and basically satisfied ÷ opinions received."),
    ),
    _rate(
        "class_a_rate",
        _("Rate of class A"),
        "class_a",
        "answers",
        _("Answers of class A ÷ answers in force."),
    ),
    _rate(
        "kept_rate",
        _("Rate of promises kept"),
        "promises_kept",
        "promises",
        _("Promises kept ÷ all promises of answers sent."),
        public=False,
    ),
)
