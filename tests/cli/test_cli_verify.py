"""Each kind of damage is found; nothing is found where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from luzhi.cli.verifying import CHECKS, Check, found
from luzhi.cli.verifying.articles import printed
from luzhi.cli.verifying.figures import counted
from luzhi.cli.verifying.files import stored
from luzhi.cli.verifying.frozen import approved
from luzhi.core.figures import Figure, figures
from luzhi.core.flow import flows
from luzhi.exchange.models import Upload
from luzhi.outreach.models import Gift, GiftKind
from luzhi.portal.models import Article, Channel
from luzhi.portal.publishing import article_of
from luzhi.reports.freezing import freeze
from luzhi.reports.models import Review
from luzhi.tenancy.current import show
from tests.reports.work import county
from tests.world import World

MONEY = "{{gifts.money | 2018-03-01..2018-06-30}}"
SHARE = "{{members.outside_share | 2018}}"
TEXT = f"各方爱心汇成暖流，到账帮扶资金{MONEY}。\n委员中党外人士占比达到{SHARE}。"


@pytest.fixture
def gift(world: World) -> Gift:
    return given(world.city.pk, "2000000.50")


def given(committee: Any, amount: str, on: date = date(2018, 5, 1)) -> Gift:
    return Gift.objects.create(
        committee_id=committee, kind=GiftKind.MONEY, donor="甲公司", given_on=on, amount=Decimal(amount)
    )


@pytest.fixture
def review(world: World, gift: Gift) -> Review:
    return signed(world)


def signed(world: World, text: str = TEXT, **values: Any) -> Review:
    made = Review.objects.create(
        committee=world.city, year=2018, title="综述", template="party_work", cut_off=date(2019, 2, 25), text=text,
        summary="一。", **values,
    )  # fmt: skip
    freeze(made, world.yan)
    Review.objects.filter(pk=made.pk).update(state="approved")
    made.refresh_from_db()
    return made


@pytest.fixture
def article(world: World, review: Review) -> Article:
    channel = Channel.objects.create(committee=world.city, name="要闻", slug="news")
    made = article_of(review, channel, world.acting("bian"))
    flows.of(made).take("submit", made, world.acting("bian"))
    flows.of(made).take("publish", made, world.acting("ling"))
    return made


def problems(world: World, *checks: Check) -> list[tuple[str, str]]:
    """What these checks find; all of them where none is named."""
    return [
        (problem.what, problem.where) for check in checks or CHECKS for problem in found(check, world.city)
    ]


def behind_the_back(sql: str, *values: object) -> None:
    """As somebody at the database would: no code of the program runs."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Declare a figure otherwise for one test."""

    def otherwise(code: str, **changes: Any) -> Figure:
        changed = replace(figures[code], **changes)
        monkeypatch.setitem(figures._items, code, changed)
        return changed

    return otherwise


def test_sound_records_have_no_problem(world: World, article: Article) -> None:
    assert problems(world) == []


def test_figure_that_counts_otherwise_is_found(world: World, gift: Gift, declare: Any) -> None:
    declare("gifts.money", records=lambda scope: Gift.objects.filter(committee__in=scope.committees))
    given(world.city.pk, "50", date(2017, 5, 1))
    assert problems(world, counted) == [
        (
            "捐赠帮扶资金：系统统计为2000050.5元，SQL复算为2000000.5元，属程序缺陷",
            f"{world.city.code} gifts.money 2018",
        )
    ]


def test_figure_that_is_wrong_in_no_year_of_work_is_found(world: World, gift: Gift, declare: Any) -> None:
    given(world.city.pk, "50", date(2011, 5, 1))
    records = figures["gifts.money"].records
    declare("gifts.money", records=lambda scope: records(scope).filter(given_on__year=2018))
    assert [where for _what, where in problems(world, counted)] == [f"{world.city.code} gifts.money ever"]


def test_figure_that_leaves_out_those_beneath_is_found(world: World, gift: Gift, declare: Any) -> None:
    beneath = county(world)
    show([world.city.pk, beneath.pk])
    given(beneath.pk, "7")
    show([world.city.pk])
    assert problems(world, counted) == []
    records = figures["gifts.money"].records
    declare("gifts.money", records=lambda scope: records(replace(scope, below=())))
    assert [where for _what, where in problems(world, counted)] == [
        f"{world.city.code} gifts.money 2018 below"
    ]


def test_ratio_is_told_by_its_figures(world: World, declare: Any) -> None:
    records = figures["members.serving"].records
    declare("members.women", records=lambda scope: records(scope).none())
    assert [where for _what, where in problems(world, counted)] == [f"{world.city.code} members.women 2018"]


def test_record_changed_behind_the_program_is_found(world: World, review: Review, gift: Gift) -> None:
    behind_the_back("UPDATE outreach_gift SET amount = 1999999.50 WHERE id = %s", gift.pk)
    assert problems(world, approved) == [
        (
            "综述：捐赠帮扶资金审定为2000000.5元（已印200余万元），按现有记录为1999999.5元",
            f"{world.city.code} review {review.pk} {MONEY}",
        )
    ]


