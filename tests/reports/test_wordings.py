"""A committee's own words for a template: read with every fault, kept with a trace, used where there are some."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from luzhi.audit.models import Entry
from luzhi.reports.models import Review, Wording
from luzhi.reports.wording import template, templates
from luzhi.reports.wordings import checked, tried
from luzhi.reports.writing import review, template_of
from tests.reports.work import CUT_OFF, gift
from tests.world import World

HEAD = "code: bulletin\nlabel: 简报\ntitle: $short动态\nsummary: 摘要。\nperiod: year\n"
OWN = f"{HEAD}\n收到帮扶资金{{{{gifts.money | $window}}}}。\n没有条件的一句。\n"


def faults(text: str) -> list[str]:
    with override("en"), pytest.raises(ValidationError) as refused:
        checked(text, "bulletin")
    return [message.removeprefix("Line ") for message in refused.value.messages]


def own(world: World, text: str = OWN, code: str = "bulletin") -> Wording:
    return Wording.objects.create(committee=world.city, template=code, text=text)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("钱{{gifts.moneys | $window}}。", "there is no figure “gifts.moneys”"),
        ("钱{{gifts.money}}。", "it names no window"),
        ("钱{{gifts.money | $window。", "double braces are not closed or not opened"),
        ("$wee开展活动。", "there is no word $wee"),
        ("费用$5。", "there is no word $"),
        ("[[甲、乙=gifts.money]]", "“甲” in a list is neither word=figure nor words with a figure"),
        ("[[甲=gifts.moneys]]", "there is no figure “gifts.moneys”"),
        ("[[甲=gifts.money", "a list is not closed"),
        ("(gifts.money>1) 句。", "“gifts.money>1” is no condition"),
        ("(gifts.moneys) 句。", "there is no figure “gifts.moneys”"),
        ("(gifts.money 句。", "the condition is not closed"),
        ("(nothing) 句。", "there is no word $nothing"),
        ("(gifts.money)", "nothing follows the condition"),
        ("| 甲 | 乙 |\n| 一 |", "the row has 1 cells, the head of the table 2"),
        ("| 甲 | 乙 |\n句。", "a table is followed by a blank line"),
        ("! {{gifts.money | $window}}", "a chart has a title"),
        ("# 标题\n句。", "a heading is followed by a blank line"),
        ("句。\n# 标题", "a heading, table, chart or quotation begins after a blank line"),
    ],
)
def test_each_fault_is_told_with_its_line(line: str, fault: str) -> None:
    [told] = faults(f"{HEAD}\n{line}\n")
    number, _, words = told.partition(": ")
    assert int(number) == (8 if "\n" in line else 7)
    assert fault in words


def test_all_faults_are_told_at_once() -> None:
    told = faults(f"{HEAD}\n$wee。\n[[甲]]\n\n(x) 句。\n")
    assert [fault.partition(":")[0] for fault in told] == ["7", "8", "10"]


@pytest.mark.parametrize("name", ["code", "label", "title", "summary"])
def test_a_missing_head_line_is_told(name: str) -> None:
    text = "\n".join(line for line in OWN.splitlines() if not line.startswith(name))
    assert f"the head line “{name}” is missing" in faults(text)[0]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("period: week", "“period” is one of year, quarter, month"),
        ("form: poster", "“form” is one of plain"),
        ("public: maybe", "“public” is one of yes, no"),
        ("colour: red", "a head line is one of"),
        ("title: 两个", "“title” stands there already"),
    ],
)
def test_a_wrong_head_line_is_told(line: str, fault: str) -> None:
    head = OWN.replace("period: year", line)
    assert fault in faults(head)[0]


def test_the_words_of_another_template_are_refused() -> None:
    assert "the code is “bulletin”" in faults(OWN.replace("code: bulletin", "code: monthly"))[0]


def test_nothing_but_a_head_is_refused() -> None:
    assert "nothing follows the head" in faults(HEAD)[0]


HOSTILE = st.text(st.sampled_from("(){}[]|#!>$=/、，.\n a1甲") | st.characters(codec="utf-8"), max_size=200)


def told(read: Callable[[], Any]) -> list[str]:
    """What is wrong; whatever else goes wrong is a fault of the reader."""
    try:
        read()
    except ValidationError as error:
        return error.messages
    return []


@given(HOSTILE)
def test_any_text_is_read_or_refused_in_words(body: str) -> None:
    for text in (body, f"{HEAD}\n{body}"):
        assert all(re.match(r"第\d+行：", message) for message in told(partial(template, text)))


PIECES = (
    "{{gifts.money | $window}}",
    "[[",
    "]]",
    "、",
    "甲=gifts.money",
    "(gifts.money)",
    "| a | b |",
    "! 图 ",
)


@given(st.lists(st.sampled_from((*PIECES, "# ", "$we", "\n", "\n\n")), max_size=12))
def test_pieces_in_any_order_are_read_or_refused_in_words(pieces: list[str]) -> None:
    found = told(partial(checked, f"{HEAD}\n{''.join(pieces)}", "bulletin"))
    assert all(re.match(r"第\d+行：", message) for message in found)


def test_own_words_are_composed(world: World) -> None:
    own(world)
    gift(world, "5000")
    made = review(world.city, 2018, "bulletin", world.yan, CUT_OFF)
    assert made.text == "收到帮扶资金{{gifts.money | 2018}}。没有条件的一句。"
    assert made.title == "试验市政协动态"


def test_emptied_words_are_the_shipped_ones(world: World) -> None:
    own(world, "")
    assert template_of(world.city, "bulletin") == templates["bulletin"]


def test_words_are_tried_without_records(world: World) -> None:
    found = checked(OWN.replace("摘要。", "没有说完"), "bulletin")
    with pytest.raises(ValidationError, match="摘要须以完整的句子结尾"):
        tried(found, world.city)


def test_the_form_starts_from_the_shipped_words(world: World, sign_in: Any) -> None:
    address = reverse("reports:wording_new", query={"template": "proposal_work"})
    form = sign_in(world.yan).get(address).context["form"]
    assert form.initial["text"] == templates["proposal_work"].text


def test_kept_words_are_compared_word_by_word(world: World, sign_in: Any) -> None:
    client = sign_in(world.yan)
    text = templates["monthly"].text.replace("# 情况说明", "# 有关说明")
    answer = client.post(reverse("reports:wording_new"), {"template": "monthly", "text": text})
    kept = Wording.objects.get()
    assert answer.status_code == 302
    assert kept.text == text
    assert Entry.objects.filter(verb="wording.create").count() == 1
    page = client.get(kept.get_absolute_url())
    assert "<del>情况</del><ins>有关</ins>" in page.content.decode()


def test_faulty_words_are_refused_with_their_lines_and_kept_in_the_form(world: World, sign_in: Any) -> None:
    text = f"{HEAD}\n<script>$wee</script>\n"
    answer = sign_in(world.yan).post(reverse("reports:wording_new"), {"template": "bulletin", "text": text})
    assert answer.status_code == 400
    assert answer.context["form"].errors["text"] == ["第7行：没有用语$wee。"]
    assert "&lt;script&gt;$wee" in answer.content.decode()
    assert not Wording.objects.exists()


def test_words_are_reset_by_emptying_them(world: World, sign_in: Any) -> None:
    kept = own(world)
    sign_in(world.yan).post(f"{kept.get_absolute_url()}edit/", {"text": "", "version": "1"})
    kept.refresh_from_db()
    assert kept.text == ""
    assert Entry.objects.filter(verb="wording.edit").count() == 1


@pytest.mark.parametrize(("short", "status"), [("yan", 200), ("ling", 200), ("wen", 404), ("liu", 404)])
def test_own_words_are_the_research_offices(world: World, sign_in: Any, short: str, status: int) -> None:
    kept = own(world)
    assert sign_in(world.users[short]).get(kept.get_absolute_url()).status_code == status


@pytest.mark.parametrize("short", ["ling", "wen"])
def test_only_the_research_office_writes_words(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get(reverse("reports:wording_new")).status_code == 403


@pytest.mark.parametrize(
    "line", ["钱{{gone.figure | $window}}。", "(gone.figure) 句。", "[[甲=gone.figure]]。"]
)
def test_words_that_cannot_be_read_any_more_are_told(world: World, sign_in: Any, line: str) -> None:
    kept = own(world, f"{HEAD}\n{line}\n")
    client = sign_in(world.yan)
    assert "gone.figure" in client.get(kept.get_absolute_url()).content.decode()
    asked = {"template": "bulletin", "year": "2018", "period": "year", "cut_off": "2019-02-25", "title": ""}
    answer = client.post(reverse("reports:review_new"), asked)
    assert answer.status_code == 400
    assert not Review.objects.exists()


def test_a_new_text_offers_the_periods_of_its_template(world: World, sign_in: Any) -> None:
    address = reverse("reports:review_new", query={"template": "quarterly"})
    form = sign_in(world.yan).get(address).context["form"]
    assert [code for code, _label in form.fields["period"].choices] == ["q1", "q2", "q3", "q4"]


def test_a_period_that_does_not_fit_is_told_at_its_field(world: World, sign_in: Any) -> None:
    asked = {"template": "party_work", "year": "2018", "period": "q1", "cut_off": "2019-02-25", "title": ""}
    answer = sign_in(world.yan).post(reverse("reports:review_new"), asked)
    assert answer.context["form"].errors["period"] == ["“党建工作综述”适用于一年。"]


def test_unreadable_words_do_not_stop_the_editor(world: World, sign_in: Any) -> None:
    made = review(world.city, 2018, "bulletin", world.yan, CUT_OFF)
    own(world, f"{HEAD}\n$gone。\n")
    address = reverse("reports:review_beside", args=[made.pk])
    assert sign_in(world.yan).post(address, {"text": made.text}).status_code == 200
