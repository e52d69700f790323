"""The register of gifts: money and goods apart, pledged and received apart, each with its donor and receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from luzhi.activities.models import Activity
from luzhi.demo.scene import Delegate, Scene
from luzhi.outreach.models import DonorKind, Gift, Standing

FIRMS = ("工商联", "经济界", "民建", "农业界", "青联")  # sectors whose members have firms
SOURCE = "{year}年捐赠登记簿"


def give(scene: Scene, activities: dict[str, Activity], rows: Sequence[dict[str, str]]) -> None:
    """Write the register. A gift that is equal to an earlier one of the same donor is a second gift."""
    lots = scene.lots("gifts")
    made = [gift for row in rows for gift in _gifts(scene, lots, row, activities)]
    made.append(_again(made))
    seen: Counter[tuple[object, ...]] = Counter()
    receipts: Counter[int] = Counter()
    for gift in made:
        key = (gift.source, gift.given_on, gift.donor, gift.amount, gift.goods)
        seen[key] += 1
        gift.occurrence = seen[key]
        if gift.standing == Standing.RECEIVED and gift.given_on:
            receipts[gift.given_on.year] += 1
            gift.receipt = f"赣捐示{gift.given_on.year}-{receipts[gift.given_on.year]:04}"
    scene.add(made, on=lambda gift: gift.given_on)


def _gifts(
    scene: Scene, lots: Random, row: dict[str, str], activities: dict[str, Activity]
) -> Iterator[Gift]:
    on = date.fromisoformat(row["on"])
    donors = [None] * int(row["times"]) if row["donor"] else _donors(scene, lots, row, on)
    for delegate in donors:
        yield Gift(
            kind=row["kind"],
            standing=row["standing"],
            given_on=on,
            donor=_donor(row, delegate),
            donor_kind=row["donor_kind"],
            donor_person=delegate.person if delegate else None,
            recipient=row["recipient"],
            purpose=row["purpose"],
            amount=Decimal(row["amount"]) if row["amount"] else None,
            goods=row["goods"],
            quantity=Decimal(row["quantity"]) if row["quantity"] else None,
            unit=row["unit"],
            activity=activities.get(row["activity"]),
            source=SOURCE.format(year=on.year),
        )


def _donors(scene: Scene, lots: Random, row: dict[str, str], on: date) -> list[Delegate]:
    serving = scene.serving(on)
    if row["donor_kind"] == DonorKind.FIRM:
        serving = [each for each in serving if each.sector in FIRMS]
    return lots.sample(serving, int(row["times"]))


def _donor(row: dict[str, str], delegate: Delegate | None) -> str:
    if delegate is None:
        return row["donor"]
    return (
        delegate.person.name
        if row["donor_kind"] == DonorKind.MEMBER
        else f"{delegate.person.name}委员所在企业"
    )


def _again(made: list[Gift]) -> Gift:
    """The first member's gift of the year a second time on the same day: an equal row, and not a repetition of it."""
    first = next(gift for gift in made if gift.donor_kind == DonorKind.MEMBER)
    return Gift(
        **{
            name: getattr(first, name)
            for name in (
                "kind",
                "standing",
                "given_on",
                "donor",
                "donor_kind",
                "donor_person",
                "recipient",
                "purpose",
            )
        },
        amount=first.amount,
        activity=first.activity,
        source=first.source,
    )
