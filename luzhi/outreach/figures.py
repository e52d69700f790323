"""Figures of 委员心连心 (field.md 1.6): activities, money, books, free clinics."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.activities.models import Activity, Outcome
from luzhi.core.figures import Figure, figures
from luzhi.core.numbers import Style
from luzhi.outreach.models import Gift, GiftKind, Pairing, Standing, Visit

BRINGING = ("bring_culture", "bring_medicine", "bring_science", "bring_law")

figures.add(
    Figure(
        "heart.activities",
        _("Activities bringing culture, medicine, science and law"),
        "次",
        lambda scope: scope.rows(Activity.objects.confirmed().filter(kind__in=BRINGING), "held_on"),
        _(
            "Confirmed activities of the four kinds; one date, place and organiser is one, several stops on a day are one."
        ),
        style=Style.YU,
        public=True,
    ),
    Figure(
        "gifts.money",
        _("Money given for relief"),
        "元",
        lambda scope: scope.rows(Gift.objects.received(GiftKind.MONEY), "given_on"),
        _("Money really received, by the day of its receipt; goods and pledges stand apart."),
        total="amount",
        style=Style.YU,
        public=True,
    ),
    Figure(
        "gifts.pledged",
        _("Money pledged"),
        "元",
        lambda scope: scope.rows(
            Gift.objects.filter(kind=GiftKind.MONEY, standing=Standing.PLEDGED), "given_on"
        ),
        _("Money promised and not yet received."),
        total="amount",
        style=Style.YU,
    ),
    Figure(
        "gifts.goods_value",
        _("Goods given, at receipt value"),
        "元",
        lambda scope: scope.rows(
            Gift.objects.received(GiftKind.GOODS).filter(amount__isnull=False), "given_on"
        ),
        _("Receipt value of goods received; goods without a value do not count."),
        total="amount",
        style=Style.YU,
        public=True,
    ),
    Figure(
        "gifts.books",
        _("Books given"),
        "册",
        lambda scope: scope.rows(Gift.objects.received(GiftKind.GOODS).filter(unit="册"), "given_on"),
        _("Copies, not titles, of goods received whose unit is 册."),
        total="quantity",
        public=True,
    ),
    Figure(
        "clinic.patient_visits",
        _("Free clinics"),
        "人次",
        lambda scope: scope.rows(
            Outcome.objects.filter(measure="patient_visits", activity__state="confirmed"), "activity__held_on"
        ),
        _("Visits: the same person on two dates is two; by two doctors on one occasion is one."),
        total="value",
        style=Style.YU,
        public=True,
    ),
    Figure(
        "pairings.visits",
        _("Help records of pairings"),
        "次",
        lambda scope: scope.rows(Visit.objects.all(), "on"),
        _("Records of help by the day it was given."),
    ),
    Figure(
        "pairings.begun",
        _("Pairings begun"),
        "对",
        lambda scope: scope.rows(Pairing.objects.all(), "since"),
        _("Pairings by the day they began."),
    ),
)
