"""Writing that is never lost, in a real browser: offline, after a reload, signed out, on two pages, from a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.writing.samples import PROPOSAL, proposal

pytestmark = pytest.mark.e2e
NEW = "/proposals/new/"
SAVED = re.compile(r"已保存")


def begin(page: Page) -> Page:
    """The editor of a new proposal, with nothing left of earlier tests. Leaving it is always allowed."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(NEW)
    if page.locator("#restored").is_visible():
        page.click("#discard")
        with page.expect_navigation():
            page.click("#confirm button[value=yes]")
    return page


def typed(page: Page, text: str, name: str = "situation") -> None:
    page.locator(f"[name={name}]").click()
    page.keyboard.insert_text(text)


def copies(page: Page) -> list[str]:
    """Keys of this browser's own copies."""
    found: list[str] = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('luzhi.draft'))")
    return found


def test_what_is_typed_offline_comes_back_after_a_reload(visit: Any) -> None:
    page = begin(visit("member", 390))
    page.context.set_offline(True)
    typed(page, "离线写下的一段话")
    expect(page.locator("#saved")).to_contain_text("离线，已存于本机")
    assert len(copies(page)) == 1
    page.context.set_offline(False)
    page.goto(NEW)
    expect(page.locator("[name=situation]")).to_have_value("离线写下的一段话")
    expect(page.locator("#restored")).to_contain_text("已")  # from this computer, or already from the server
    expect(page.locator("#saved")).to_contain_text(SAVED)
    assert copies(page) == []
    begin(page)


def test_who_is_signed_out_while_typing_finds_the_text_again(visit: Any) -> None:
    page = begin(visit("member"))
    page.context.clear_cookies(name="sessionid")
    typed(page, "登录失效时写下的话")
    expect(page.locator("#saved")).to_contain_text("登录已失效，已存于本机")
    page.click("#sign-in-again")
    page.fill("input[name=login]", "member")
    page.fill("input[name=password]", "Pingxiang-2018-member")
    page.click("main button.btn-primary")
    page.wait_for_url(f"**{NEW}")
    expect(page.locator("[name=situation]")).to_have_value("登录失效时写下的话")
    expect(page.locator("#saved")).to_contain_text(SAVED)
    begin(page)


def test_the_next_user_of_the_computer_sees_nothing(visit: Any) -> None:
    page = begin(visit("member"))
    page.context.clear_cookies(name="sessionid")
    typed(page, "别人不应看见的话")
    expect(page.locator("#saved")).to_contain_text("已存于本机")
    page.click("#sign-in-again")
    page.fill("input[name=login]", "organiser")
    page.fill("input[name=password]", "Pingxiang-2018-organiser")
    page.click("main button.btn-primary")
    page.wait_for_url(f"**{NEW}")
    expect(page.locator("[name=situation]")).to_have_value("")
    assert "别人不应看见的话" not in page.content()
    assert page.locator("#copies").is_hidden()


def test_two_pages_never_overwrite_each_other(visit: Any) -> None:
    first = begin(visit("member"))
    second = begin(visit("member"))
    typed(first, "甲页文稿")
    expect(first.locator("#saved")).to_contain_text(SAVED)
    typed(second, "乙页文稿")
    expect(second.locator("#conflict")).to_contain_text("另一页面保存了不同的文稿")
    expect(second.locator(".compared ins")).to_have_text("乙")
    typed(second, "续写")
    expect(second.locator(".compared ins").last).to_have_text("续写")
    expect(second.locator("[name=situation]")).to_have_value("乙页文稿续写")
    second.click("[data-choose=theirs]")
    expect(second.locator("[name=situation]")).to_have_value("甲页文稿")
    expect(second.locator("#saved")).to_contain_text(SAVED)
    begin(second)


def test_a_file_fills_the_fields_and_a_submitted_text_leaves_no_copy(visit: Any, tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(proposal())
    page = begin(visit("member"))
    page.set_input_files("#writing-file", file)
    expect(page.locator("[name=title]")).to_have_value(PROPOSAL[0])
    expect(page.locator("[name=suggestions]")).to_have_value("\n".join(PROPOSAL[6:]))
    expect(page.locator("#beside")).to_contain_text("2条")
    typed(page, "补充。")
    page.set_input_files("#writing-file", file)
    page.click("#imported-fill")
    expect(page.locator("#confirm")).to_contain_text("是否替换")
    page.click("#confirm button[value=no]")
    expect(page.locator("[name=situation]")).to_have_value(re.compile("补充。"))
    page.click("[data-arrange=whole]")
    expect(page.locator("[name=body]")).to_have_value(re.compile(r"一、调研情况\n"))
    page.click("[data-arrange=parts]")
    expect(page.locator("[name=analysis]")).to_have_value(PROPOSAL[4])
    page.click("button[name=submit]")
    expect(page.locator("h1")).to_have_text(PROPOSAL[0])
    expect(page.locator("main")).to_contain_text("未审查")
    assert copies(page) == []
    page.goto(NEW)
    expect(page.locator("[name=situation]")).to_have_value("")


def test_a_composition_is_never_cut_off(visit: Any) -> None:
    page = begin(visit("member"))
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if "/writing/drafts/" in request.url else None
    )
    page.locator("[name=situation]").click()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "gong'jiao", "selectionStart": 9, "selectionEnd": 9})
    page.wait_for_timeout(2500)
    assert sent == []
    keyboard.send("Input.insertText", {"text": "公交"})
    expect(page.locator("#saved")).to_contain_text(SAVED)
    expect(page.locator("[name=situation]")).to_have_value("公交")
    begin(page)
