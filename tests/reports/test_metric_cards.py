"""指标卡: the windows of one figure side by side, who approved it and when, and what the records give today."""

from __future__ import annotations

from datetime import date
from typing import Any

from luzhi.reports.metric_cards import cards_of
from luzhi.reports.releasing import release
from tests.reports.work import MONEY, SENT, approved, draft, gift, suggestions
from tests.world import World

YEAR = "{{suggestions.sent | 2018}}"
LATE = "{{suggestions.sent | since 2018-07-01}}"


def test_windows_of_one_figure_stand_side_by_side(world: World) -> None:
    suggestions(world, 2)
    suggestions(world, 3, sent_on=date(2019, 1, 15))
    (card,) = cards_of(draft(world, f"报送{YEAR}，{SENT}，{LATE}。"), world.yan).cards
    assert [(line.span.name, line.printed) for line in card.lines] == [
        ("2018年", "2条"),
        ("2018年以来", "5条"),
        ("2018年7月以来", "3条"),
    ]


def test_windows_are_drawn_on_one_line_of_days(world: World) -> None:
    spans = [span for span, _count in cards_of(draft(world, f"{YEAR}{LATE}"), world.yan).spans]
    assert [(span.start, span.length) for span in spans] == [("0.00", "86.70"), ("42.99", "57.01")]


def test_each_window_tells_how_many_figures_it_holds(world: World) -> None:
    counted = cards_of(draft(world, f"{YEAR}{MONEY}{SENT}"), world.yan).spans
    assert {span.name: count for span, count in counted} == {"2018年": 2, "2018年以来": 1}


def test_an_approved_card_names_its_approver_and_the_drift(world: World) -> None:
    gift(world, "2130000")
    review = approved(world, f"捐赠{MONEY}。")
    gift(world, "900000", donor="另一家")
    (line,) = cards_of(review, world.acting("ling")).cards[0].lines
    assert (line.printed, line.now, line.approver) == ("200余万元", "300余万元", "凌导")
    assert line.exact == "2130000元"


def test_a_text_without_figures_says_so(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(f"{draft(world, '好。').get_absolute_url()}cards/")
    assert (page.status_code, page.context["shown"].cards) == (200, [])


def test_a_faulty_text_tells_its_faults(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(f"{draft(world, '{{no.such | 2018}}').get_absolute_url()}cards/")
    assert (page.status_code, len(page.context["faults"])) == (200, 1)


def test_internal_figures_have_no_card_for_those_who_may_not_open_them(world: World) -> None:
    review = approved(world, f"捐赠{MONEY}，采用{{{{papers.opinion.used | 2018}}}}。")
    release(review, world.bian)
    codes = {
        short: [card.code for card in cards_of(review, world.acting(short)).cards]
        for short in ("liu", "ling")
    }
    assert codes == {"liu": ["gifts.money"], "ling": ["gifts.money", "papers.opinion.used"]}
