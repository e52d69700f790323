from datetime import date
from decimal import Decimal
from typing import Any

from luzhi.activities.models import Activity, ActivityState
from luzhi.outreach.models import Consent, Gift, GiftKind, Pairing, PairingKind, Visit, Voice
from tests.world import World

DAY = date(2018, 5, 3)


def gift(world: World, **values: Any) -> Gift:
    given = {"kind": GiftKind.MONEY, "given_on": DAY, "donor": "某企业", "amount": Decimal("1000.50")}
    return Gift.objects.create(committee=world.city, **{**given, **values})


def pairing(world: World, code: str = "X-01", **values: Any) -> Pairing:
    given = {"kind": PairingKind.STUDENT, "since": date(2018, 1, 1)}
    if "helping_unit" not in values:
        given["helper"] = world.persons["liu"]
    return Pairing.objects.create(committee=world.city, code=code, **{**given, **values})


def visit(of: Pairing, **values: Any) -> Visit:
    given = {"on": DAY, "what": "送学习用品"}
    return Visit.objects.create(committee=of.committee, pairing=of, **{**given, **values})


def clinic(world: World, **values: Any) -> Activity:
    """A confirmed activity of the office."""
    given = {"kind": "bring_medicine", "title": "义诊进村", "organiser": world.office, "held_on": DAY}
    given["state"] = ActivityState.CONFIRMED
    return Activity.objects.create(committee=world.city, **{**given, **values})


def voice(of: Activity, words: str = "真是及时雨！", **values: Any) -> Voice:
    """Nobody was asked yet."""
    given = {"source": "某村村民"}
    return Voice.objects.create(committee=of.committee, activity=of, words=words, **{**given, **values})


def quoted(world: World, of: Activity, words: str = "真是及时雨！", **values: Any) -> Voice:
    """With consent."""
    given = {"consent": Consent.GIVEN, "answered_on": of.held_on, "asked_by": world.persons["liu"]}
    return voice(of, words, **{**given, **values})
