"""Answer classes (解决程度): a dated scheme of the committee, three or four classes (field.md 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.organisation.models import Setting

RULE: Final = "answer_classes"
THREE: Final = "ABC"
FOUR: Final = "ABCD"


@dataclass(frozen=True)
class AnswerClass:
    """`promises`: an answer of this class says what will be done by when, and is followed until then."""

    code: str
    label: Text
    promises: bool = False


SCHEMES: Final[dict[str, tuple[AnswerClass, ...]]] = {
    THREE: (
        AnswerClass("A", _("A solved, basically solved or adopted")),
        AnswerClass("B", _("B planned, to be solved"), promises=True),
        AnswerClass("C", _("C cannot be solved for now, kept for reference")),
    ),
    FOUR: (
        AnswerClass("A", _("A solved or adopted")),
        AnswerClass("B", _("B being solved or planned"), promises=True),
        AnswerClass("C", _("C cannot be solved for now")),
        AnswerClass("D", _("D for reference")),
    ),
}


def scheme(committee: UUID, day: date) -> tuple[AnswerClass, ...]:
    """The committee's classes in force on that day; its own words where the rule lists them.

    The rule is "ABC", "ABCD" or [{"code", "label", "promises"}, …].
    """
    found: Any = Setting.objects.filter(committee=committee).at(RULE, day, THREE)
    if isinstance(found, str):
        return SCHEMES.get(found, SCHEMES[THREE])
    return tuple(
        AnswerClass(row["code"], row.get("label", row["code"]), bool(row.get("promises"))) for row in found
    )


def class_of(committee: UUID, day: date, code: str) -> AnswerClass:
    """One class by its code; a code of no scheme stands for itself."""
    return next((each for each in scheme(committee, day) if each.code == code), AnswerClass(code, code))
