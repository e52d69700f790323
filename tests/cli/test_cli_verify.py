"""Each kind of damage is found; nothing is found where there is none."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from luzhi.cli.verifying import BY_HAND, problems
from luzhi.core.figures import figures
from luzhi.exchange.models import Upload
from luzhi.outreach.models import Gift, GiftKind
from luzhi.reports.freezing import freeze
from luzhi.reports.models import Review
from tests.world import World

TOKEN = "{{gifts.money | 2018}}"


@pytest.fixture
def gift(world: World) -> Gift:
    return Gift.objects.create(
        committee=world.city, kind=GiftKind.MONEY, donor="甲公司", given_on=date(2018, 5, 1), amount=Decimal("2000000.50")
    )  # fmt: skip


def found(world: World) -> list[tuple[str, str]]:
    return [(problem.what, problem.where) for problem in problems(world.city)]


def test_sound_records_have_no_problem(world: World, gift: Gift) -> None:
    assert found(world) == []


@pytest.mark.parametrize("code", BY_HAND)
def test_figure_that_counts_otherwise_is_found(
    world: World, gift: Gift, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_HAND, code, "SELECT 2018, 7 FROM organisation_committee WHERE id = %s")
    assert [where for _what, where in found(world)] == [f"{world.city.code} {code} 2018"]
    assert code in figures


def test_frozen_figure_that_the_records_left_is_found(world: World, gift: Gift) -> None:
    review = Review.objects.create(
        committee=world.city, year=2018, title="综述", template="party_work", cut_off=date(2019, 2, 25), text=TOKEN, summary="一。"
    )  # fmt: skip
    freeze(review, world.yan)
    Review.objects.filter(pk=review.pk).update(state="approved")
    assert found(world) == []
    Gift.objects.filter(pk=gift.pk).update(amount=Decimal("1999999.50"))
    assert found(world) == [("综述：已印200余万元，按现有记录为近200万元", f"{world.city.code} {TOKEN}")]


def test_missing_and_changed_files_are_found(world: World) -> None:
    upload = Upload(committee=world.city, kind="gifts", actor=world.wen, name="a.xlsx", sha256="0" * 64)
    upload.file.save("a.xlsx", ContentFile(b"rows"))
    assert [what.partition("：")[0] for what, _where in found(world)] == ["文件被改动"]
    upload.file.storage.delete(upload.file.name)
    assert [what.partition("：")[0] for what, _where in found(world)] == ["文件缺失"]
