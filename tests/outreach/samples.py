from datetime import date
from decimal import Decimal
from typing import Any

from luzhi.outreach.models import Gift, GiftKind, Pairing, PairingKind, Visit
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
