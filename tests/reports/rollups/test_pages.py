"""The pages: a month is confirmed on its page, the tree is read from above, and nothing of a county but its sums."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from luzhi.core.figures import figures
from luzhi.core.periods import month, year
from luzhi.organisation.models import Committee, Level
from luzhi.reports.models import MonthlyReport, TreeYear
from luzhi.reports.rollups.beside import confirmed_facts
from luzhi.reports.rollups.confirming import digest, of_month
from luzhi.reports.rollups.verifying import differences
from luzhi.tenancy.current import show, tenants
from tests.reports.rollups.months_of import confirm, given, researcher, roll, working_county
from tests.reports.work import gift
from tests.world import World

MARCH = "/reports/months/2018/3/"


def seen(world: World) -> dict[str, str]:
    return {"seen": digest(of_month(world.city.pk, month(2018, 3)))}


def test_research_office_confirms_on_the_page(world: World, sign_in: Any) -> None:
    gift(world, "500", given_on=date(2018, 3, 1))
    client, asked = sign_in(world.yan), seen(world)
    assert client.post(MARCH, asked).status_code == 302
    show([world.city.pk])
    assert MonthlyReport.objects.get().state == "confirmed"
    assert "500元" in client.get(MARCH).content.decode()


def test_what_moved_on_is_told_on_the_page(world: World, sign_in: Any) -> None:
    client, asked = sign_in(world.yan), seen(world)
    gift(world, "500", given_on=date(2018, 3, 1))
    answer = client.post(MARCH, asked)
    assert (answer.status_code, answer.context["form"].is_valid()) == (200, False)
    assert answer.context["seen"] != asked["seen"]


def test_correction_needs_its_reason(world: World, sign_in: Any) -> None:
    confirm(world.city, 3, world.acting("yan"))
    gift(world, "500", given_on=date(2018, 3, 1))
    answer = sign_in(world.yan).post(MARCH, seen(world))
    assert list(answer.context["form"].errors) == ["remark"]


@pytest.mark.parametrize(("who", "status"), [("wen", 403), ("liu", 403), ("ling", 302)])
def test_others_do_not_confirm(world: World, sign_in: Any, who: str, status: int) -> None:
    assert sign_in(world.users[who]).post(MARCH, seen(world)).status_code == status


@pytest.mark.parametrize(
    "address", ["/reports/months/2018/13/", "/reports/months/1/1/", "/reports/tree/?figure=none"]
)
def test_what_is_no_month_or_figure_is_not_found(world: World, sign_in: Any, address: str) -> None:
    assert sign_in(world.yan).get(address).status_code == 404


def test_months_say_how_many_figures_differ(world: World, sign_in: Any) -> None:
    confirm(world.city, 3, world.acting("yan"))
    gift(world, "500", given_on=date(2018, 3, 1))
    roll()
    rows = sign_in(world.wen).get("/reports/months/?year=2018").context["rows"]
    assert [str(cell.text) for cell in rows[2].cells][-1] == "1"


def test_tree_shows_the_county_s_sum(world: World, sign_in: Any) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    view = sign_in(world.ling).get("/reports/tree/?year=2018&figure=gifts.money").context["view"]
    shown = {str(row.cells[0].text): str(row.cells[3].text) for row in view.table.rows}
    assert list(shown.values()) == ["–", "500", "500"]


def test_tree_of_another_committee_is_not_found(world: World, sign_in: Any) -> None:
    assert sign_in(world.ling).get(f"/reports/tree/?of={world.twin.code}").status_code == 404


def test_county_does_not_open_its_city(world: World, sign_in: Any) -> None:
    below = working_county(world)
    client = sign_in(researcher(below))
    assert client.get(f"/reports/tree/?of={world.city.code}").status_code == 404
    assert client.get("/reports/tree/?year=2018").status_code == 200


def test_sheet_holds_numbers(world: World, sign_in: Any) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    answer = sign_in(world.ling).get("/reports/tree/sheet/?year=2018&figure=gifts.money")
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    assert [row[3] for row in sheet.get_sheet_by_index(0).to_python()[2:]] == ["–", 500.0, 500.0]


def test_tree_page_asks_as_much_for_many_children(
    world: World, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(1, 30):
        code = f"3699{number:02}"
        Committee.objects.create(
            code=code,
            short_name=code,
            level=Level.COUNTY,
            parent=world.city,
            path=f"{world.city.path}{code}/",
        )
    client = sign_in(world.ling)
    with django_assert_max_num_queries(25):
        client.get("/reports/tree/?year=2018&figure=gifts.money")


def test_card_tells_the_confirmed_beside_the_live_value(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    facts = confirmed_facts(world.city, figures["gifts.money"], year(2018))
    assert [str(fact.value) for fact in facts][1:] == ["500元（应报24份，已确认1份）"]


def test_days_within_a_month_have_no_confirmed_value(world: World) -> None:
    roll()
    window = type(year(2018))(date(2018, 1, 1), date(2018, 3, 15))
    assert len(confirmed_facts(world.city, figures["gifts.money"], window)) == 1


def test_second_way_finds_a_sum_that_was_changed(world: World) -> None:
    below = working_county(world)
    confirm(below, 3, researcher(below))
    with tenants(below.pk):
        given(below, "1", date(2018, 3, 9))
    confirm(below, 3, researcher(below), "迟报")
    assert list(differences(world.city)) == []
    row = TreeYear.objects.get(committee=world.city, code="gifts.money")
    row.months[2] += 7
    row.save()
    (found,) = differences(world.city)
    assert (found.code, found.month, int(found.kept), int(found.expected)) == ("gifts.money", 3, 508, 501)


def test_no_character_of_an_address_breaks_the_tree(world: World, sign_in: Any) -> None:
    assert sign_in(world.ling).get("/reports/tree/", {"of": "\0"}).status_code == 200


def test_last_day_of_all_has_its_card(world: World, sign_in: Any) -> None:
    working_county(world)
    asked = {"from": "2018-01-01", "to": "9999-12-31", "level": "below"}
    assert sign_in(world.ling).get("/reports/figures/gifts.money/", asked).status_code == 200
