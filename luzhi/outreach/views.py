"""Ledgers of gifts, pairings, help records and voices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, labelled, table
from luzhi.outreach.access import hearer, helping, recorder, writer
from luzhi.outreach.forms import (
    GiftFilter,
    GiftForm,
    PairingFilter,
    PairingForm,
    VisitForm,
    VoiceFilter,
    VoiceForm,
)
from luzhi.outreach.models import Gift, Pairing, Visit, Voice

GIFTS = Ledger(
    code="gifts",
    label=_("Gifts"),
    purpose=_("Money and goods apart, pledged and received apart; what was received counts by its day."),
    model=Gift,
    namespace="outreach",
    columns=(
        Column("donor", _("donor")),
        Column("given_on", _("date"), kind="fit", sort="given_on"),
        Column("amount", _("amount"), kind="num", sort="amount", unit="元"),
        Column("goods", _("goods"), phone=False),
        Column("quantity", _("quantity"), kind="num", phone=False),
        Column("unit", _("unit of count"), kind="fit", phone=False),
        Column("recipient", _("recipient"), phone=False),
        Column("standing", _("standing"), kind="fit"),
    ),
    facts=labelled(Gift, *GiftForm.Meta.fields),
    form=GiftForm,
    create=writer,
    edit=writer,
    filters=GiftFilter,
    search=("donor", "recipient", "purpose", "goods", "receipt"),
    related=("donor_person", "activity"),
    exchange="gifts",
    empty=_("No gifts yet: enter the first, or import the ledger."),
)
VISITS = Ledger(
    code="visits",
    label=_("Help records"),
    purpose=_("When a helper was there, what was done and what changed; money is entered as a gift."),
    model=Visit,
    namespace="outreach",
    columns=(
        Column("what", _("what was done")),
        Column("pairing", _("pairing")),
        Column("on", _("date"), kind="fit", sort="on"),
        Column("result", _("what changed"), phone=False),
    ),
    facts=(
        Column("pairing", _("pairing")),
        Column("on", _("date")),
        Column("what", _("what was done")),
        Column("result", _("what changed")),
    ),
    form=VisitForm,
    create=helping,
    edit=recorder,
    search=("what", "result"),
    related=("pairing",),
    empty=_("No help has been recorded yet."),
)
DONE = (VISITS.columns[0], VISITS.columns[2], VISITS.columns[3])


def help_records(pairing: Pairing, user: Any) -> list[Related]:
    rows = VISITS.rows(user).filter(pairing=pairing)
    new = f"{VISITS.new_url}?pairing={pairing.pk}" if helping(user, pairing) else ""
    return [Related(VISITS.label, DONE, table(DONE, rows), new, _("Record help"), VISITS.empty)]


PAIRINGS = Ledger(
    code="pairings",
    label=_("Pairings"),
    purpose=_(
        "Who helps which pupil, household or village branch, by a local code; names of those helped are not held."
    ),
    model=Pairing,
    namespace="outreach",
    columns=(
        Column("code", _("local code"), sort="code"),
        Column("kind", _("kind"), kind="fit", sort="kind"),
        Column("helped_by", _("helper")),
        Column("place", _("school or village"), phone=False),
        Column("since", _("from"), kind="fit", sort="since", phone=False),
        Column("until", _("until"), kind="fit", sort="until", phone=False),
    ),
    facts=labelled(Pairing, *PairingForm.Meta.fields),
    form=PairingForm,
    create=writer,
    edit=writer,
    filters=PairingFilter,
    search=("code", "goal", "helper__name", "helping_unit__name", "place__name"),
    related=("helper", "helping_unit", "place"),
    related_tables=help_records,
    exchange="pairings",
    empty=_("No pairings yet: enter the first, or import the list."),
)
VOICES = Ledger(
    code="voices",
    label=_("Voices"),
    purpose=_(
        "What people said of an activity that was held for them, without names; a text quotes only those who agreed."
    ),
    model=Voice,
    namespace="outreach",
    columns=(
        Column("words", _("words as spoken")),
        Column("source", _("who said it"), kind="fit"),
        Column("activity", _("activity"), phone=False),
        Column("activity.held_on", _("held on"), kind="fit", sort="activity__held_on"),
        Column("activity.organiser", _("organiser"), phone=False),
        Column("consent", _("consent"), kind="fit", sort="consent"),
    ),
    facts=(
        Column("activity", _("activity")),
        Column("activity.held_on", _("held on")),
        Column("activity.organiser", _("organiser")),
        *labelled(Voice, "source", "consent", "answered_on", "asked_by"),
    ),
    texts=(Column("words", _("words as spoken")),),
    form=VoiceForm,
    create=writer,
    edit=hearer,
    filters=VoiceFilter,
    search=("words", "source", "activity__title"),
    related=("activity__organiser", "asked_by"),
    exchange="voices",
    empty=_("No voices yet: enter the first, or import a list."),
)
