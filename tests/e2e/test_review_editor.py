"""The review editor in a real browser: figures are chips, the field below keeps the markup, and no word is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from playwright.sync_api import Page, expect

from luzhi.reports.body import blocks

pytestmark = pytest.mark.e2e
TEXT = "#id_text"
BOX = ".ProseMirror"
CHIP = f"{BOX} .figure-chip"
SENT = "{{suggestions.sent | 2018}}"
TEXTS = (
    "一段话{{suggestions.sent | since 2018-01-01}}。",
    "# 标题\n## 二级 **强**\n### 三级\n> 引**语{{gifts.money | 2018}}**完\n普通",
    "| 名 | 值 |\n\n| a{{gifts.money | 2018 | below}}b | **粗** |\n|  | {{no.such|2018}} |\n后文",
    "| **x|y** | z |\n|只有|两格|三\n| a | b | c |",
    "! 图的题 {{gifts.money | 2018}} {{gifts.money|2017}}",
    "**单 {{x | 2018-01-01..2018-02-03}} a ** b ** c",
    "***a***\nx***b**\n** **",
    "| 一行\n\n#\n>\n!\n|",
    "甲\u2028乙\x0b丙\r\n丁\u3000\n\u3000\u3000缩进",
)
"""Texts whose blocks must be the same when they have been through the editor."""


def begin(page: Page, text: str = "第一段。\n\n第二段。") -> Page:
    """The editor of a new draft of 2018 that says `text`."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/reports/reviews/new/")
    page.select_option("[name=template]", "party_work")
    page.fill("[name=year]", "2018")
    page.fill("[name=cut_off]", "2019-02-25")
    page.click("main form button.btn-primary")
    page.goto(f"{page.url}edit/")
    put(page, text)
    return page


def put(page: Page, text: str) -> None:
    """As writing.js puts a draft back."""
    page.evaluate(
        "text => { const form = document.getElementById('writing'); form.elements.text.value = text;"
        " form.dispatchEvent(new Event('filled')); }",
        text,
    )


def at_start(page: Page) -> None:
    """The cursor before the first word; the browser tells of a moved cursor a moment later."""
    page.locator(f"{BOX} > *").first.click()
    page.keyboard.press("Control+Home")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def insert(page: Page, words: str) -> None:
    page.keyboard.press("Control+/")
    page.locator("#figure-options [role=option]").first.wait_for()
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.locator("#figure-list")).to_be_hidden()


def paste(page: Page, text: str) -> None:
    page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
        " document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste',"
        " { clipboardData: data, bubbles: true, cancelable: true })); }",
        text,
    )


def read(text: str) -> Any:
    """Its blocks, or that it is faulty."""
    try:
        return blocks(text, known=False)
    except ValidationError:
        return "faulty"


def test_every_text_reads_the_same_after_the_editor(visit: Any) -> None:
    page = begin(visit("research"))
    through = "text => reviewing.write(reviewing.schema.nodeFromJSON(reviewing.read(text)))"
    for text in TEXTS:
        written = page.evaluate(through, text)
        assert read(written) == read(text) or read(text) == "faulty", text
        assert page.evaluate(through, written) == written


def test_a_figure_is_found_by_pinyin_and_inserted(visit: Any) -> None:
    page = begin(visit("research"))
    at_start(page)
    insert(page, "yjhjy")
    expect(page.locator(TEXT)).to_have_value(f"{SENT}第一段。\n\n第二段。")
    expect(page.locator(CHIP)).to_have_text(re.compile(r"^\d+条$"))
    expect(page.locator(CHIP)).to_have_attribute("title", re.compile("意见和建议 · 2018年 · "))
    expect(page.locator("#saved")).to_contain_text("已保存")


