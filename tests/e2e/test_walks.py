"""Walks as users take them, in a real browser on a served demonstration site."""

from __future__ import annotations

from typing import Any

import pytest

from luzhi.demo.accounts import accounts

pytestmark = pytest.mark.e2e
NAMES = [row["username"] for row in accounts()]


def menu_of(page: Any) -> list[str]:
    """Addresses of the menu, in its order."""
    found = page.eval_on_selector_all("#nav a", "links => links.map(link => link.getAttribute('href'))")
    return [address for address in dict.fromkeys(found) if address and address.startswith("/")]


@pytest.mark.parametrize("username", NAMES)
def test_every_place_of_everybodys_menu_opens(visit: Any, username: str) -> None:
    page = visit(username)
    places = menu_of(page)
    assert places
    for address in places:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.locator("h1").count() == 1, address


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_the_office_scrolls_sideways(visit: Any, width: int) -> None:
    page = visit("organiser", width)
    wide = []
    for address in menu_of(page):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(address)
    assert wide == []


def test_a_stranger_opens_a_figure_of_the_published_article(visit: Any) -> None:
    page = visit()
    page.goto("/360300/")
    page.click("a:has-text('党建工作综述') >> nth=0")
    assert page.locator(".prose, .article").first.inner_text().count("316条") >= 1
    link = page.locator("a.token:has-text('316条')").first.get_attribute("href")
    page.goto(link)
    assert "316" in page.locator("main").inner_text()


def test_a_member_disputes_a_line_and_the_organiser_amends_it(visit: Any) -> None:
    member = visit("member", 390)
    member.goto("/duties/mine/?year=2018")
    member.click(".sheet a[href*='/activities/lines/'] >> nth=0")
    line = member.url
    member.click("a:has-text('提出异议')")
    member.fill("textarea[name=remark]", "当日因公出差，未参加")
    member.click("main button.btn-primary")
    assert "有异议" in member.locator("main").inner_text()
    office = visit("organiser")
    office.goto(line)
    office.click("a:has-text('更正')")
    office.select_option("select[name=attendance]", "leave")
    office.fill("textarea[name=remark]", "核实无误")
    office.click("main button.btn-primary")
    assert "异议后更正" in office.locator("main").inner_text()


def test_an_activity_goes_from_entry_to_the_figure(visit: Any) -> None:
    page = visit("organiser")
    counted = "/reports/figures/bring_medicine.patient_visits/?from=2018-11-01&to=2018-11-30"
    page.goto(counted)
    before = page.locator("main").inner_text()
    page.goto("/activities/new/")
    page.click("a[href*='kind=bring_medicine']")
    page.fill("input[name=title]", "义诊进石北村")
    page.select_option("select[name=organiser]", index=1)
    page.fill("input[name=held_on]", "2018-11-18")
    page.fill("textarea[name=result]", "为村民义诊")
    page.fill("input[name=measure_patient_visits]", "46")
    page.click("main button.btn-primary")
    if page.locator(".form-errors").count():  # not every unit may organise this kind: the page says which may
        options = page.locator("select[name=organiser] option:has-text('专家服务团')")
        page.select_option("select[name=organiser]", options.first.get_attribute("value"))
        page.click("main button.btn-primary")
    page.click("button:has-text('确认')")
    assert "已确认" in page.locator("main").inner_text()
    page.goto(counted)
    assert page.locator("main").inner_text() != before
    assert "义诊进石北村" in page.locator("main").inner_text()


def test_the_whole_interface_turns_english(visit: Any) -> None:
    page = visit("organiser")
    page.click("button:has-text('English') >> visible=true")
    page.goto("/activities/")
    assert page.locator("h1").inner_text() == "Activities"
