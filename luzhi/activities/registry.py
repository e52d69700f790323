"""Kinds of dated activities and what they measure: declared in each mechanism's `kinds.py`, no migration needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.registry import Registry


@dataclass(frozen=True)
class Measure:
    """A number that an activity of a kind yields, with its unit as printed in Chinese prose (人次, 册)."""

    code: str
    label: Text
    unit: str


@dataclass(frozen=True)
class Kind:
    """A kind of activity. `organisers` are unit kinds; `party_life` hides it from all but the branch and its leaders."""

    code: str
    label: Text
    family: str
    organisers: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    public: bool = False
    party_life: bool = False


FAMILIES: dict[str, Text] = {
    "consultation": _("Consultation"),
    "survey": _("Surveys and research"),
    "inspection": _("Inspection and supervision"),
    "meeting": _("Meetings"),
    "party": _("Party life"),
    "training": _("Learning and training"),
    "hand": _("Quarterly hand in hand"),
    "heart": _("Members heart to heart"),
    "volunteer": _("Voluntary service"),
    "pairing": _("Paired help and posted teams"),
    "liaison": _("Liaison and friendship"),
    "opening": _("Going out, bringing in"),
    "room": _("Members' activity rooms"),
}

kinds: Registry[Kind] = Registry("activity kind")


def kind_choices() -> list[tuple[str, Text]]:
    return kinds.choices()


def kind_codes(*families: str, **flags: bool) -> list[str]:
    """Codes of the kinds of these families (none named: all) with these flags."""
    return [
        kind.code
        for kind in kinds
        if (not families or kind.family in families)
        and all(getattr(kind, name) is value for name, value in flags.items())
    ]


def measure_of(code: str) -> Measure | None:
    """A measure by its code; kinds that share a measure share its meaning."""
    return next((measure for kind in kinds for measure in kind.measures if measure.code == code), None)