def test_two_braces_open_the_list(visit: Any) -> None:
    page = begin(visit("research", 390))
    at_start(page)
    page.keyboard.type("{{")
    expect(page.locator("#figure-list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(TEXT)).to_have_value("第一段。\n\n第二段。")


def test_a_figure_is_never_typed_over(visit: Any) -> None:
    page = begin(visit("research"), f"共{SENT}。")
    page.click(CHIP)
    page.keyboard.type("整")
    expect(page.locator(TEXT)).to_have_value(f"共{SENT}整。")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator(f"{CHIP}.ProseMirror-selectednode")).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(page.locator(TEXT)).to_have_value("共。")
    page.keyboard.press("Control+z")
    expect(page.locator(TEXT)).to_have_value(re.compile(re.escape(SENT)))


def test_an_input_method_composes_beside_a_chosen_figure(visit: Any) -> None:
    page = begin(visit("research"), f"共{SENT}。")
    page.click(CHIP)
    keys = page.context.new_cdp_session(page)
    for letters in ("s", "sh", "shi"):
        keys.send("Input.imeSetComposition", {"text": letters, "selectionStart": 3, "selectionEnd": 3})
    page.evaluate("document.getElementById('review-editor').dispatchEvent(new Event('told'))")
    keys.send("Input.insertText", {"text": "实"})
    expect(page.locator(TEXT)).to_have_value(f"共{SENT}实。")
    expect(page.locator("#saved")).to_contain_text("已保存")


def test_the_page_fits_a_phone(visit: Any) -> None:
    page = begin(visit("research", 390), "| 甲 | 乙 |\n| {{gone.figure | 2018-01-01..2018-06-30}} | 二 |")
    expect(page.locator(f"{CHIP}.late")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_period_of_a_figure_is_changed_in_its_panel(visit: Any) -> None:
    page = begin(visit("research"), f"共{SENT}。")
    page.click(CHIP)
    expect(page.locator("#figure-panel h3")).to_have_text("意见和建议 · 2018年")
    page.keyboard.press("Enter")
    page.select_option("#figure-panel [data-part=kind]", "quarter")
    page.select_option("#figure-panel [data-part=quarter]", "2")
    expect(page.locator(TEXT)).to_have_value("共{{suggestions.sent | 2018Q2}}。")
    expect(page.locator("#figure-panel h3")).to_have_text("意见和建议 · 2018年第二季度")
    page.click("#figure-panel [data-rows]")
    expect(page.locator("#drawer-body")).to_contain_text("统计")


def test_pasted_markup_becomes_blocks_and_chips(visit: Any) -> None:
    page = begin(visit("research"))
    at_start(page)
    paste(page, f"贴{SENT}\n> 引的**话**\n| 甲 | {{{{gone.figure | 2018}}}} |\n尾")
    expect(page.locator(TEXT)).to_have_value(
        f"贴{SENT}\n\n> 引的**话**\n\n| 甲 | {{{{gone.figure | 2018}}}} |\n\n尾第一段。\n\n第二段。"
    )
    expect(page.locator(f"{CHIP}.late")).to_contain_text("无法统计")
    expect(page.locator(f"{CHIP}.late")).to_have_attribute("title", re.compile("gone.figure"))


def test_copied_text_says_what_is_printed(visit: Any) -> None:
    page = begin(visit("research"), f"共{SENT}。")
    expect(page.locator(CHIP)).to_have_text(re.compile(r"^\d+条$"))
    page.click(BOX)
    page.keyboard.press("Control+a")
    copied = page.evaluate(
        "() => { const data = new DataTransfer(); document.querySelector('.ProseMirror').dispatchEvent("
        "new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));"
        " return data.getData('text/plain'); }"
    )
    assert copied == f"共{page.locator(CHIP).inner_text()}。"


def test_a_table_and_a_chart_are_made(visit: Any) -> None:
    page = begin(visit("research"), "前。")
    at_start(page)
    page.click("[data-tool=table]")
    for word in ("甲|乙", "丙"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.click("[data-tool=no-column]")
    page.click("[data-tool=chart]")
    page.fill("#chart-form [data-title]", "建议逐年增加")
    page.click("#chart-form [data-add]")
    page.locator("#figure-options [role=option]").first.wait_for()
    page.keyboard.insert_text("yjhjy")
    page.keyboard.press("Enter")
    page.click("#chart-form [data-done]")
    expect(page.locator(TEXT)).to_have_value(
        f"前。\n\n| 甲｜乙 | 丙 |\n|  |  |\n|  |  |\n\n! 建议逐年增加 {SENT}"
    )


def test_a_changed_value_turns_amber(visit: Any) -> None:
    page = begin(visit("research"), f"共{SENT}。")
    expect(page.locator(CHIP)).to_have_text(re.compile(r"\d+条"))
    page.evaluate("told => Object.assign(reviewing.told.get(told[0]), {printed: told[1]})", [SENT, "1条"])
    page.click(".savebar button.btn-primary")  # as if the records had said so while the page was open
    page.wait_for_url(re.compile(r"/reviews/[0-9a-f-]+/$"))
    expect(page.locator(".figures")).to_contain_text("上次保存时为1条")
    page.goto(f"{page.url}edit/")
    expect(page.locator(f"{CHIP}.wait")).to_contain_text("上次保存时为1条")


def test_what_was_written_is_there_after_the_session_is_lost(visit: Any) -> None:
    page = begin(visit("research"))
    page.context.clear_cookies(name="sessionid")
    at_start(page)
    page.keyboard.insert_text("登录失效时写下")
    expect(page.locator("#saved")).to_contain_text("登录已失效，已存于本机")
    page.click("#sign-in-again")
    page.fill("input[name=login]", "research")
    page.fill("input[name=password]", "Pingxiang-2018-research")
    page.click("main button.btn-primary")
    page.wait_for_url("**/edit/")
    expect(page.locator(BOX)).to_contain_text("登录失效时写下第一段。")
    page.click(".savebar button.btn-primary")
    page.wait_for_url(re.compile(r"/reviews/[0-9a-f-]+/$"))
    expect(page.locator("article")).to_contain_text("登录失效时写下第一段。")


def test_material_is_quoted_and_a_passage_taken_over(visit: Any) -> None:
    page = begin(visit("research"), "前。")
    at_start(page)
    page.keyboard.press("End")
    page.locator("#material [data-insert]:not([data-block])").first.click()
    expect(page.locator(TEXT)).to_have_value(re.compile(r"^前。\d+月\d+日，.+。$"))


def test_without_script_the_text_is_a_plain_field(visit: Any, site: str, chromium: Any) -> None:
    page = begin(visit("research"))
    context = chromium.new_context(
        java_script_enabled=False, base_url=site, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    expect(plain.locator(TEXT)).to_be_visible()
    expect(plain.locator("#review-editor")).to_be_hidden()
    context.close()
