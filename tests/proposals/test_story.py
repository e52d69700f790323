"""What a proposal's page tells of its examination and handling, and to whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luzhi.core.flow import flows
from luzhi.handling.models import HandlingRole
from luzhi.members.models import Membership
from luzhi.opinions.models import Paper
from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.flow.forms import KeyForm
from luzhi.proposals.models import ProposalState
from tests.proposals.handled import answered, asked, assigned, department, filed, promised
from tests.proposals.samples import proposal
from tests.world import World

FLOW = flows["proposal"]


def told(page: Any, part: str) -> dict[str, str]:
    return {str(fact.label): str(fact.value) for fact in page.context[part]}


def rows(page: Any, title: str) -> list[list[str]]:
    parts = {str(part.title): part.rows for part in page.context["related"]}
    return [[str(cell.text) for cell in row.cells] for row in parts.get(title, [])]


def test_instructions_are_read_by_those_whom_they_concern(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED, instructions="请抓紧研究", released=True)
    assigned(world, row)
    read = {
        short: told(sign_in(world.users[short]).get(row.get_absolute_url()), "handling").get("领导批示")
        for short in ("ti", "yan", "ling", "cheng", "liu", "he")
    }
    assert read == {
        "ti": "请抓紧研究",
        "yan": "请抓紧研究",
        "ling": "请抓紧研究",
        "cheng": "请抓紧研究",
        "liu": "有批示",
        "he": None,
    }


def test_the_handling_table_says_how_late_each_unit_is(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    assigned(world, row, due_on=date(2018, 5, 30))
    other = department(world, "市卫生局")
    assigned(world, row, other, role=HandlingRole.JOINT, state="opinion", opinion_on=date(2018, 4, 1))
    page = sign_in(world.ti).get(row.get_absolute_url())
    days = (timezone.localdate() - date(2018, 5, 30)).days
    assert rows(page, "办理") == [
        ["市教育局", "单办", "待签收", f"2018-05-30 已逾期{days}天", ""],
        ["市卫生局", "会办（协办）", "会办意见已送", "按期", ""],
    ]


def test_a_deadline_in_an_unknown_year_is_said_in_words(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    assigned(world, row, assigned_on=date(2099, 1, 4), due_on=None, object_by=None, answer_by=None)
    page = sign_in(world.ti).get(row.get_absolute_url())
    (line,) = rows(page, "办理")
    assert "2099" in line[3]


def test_the_answer_and_the_opinion_stand_on_the_page(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    answer = answered(world, assigned(world, row), "B")
    asked(world, answer, state="satisfied", remark="满意", given_on=date(2018, 5, 9))
    promised(world, answer)
    page = sign_in(world.liu).get(row.get_absolute_url())
    assert [each.body for each in page.context["answers"]] == [answer.body]
    assert rows(page, "承诺事项")[0][:2] == ["市教育局", "年内再设两处"]
    assert rows(page, "提案人意见")[0][0] == "市教育局"


def test_a_draft_of_an_answer_is_not_told(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    answered(world, assigned(world, row), sent_on=None)
    page = sign_in(world.liu).get(row.get_absolute_url())
    assert page.context["answers"] == []
    assert "已增设站点三处" not in page.content.decode()


def test_what_was_sent_on_leads_to_its_paper(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    FLOW.take("refuse", row, world.acting("ti"), "属个人事项", ground="7")
    client = sign_in(world.liu)
    assert [step["label"] for step in client.get(row.get_absolute_url()).context["steps"]] == ["转其他形式"]
    FLOW.take("send_on", row, world.acting("liu"), way="letter")
    page = client.get(row.get_absolute_url())
    assert [fact.url for fact in page.context["examination"] if fact.url] == [
        Paper.objects.get().get_absolute_url()
    ]
    assert page.context["steps"][0]["blocked"] == "已转送，不能重复转送。"


def test_marks_and_lateness_stand_at_the_top(world: World, sign_in: Any) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    row = filed(world, key_on=date(2018, 4, 1), excellent_on=date(2018, 12, 1), due_on=yesterday)
    page = sign_in(world.ti).get(row.get_absolute_url())
    assert page.context["marks"] == ["重点提案", "优秀提案"]
    assert page.context["late"].startswith("已逾期1")


def test_only_leaders_supervise_a_key_proposal(world: World) -> None:
    chairs = Unit.objects.create(committee=world.city, kind=UnitKind.CHAIRS, name="主席会议")
    he = world.persons["he"]
    Membership.objects.create(
        committee=world.city, person=he, unit=chairs, kind=chairs.kind, since=date(2018, 1, 1)
    )
    form = KeyForm(user=world.acting("ti"), obj=filed(world))
    assert list(form.fields["supervisor"].queryset) == [he]  # type: ignore[attr-defined]


@pytest.mark.parametrize("short", ["ti", "liu"])
def test_the_page_asks_as_often_for_three_units_as_for_one(world: World, sign_in: Any, short: str) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    client = sign_in(world.users[short])

    def queries() -> int:
        client.get(row.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            client.get(row.get_absolute_url())
        return len(seen)

    for name in ("一局",):
        asked(world, answered(world, assigned(world, row, department(world, name))))
    one = queries()
    for name in ("二局", "三局"):
        asked(world, answered(world, assigned(world, row, department(world, name))))
    assert queries() == one
