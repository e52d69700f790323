"""Approval freezes the figures; what the records say later is shown beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from luzhi.audit.models import record
from luzhi.core.figures import Figure, figures
from luzhi.outreach.models import Gift
from luzhi.reports.drift import drift, drifted
from luzhi.reports.models import FrozenFigure
from luzhi.reports.rendering import shown
from luzhi.reports.tokens import Level
from tests.reports.work import MONEY, SENT, approved, gift, suggestions
from tests.world import World


def test_approval_writes_down_what_was_said(world: World) -> None:
    rows = suggestions(world, 3)
    (frozen,) = approved(world, f"提出{SENT}，共{SENT}。").figures.all()
    assert (frozen.code, frozen.printed, frozen.value, frozen.records) == ("suggestions.sent", "3条", 3, 3)
    assert (frozen.window.label, frozen.level, frozen.public) == ("2018年以来", Level.OWN, True)
    assert sorted(frozen.record_ids) == sorted(str(row.pk) for row in rows)
    assert frozen.frozen_by == world.ling


def test_frozen_value_stays_when_records_change(world: World) -> None:
    suggestions(world, 3)
    review = approved(world, f"提出{SENT}。")
    rows = suggestions(world, 1, sent_on=review.cut_off)
    assert shown(review)[SENT].printed == "3条"
    assert drifted(review) == {review.figures.get(): "4条"}
    found = drift(review.figures.get(), world.acting("ling"))
    assert found is not None
    assert [(change.row, change.kind) for change in found.changes] == [(rows[0], "added")]
    assert (found.now.printed, found.hidden) == ("4条", 0)


def test_drift_names_the_corrected_row_and_when(world: World) -> None:
    given, other = gift(world, "1500000"), gift(world, "600000", donor="另一家")
    review = approved(world, f"捐赠{MONEY}。")
    Gift.objects.filter(pk=given.pk).update(amount=Decimal(1400000))
    record(world.wen, "gift.correct", given, {"fields": ["amount"]}, "登记有误")
    found = drift(review.figures.get(), world.acting("ling"))
    assert found is not None
    (change,) = found.changes
    assert (change.kind, change.before, change.after) == ("changed", "1500000.00", "1400000.00")
    assert change.since is not None
    assert change.since == found.since
    assert other.pk != change.id


def test_drift_hides_rows_that_the_reader_may_not_see(world: World) -> None:
    suggestions(world, 1)
    review = approved(world, f"提出{SENT}。")
    suggestions(world, 2, sent_on=review.cut_off)
    found = drift(review.figures.get(), world.acting("bian"))
    assert found is not None
    assert (found.changes, found.hidden) == ([], 2)


def test_without_changes_there_is_no_drift(world: World) -> None:
    suggestions(world, 2)
    review = approved(world, f"提出{SENT}，采纳率{{{{suggestions.adoption_rate | 2018}}}}。")
    assert [drift(frozen, world.acting("ling")) for frozen in review.figures.all()] == [None, None]


def test_ratio_freezes_both_halves(world: World) -> None:
    suggestions(world, 2)
    frozen = approved(world, "采纳率{{suggestions.adoption_rate | 2018}}。").figures.get()
    assert {code: len(rows) for code, rows in frozen.parts.items()} == {
        "suggestions.adopted": 0,
        "suggestions.sent": 2,
    }
    assert (frozen.value, frozen.printed) == (0, "0%")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_a_frozen_figure(world: World, act: str) -> None:
    approved(world, f"提出{SENT}。")
    rows = FrozenFigure.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(printed="999条") if act == "update" else rows._raw_delete("default")
    assert FrozenFigure.objects.get().printed == "0条"


def test_a_figure_declared_no_longer_still_prints(world: World) -> None:
    figures.add(Figure("fleeting.figure", "一时", "次", figures["heart.activities"].records))
    try:
        review = approved(world, "开展{{fleeting.figure | 2018}}。")
    finally:
        figures._items.pop("fleeting.figure")
    assert shown(review)["{{fleeting.figure | 2018}}"].printed == "0次"
    assert (drifted(review), drift(review.figures.get(), world.acting("ling"))) == ({}, None)