def test_record_outside_the_window_of_a_frozen_figure_changes_nothing(world: World, review: Review) -> None:
    given(world.city.pk, "300", date(2018, 7, 1))
    assert problems(world, approved) == []
    given(world.city.pk, "300", date(2018, 6, 30))
    assert [where for _what, where in problems(world, approved)] == [
        f"{world.city.code} review {review.pk} {MONEY}"
    ]


def test_ratio_that_the_records_left_is_found(world: World, review: Review) -> None:
    behind_the_back("UPDATE members_person SET party = '01' WHERE name = '贺昇'")
    assert problems(world, approved) == [
        (
            "综述：党外委员占比审定为100%（已印100%），按现有记录为50%",
            f"{world.city.code} review {review.pk} {SHARE}",
        )
    ]


def test_frozen_figure_of_a_wrong_program_is_no_change_of_records(
    world: World, gift: Gift, declare: Any
) -> None:
    records = figures["gifts.money"].records
    declare("gifts.money", records=lambda scope: records(scope).filter(amount__gt=100))
    given(world.city.pk, "50")
    review = signed(world)
    assert problems(world, approved) == [
        (
            "综述：捐赠帮扶资金审定为2000000.5元，系统统计为2000000.5元，SQL复算为2000050.5元，属程序缺陷，与记录变动无关",
            f"{world.city.code} review {review.pk} {MONEY}",
        )
    ]
    declare("gifts.money", records=records)
    assert [what for what, _where in problems(world, approved)] == [
        "综述：捐赠帮扶资金审定为2000000.5元（已印200余万元），按现有记录为2000050.5元"
    ]


def test_frozen_figure_that_is_declared_no_more_is_told(
    world: World, gift: Gift, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(figures._items, "gifts.old", replace(figures["gifts.money"], code="gifts.old"))
    signed(world, "到账{{gifts.old | 2018}}。")
    monkeypatch.delitem(figures._items, "gifts.old")
    assert [what for what, _where in problems(world, approved)] == [
        "综述：捐赠帮扶资金（已印200余万元）已不在指标目录，无法复算"
    ]


def test_figure_that_was_corrected_is_found_in_its_correction_only(
    world: World, review: Review, gift: Gift
) -> None:
    behind_the_back("UPDATE outreach_gift SET amount = 1 WHERE id = %s", gift.pk)
    signed(world, corrects=review)
    assert problems(world, approved) == []
    behind_the_back("UPDATE outreach_gift SET amount = 2 WHERE id = %s", gift.pk)
    assert [what for what, _where in problems(world, approved)] == [
        "综述：捐赠帮扶资金审定为1元（已印1元），按现有记录为2元"
    ]


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        (">200余万元</a>", ">300余万元</a>", "300余万元"),
        (">200余万元</a>", "><strong>3</strong>00余万元</a>", "300余万元"),
        ("资金<a", "资金300余万元<a hidden", "300余万元200余万元"),
    ],
)  # fmt: skip
def test_number_changed_in_an_article_is_found(
    world: World, article: Article, before: str, after: str, reads: str
) -> None:
    behind_the_back("UPDATE portal_article SET body = replace(body, %s, %s)", before, after)
    assert problems(world, printed) == [
        (
            f"综述：捐赠帮扶资金文中为“{reads}”，审定为200余万元",
            f"{world.city.code} article {article.pk} {MONEY}",
        )
    ]


def test_number_without_its_link_is_found_in_its_sentence(world: World, article: Article) -> None:
    behind_the_back(r"UPDATE portal_article SET body = regexp_replace(body, '<a .*?</a>', '90%%')")
    assert [what for what, _where in problems(world, printed)] == [
        "综述：捐赠帮扶资金文中为“90%”，审定为200余万元"
    ]


def test_linked_number_is_found_in_a_reworded_sentence(world: World, article: Article) -> None:
    behind_the_back(
        "UPDATE portal_article SET body = replace(replace(body, '各方', '八方'), '>200余', '>300余')"
    )
    assert [what for what, _where in problems(world, printed)] == [
        "综述：捐赠帮扶资金文中为“300余万元”，审定为200余万元"
    ]


def test_sentence_left_out_of_an_article_is_no_problem(world: World, article: Article) -> None:
    behind_the_back("UPDATE portal_article SET body = '<p>一句话。</p>'")
    assert problems(world, printed) == []


def test_link_to_no_figure_is_found(world: World, article: Article) -> None:
    code = world.city.code
    link = f'<p><a href="/{code}/figures/00000000-0000-7000-8000-000000000000/">7条</a></p>'
    behind_the_back("UPDATE portal_article SET body = body || %s", link)
    assert problems(world, printed) == [("综述：“7条”所链接的数据不存在", f"{code} article {article.pk}")]


def test_missing_and_changed_files_are_found(world: World) -> None:
    upload = Upload(committee=world.city, kind="gifts", actor=world.wen, name="a.xlsx", sha256="0" * 64)
    upload.file.save("a.xlsx", ContentFile(b"rows"))
    assert [what.partition("：")[0] for what, _where in problems(world, stored)] == ["文件被改动"]
    upload.file.storage.delete(upload.file.name)
    assert [what.partition("：")[0] for what, _where in problems(world, stored)] == ["文件缺失"]
