"""Figures that every kind has without being asked: times held, each measure, person-times and persons present."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.activities.models import Activity, Outcome, Participation
from luzhi.activities.registry import Kind, Measure, kinds
from luzhi.core.access import joined_label
from luzhi.core.figures import Figure, figures
from luzhi.core.numbers import Style

HELD = _("Confirmed activities of this kind, by the day they were held; a joint activity counts once.")
MEASURED = _("Sum of this measure over confirmed activities of this kind, by the day they were held.")
TIMES = _("Lines marked present in confirmed activities of this kind: one person at two activities is two.")
PERSONS = _("Different people marked present in confirmed activities of this kind.")


def held(kind: Kind) -> Figure:
    return Figure(
        f"{kind.code}.held",
        joined_label(kind.label, _("times held")),
        "次",
        lambda scope: scope.rows(Activity.objects.confirmed().filter(kind=kind.code), "held_on"),
        HELD,
        public=kind.public,
    )


def measured(kind: Kind, measure: Measure) -> Figure:
    return Figure(
        f"{kind.code}.{measure.code}",
        joined_label(kind.label, measure.label),
        measure.unit,
        lambda scope: scope.rows(
            Outcome.objects.filter(
                activity__kind=kind.code, activity__state="confirmed", measure=measure.code
            ),
            "activity__held_on",
        ),
        MEASURED,
        total="value",
        style=Style.YU,
        public=kind.public,
    )


def present(kind: Kind, *, people: bool) -> Figure:
    return Figure(
        f"{kind.code}.{'persons' if people else 'person_times'}",
        joined_label(kind.label, _("persons present") if people else _("person-times present")),
        "人" if people else "人次",
        lambda scope: scope.rows(
            Participation.objects.attended().filter(activity__kind=kind.code), "activity__held_on"
        ),
        PERSONS if people else TIMES,
        public=kind.public and not people,
        people="person" if people else None,
    )


for declared in kinds:
    figures.add(
        held(declared),
        *(measured(declared, measure) for measure in declared.measures),
        present(declared, people=False),
        present(declared, people=True),
    )
