"""The deadlines of handling and the answer classes as rules that people write: 15个工作日, 90天, 3个月; ABC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.handling.classes import RULE, SCHEMES, THREE
from luzhi.handling.deadlines import deadlines
from luzhi.organisation.rules import Rule, rules

SPAN: Final = re.compile(r"(\d{1,4})\s*(?:个)?\s*(工作日|日|天|月|working days?|workdays?|days?|months?)")
LONGEST: Final = {"days": 1000, "workdays": 500, "months": 36}
CLASS: Final = re.compile(r"([A-Z])[\s:：、]*(.*?)\s*([（(](?:承诺|promises)[)）])?")
MOST_CLASSES: Final = 6


def span(text: str) -> dict[str, int]:
    """15个工作日 → {"workdays": 15}. Raises ValidationError."""
    found = SPAN.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if found:
        unit, number = _unit(found[2]), int(found[1])
        if 1 <= number <= LONGEST[unit]:
            return {unit: number}
    raise ValidationError(_("Write it as 15个工作日, 90天 or 3个月."))


def _unit(word: str) -> str:
    if "work" in word or word == "工作日":
        return "workdays"
    return "months" if word[0] in "月m" else "days"


def span_words(value: Mapping[str, int]) -> str:
    """As people write it; what `span` reads again."""
    words = {
        "days": _("%(number)s days"),
        "workdays": _("%(number)s workdays"),
        "months": _("%(number)s months"),
    }
    (unit, number), *_others = value.items()
    return words[unit] % {"number": number}


def classes(text: str) -> Any:
    """ABC, ABCD, or a class a line: letter, words, and （承诺） behind a class that carries promises."""
    if text.upper() in SCHEMES:
        return text.upper()
    found = [CLASS.fullmatch(line.strip()) for line in text.splitlines() if line.strip()]
    rows = [
        {"code": each[1], "label": f"{each[1]} {each[2]}", "promises": bool(each[3])}
        for each in found
        if each
    ]
    codes = [row["code"] for row in rows]
    whole = None not in found and all(each and each[2] for each in found)
    if not whole or not 2 <= len(rows) <= MOST_CLASSES or len(set(codes)) != len(codes) or codes[0] != "A":
        raise ValidationError(
            _(
                "Write ABC, ABCD, or each class on a line of its own, from A on: letter and words, （承诺） behind those with promises."
            )
        )
    return rows


def classes_words(value: Any) -> str:
    if isinstance(value, str):
        return value
    mark = "（承诺）"
    return "\n".join(f"{row.get('label', row['code'])}{mark if row.get('promises') else ''}" for row in value)


rules.add(
    *(
        Rule(
            each.rule,
            each.label,
            each.usual,
            span,
            span_words,
            help=gettext_lazy("15个工作日, 90天 or 3个月; working days follow the yearly holiday calendar"),
        )
        for each in deadlines
    ),
    Rule(
        RULE,
        gettext_lazy("answer classes"),
        THREE,
        classes,
        classes_words,
        help=gettext_lazy(
            "ABC, ABCD, or each class on a line of its own: letter and words, （承诺） behind those with promises"
        ),
    ),
)
