"""The page of the statistics, its sheet, and the rows behind its numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from luzhi.core.figures import figures
from luzhi.exchange.sheets import read
from luzhi.proposals.models import ProposalState
from tests.proposals.counted import examined, handled, many, xiangtan
from tests.world import World

S = ProposalState
MAY = datetime(2018, 5, 3, 4, tzinfo=UTC)


def page(sign_in: Any, user: Any, name: str = "statistics", **asked: Any) -> str:
    args = [asked.pop("code")] if "code" in asked else []
    answer = sign_in(user).get(reverse(f"proposals:{name}", args=args), {"year": 2018} | asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_page_shows_tables_strip_and_charts(world: World, sign_in: Any) -> None:
    xiangtan(world)
    html = page(sign_in, world.ti)
    assert [text in html for text in ("268", "84.3%", "226/268", "data-chart", "by=topic")] == [True] * 5


@pytest.mark.parametrize(
    ("reader", "status"),
    [("ti", 200), ("wen", 200), ("ling", 200), ("cheng", 200), ("liu", 403), ("du", 403)],
)
def test_statistics_are_for_staff_leaders_and_units(
    world: World, sign_in: Any, reader: str, status: int
) -> None:
    client = sign_in(world.users[reader])
    for name in ("statistics", "statistics_xlsx"):
        assert client.get(reverse(f"proposals:{name}")).status_code == status
    assert client.get(reverse("proposals:counted", args=["filed"])).status_code == status


def test_rows_behind_a_number_are_listed_and_hidden_ones_counted(world: World, sign_in: Any) -> None:
    examined(world, 1, S.FILED, title="关于停车的提案", topic="交通")
    examined(world, 2, S.SUBMITTED, title="关于公厕的提案", topic="交通")
    seen = page(sign_in, world.ling, "counted", code="received", by="topic", value="交通")
    assert ("关于停车的提案" in seen, "关于公厕的提案" in seen) == (True, False)
    assert ["另有" in seen or "One more row" in seen] == [True]


def test_a_rate_opens_its_two_halves(world: World, sign_in: Any) -> None:
    xiangtan(world)
    html = page(sign_in, world.ti, "counted", code="filing_rate")
    assert [reverse("proposals:counted", args=[name]) in html for name in ("filed", "received")] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    "asked", [{"by": "unit", "value": "x"}, {"by": "unit", "value": "\x00"}, {"by": "topic", "value": "\x00"}]
)
def test_odd_addresses_are_not_found(world: World, sign_in: Any, asked: dict[str, str]) -> None:
    client = sign_in(world.ti)
    for name in ("filed", "to_answer"):
        assert client.get(reverse("proposals:counted", args=[name]), asked).status_code in (200, 404)
    assert client.get(reverse("proposals:counted", args=["nothing"])).status_code == 404


def test_page_takes_a_constant_number_of_queries(world: World, sign_in: Any) -> None:
    client = sign_in(world.ti)
    address = reverse("proposals:statistics") + "?year=2018"
    counts = []
    for fill in (handled, lambda world: many(world, 700, 30, S.FILED)):
        fill(world)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_sheet_keeps_two_heading_rows_in_sight(world: World, sign_in: Any) -> None:
    xiangtan(world)
    answer = sign_in(world.ti).get(reverse("proposals:statistics_xlsx"), {"year": 2018})
    target = io.BytesIO(b"".join(answer.streaming_content))
    with zipfile.ZipFile(target) as package:
        assert '<pane ySplit="2"' in package.read("xl/worksheets/sheet1.xml").decode()
    rows = [list(row.cells) for row in read(target, "a.xlsx")[0].rows()]
    assert rows[1][2:] == ["2014", "2015", "2016", "2017", "2018"]
    assert rows[2][1:] == ["收到提案", 0, 0, 0, 0, 268]


def test_the_chosen_part_of_the_year_is_shown(world: World, sign_in: Any) -> None:
    xiangtan(world)
    client, address = sign_in(world.ti), reverse("proposals:statistics")
    shown = [
        client.get(address, {"year": 2018, "by": by}).context["breakdown"].code
        for by in ("ground", "x", "unit")
    ]
    assert shown == ["ground", "topic", "unit"]


def test_the_parts_leave_the_bar_of_the_phone_alone(world: World, sign_in: Any) -> None:
    context = sign_in(world.ti).get(reverse("proposals:statistics")).context
    assert [part["current"] for part in context["parts"]] == [True, False, False, False, False]
    assert all("icon" in tab for tab in context["tabs"])


def test_labels_are_chinese(world: World) -> None:
    with override("zh-hans"):
        assert str(figures["proposals.answered"].label) == "办复提案"
