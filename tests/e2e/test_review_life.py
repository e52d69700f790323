"""A text from its draft through three readings to the portal, and its correction under the reader's eyes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_proposal_life import confirm, open_task, step

pytestmark = pytest.mark.e2e
TITLE = "2018年捐赠与义诊情况"
TEXT = "# 总体情况\n全年捐赠书籍{{gifts.books | 2018}}。\n! 会议 {{bimonthly_forum.held | 2018}} {{bimonthly_forum.held | 2018Q1}}"


def test_a_text_is_read_three_times_published_and_corrected(visit: Any) -> None:
    research, leader, editor = visit("research"), visit("leader"), visit("editor")
    address = write(research)
    name_readers(research, ["文思源", "陆怀瑾", "范守真", "贺云开"])
    read(visit("organiser"), "一审通过")
    read(visit("head"), "二审通过")
    clear(visit("secrecy"))
    read(leader, "签发并固化数据")
    leader.goto(address)
    expect(leader.locator("main .state:has-text('已审定')").first).to_be_visible()
    article = take_over(editor, address)
    reader = visit()
    published(leader, article)
    reader.goto(public(article))
    expect(reader.locator(".prose")).to_contain_text("全年捐赠书籍500册。")
    expect(reader.locator(".prose figure img")).to_have_attribute(
        "alt", re.compile("会议（单位：次）：2018年 6次")
    )
    correct(research, address)
    for username, label in (("organiser", "一审通过"), ("head", "二审通过")):
        read(visit(username), label)
    clear(visit("secrecy"))
    read(leader, "签发并固化数据")
    editor.goto(article)
    step(editor, "刊发更正")
    confirm(editor)
    reader.goto(public(article))
    expect(reader.locator("main")).to_contain_text("书名有误")
    expect(reader.locator(".prose")).to_contain_text("向学校捐赠书籍500册。")


def write(research: Any) -> str:
    research.goto("/reports/reviews/new/")
    research.select_option("select[name=template]", "party_work")
    research.fill("input[name=year]", "2018")
    research.fill("input[name=title]", TITLE)
    confirm(research)
    research.wait_for_url(re.compile(r"/reports/reviews/[0-9a-f-]{36}/"))
    address = str(research.url)
    rewrite(research, address, TEXT)
    return address


def rewrite(research: Any, address: str, text: str) -> None:
    """The words as they are stored: the editor over them has a walk of its own."""
    research.goto(f"{address}edit/")
    form = research.locator("form:has(textarea[name=text])")
    form.evaluate(
        "(form, text) => { form.elements.text.value = text; HTMLFormElement.prototype.submit.call(form); }",
        text,
    )
    research.wait_for_url(address)


def name_readers(research: Any, names: list[str]) -> None:
    step(research, "提交审读")
    fields = ("first_reader", "second_reader", "secrecy_reviewer", "third_reader")
    for field, name in zip(fields, names, strict=True):
        research.select_option(f"select[name={field}]", label=name)
    confirm(research)
    expect(research.locator("main")).to_contain_text("一审中")


def read(page: Any, label: str) -> None:
    open_task(page, TITLE)
    expect(page.locator("main .prose").last).to_contain_text("500册")
    step(page, label)
    page.fill("textarea[name=opinion]", "同意")
    confirm(page)


def clear(page: Any) -> None:
    open_task(page, TITLE)
    step(page, "保密审查通过")
    confirm(page)
    expect(page.locator(".form-errors")).to_be_visible()
    for name in ("no_secret", "no_inside", "no_private"):
        page.check(f"input[name={name}]")
    confirm(page)


def take_over(editor: Any, address: str) -> str:
    editor.goto(address)
    editor.click("main a:has-text('生成门户文章')")
    editor.select_option("select[name=channel]", index=1)
    confirm(editor)
    editor.wait_for_url(re.compile(r"/newsroom/articles/[0-9a-f-]{36}/"))
    step(editor, "提交")
    return str(editor.url)


def published(leader: Any, article: str) -> None:
    leader.goto(article)
    step(leader, "发布")


def public(article: str) -> str:
    return article.replace("/newsroom/", "/360300/")


def correct(research: Any, address: str) -> None:
    research.goto(address)
    step(research, "更正")
    research.fill("textarea[name=correction]", "书名有误，已改正")
    confirm(research)
    research.locator("main table a:has-text('2018年捐赠与义诊情况')").first.click()
    research.wait_for_load_state()
    rewrite(research, str(research.url), TEXT.replace("全年捐赠", "全年向学校捐赠"))
    step(research, "提交审读")
    confirm(research)
