"""One proposal through six people, from an offline draft to the published answer and the kept promise."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.test_writing import begin

pytestmark = pytest.mark.e2e
TITLE = "关于完善中小学校门前临时停车管理的建议"
PARTS = {
    "situation": "走访十二所学校，放学时段校门前两百米内车辆滞留平均二十五分钟，家长反映强烈。",
    "analysis": "校门前未划临时停车位，接送时间集中，学校与交警没有联动机制。",
    "suggestions": "一是错峰放学；二是划定限时停车位；三是建立学校与交警联动机制。",
}


def step(page: Any, name: str) -> None:
    """Press the button of a next step on a row's page."""
    page.locator(f"main .steps :is(a, button):has-text('{name}')").first.click()
    page.wait_for_load_state()


def confirm(page: Any) -> None:
    page.locator("main button.btn-primary:visible").last.click()
    page.wait_for_load_state()


def open_task(page: Any, title: str) -> None:
    page.goto("/desk/")
    page.locator(f"main a:has-text('{title}')").first.click()
    page.wait_for_load_state()


def test_a_proposal_from_offline_draft_to_kept_promise(visit: Any) -> None:
    member, other = visit("member", 390), visit("member2", 390)
    office, handler, signer = visit("proposals"), visit("handler"), visit("signer")
    address = write_offline(member)
    co_sign(other)
    member.goto(address)
    step(member, "提交")
    examine(office, address)
    hand_over(office, address)
    answer(handler)
    sign(signer)
    step_from_desk(office, TITLE, "办复审查通过")
    satisfied(member)
    publish(office, address)
    reader = visit()
    reader.goto("/360300/proposals/")
    reader.click(f"a:has-text('{TITLE}')")
    expect(reader.locator("main")).to_contain_text("已列入今年计划")
    expect(reader.locator("main")).not_to_contain_text("13979900000")
    keep(handler)
    office.goto(address)
    expect(office.locator("main")).to_contain_text("A")


def write_offline(member: Any) -> str:
    begin(member)
    member.context.set_offline(True)
    member.fill("input[name=title]", TITLE)
    for name, text in PARTS.items():
        member.fill(f"textarea[name={name}]", text)
    expect(member.locator("#saved")).to_contain_text("离线，已存于本机")
    member.context.set_offline(False)
    member.goto("/proposals/new/")
    expect(member.locator("textarea[name=analysis]")).to_have_value(PARTS["analysis"])
    member.fill("textarea[name=invite]", "黎书瑶")
    member.check("input[name=may_publish]")
    member.locator("button:has-text('保存草稿')").click()
    member.wait_for_url(re.compile(r"/proposals/[0-9a-f-]{36}/"))
    return str(member.url)


def co_sign(other: Any) -> None:
    open_task(other, TITLE)
    step(other, "同意联名")
    expect(other.locator("main")).to_contain_text("已联名")


def examine(office: Any, address: str) -> None:
    office.goto(address)
    step(office, "立案")
    office.select_option("select[name=topic]", "城乡建设")
    confirm(office)
    expect(office.locator("main")).to_contain_text("立案")


def hand_over(office: Any, address: str) -> None:
    office.goto(address)
    step(office, "交办")
    office.check("input[name=mode][value=sole]")
    office.locator("main input[type=text]").first.press_sequentially("市教育局")
    office.keyboard.press("Enter")
    confirm(office)
    expect(office.locator("main")).to_contain_text("市教育局")


def answer(handler: Any) -> None:
    open_task(handler, TITLE)
    step(handler, "签收")
    step(handler, "答复")
    handler.check("input[name=answer_class][value=B]")
    handler.fill(
        "textarea[name=body]",
        "一、关于错峰放学，已会同交警部门研究。二、停车位划设已列入今年计划。联系人：程守信，电话13979900000。",
    )
    handler.fill("[name=promise_1]", "在二十所学校门前划定限时停车位")
    handler.fill("[name=promise_by_1]", str(timezone.localdate() + timedelta(days=30)))
    confirm(handler)
    expect(handler.locator("main")).to_contain_text("待审核")


def sign(signer: Any) -> None:
    open_task(signer, TITLE)
    step(signer, "审核")
    step(signer, "签发")
    signer.fill("input[name=number]", "萍教字〔2026〕88号")
    signer.fill("input[name=signed_by]", "袁正平")
    confirm(signer)


def step_from_desk(page: Any, title: str, name: str) -> None:
    open_task(page, title)
    step(page, name)


def satisfied(member: Any) -> None:
    open_task(member, TITLE)
    expect(member.locator("main")).to_contain_text("已列入今年计划")
    member.check("input[name=opinion][value=content]")
    confirm(member)


def publish(office: Any, address: str) -> None:
    office.goto(address)
    expect(office.locator("main")).to_contain_text("办结")
    step(office, "公开")
    office.check("input[name=release][value=full]")
    confirm(office)


def keep(handler: Any) -> None:
    handler.goto("/proposals/promises/?state=open")
    handler.click("main a:has-text('在二十所学校门前划定限时停车位')")
    step(handler, "登记已落实")
    handler.fill("textarea[name=result]", "二十所学校停车位已全部划定。")
    confirm(handler)


def test_a_refusal_names_its_ground_and_the_text_goes_on(visit: Any) -> None:
    member, office = visit("member", 390), visit("proposals")
    begin(member)
    member.fill("input[name=title]", "关于本人住房产权证办理的建议")
    for name, text in PARTS.items():
        member.fill(f"textarea[name={name}]", text)
    member.locator("button:has-text('提交')").last.click()
    member.wait_for_url(re.compile(r"/proposals/[0-9a-f-]{36}/"))
    office.goto(member.url)
    step(office, "不予立案")
    office.check("input[name=ground][value='7']")
    office.fill("textarea[name=remark]", "属个人事项，可由信访部门答复。")
    confirm(office)
    expect(office.locator("main")).to_contain_text("不予立案")
    member.reload()
    expect(member.locator("main")).to_contain_text("为本人或亲属解决个人问题")
    expect(member.locator("main")).to_contain_text("可转委员来信")
    step(member, "转其他形式")
    member.check("input[name=way][value=letter]")
    confirm(member)
    member.goto("/papers/?kind=letter")
    expect(member.locator("main")).to_contain_text("关于本人住房产权证办理的建议")


def test_two_on_one_matter_become_one(visit: Any) -> None:
    office = visit("proposals")
    office.goto("/proposals/?state=filed")
    main = office.locator("main td.key a, main tbody a").first.inner_text()
    number = office.locator("main tbody tr").first.inner_text()
    found = re.search(r"\d{4}-\d{4}", number)
    assert found
    office.goto("/proposals/?state=submitted")
    office.locator("main tbody a").first.click()
    office.wait_for_url(re.compile(r"/proposals/[0-9a-f-]{36}/"))
    merged = office.url
    step(office, "并案")
    office.fill("input[name=main]", found[0])
    confirm(office)
    office.goto(merged)
    expect(office.locator("main")).to_contain_text(main)
    expect(office.locator("main")).to_contain_text("并案")
