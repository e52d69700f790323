"""Figures of a text beside the committee's records, each in the time that the text names."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luzhi.core.periods import Window
from luzhi.exchange.sheets import read
from luzhi.reports.checking.evening import Even
from luzhi.reports.checking.finding import find, find_in
from luzhi.reports.checking.periods import Periods, published
from luzhi.reports.checking.phrases import phrases
from luzhi.reports.checking.records import Recorded, compare, recognised
from tests.reports.work import suggestions, year_of_work
from tests.world import PEOPLE, World

DAY = date(2019, 2, 25)
ARTICLE = (
    "市政协综述\n\n2019-2-25 11:11| 发布者: admin\n\n2018年以来，围绕文化惠民等内容，提出意见和建议15条，促进了一批问题的解决。\n\n"
    "2018年市政协委员们开展送文化、送医药、送科技、送法律等活动10余次，捐赠帮扶资金200余万元，书籍500册，义诊300余人次，慰问老人8名。"
)
WORDS = (
    ("全年共提交提案187件", "proposals.received"),
    ("经审查立案175件", "proposals.filed"),
    ("其中集体提案30件", "proposals.collective"),
    ("立案率93.6%", "proposals.filing_rate"),
    ("办复率100%", "proposals.answer_rate"),
    ("召开双月协商座谈会6次", "bimonthly_forum.held"),
    ("开展月月微调查12次", "micro_survey.held"),
    ("捐赠图书600册", "gifts.books"),
    ("报送社情民意信息120条", "papers.opinion.submitted"),
    ("公园种树600棵", None),
    ("走访企业30家", None),
    ("参加座谈200人次", None),
)


def compared(world: World, text: str, window: Window | None = None) -> list[Recorded]:
    even = Even(text)
    return compare(world.city, even, find_in(even), window)


@pytest.mark.parametrize(("text", "code"), WORDS)
def test_figure_is_recognised_by_its_unit_and_words(text: str, code: str | None) -> None:
    even = Even(text + "。")
    assert [recognised(phrase) for phrase in phrases(even.text, find_in(even))] == [code]


def test_each_figure_is_read_in_the_time_of_its_sentence(world: World) -> None:
    year_of_work(world)
    suggestions(world, 3, date(2019, 1, 15))
    told = [
        (r.figure.text, r.reading and r.reading.ask.code, r.window.label, r.agrees)
        for r in compared(world, ARTICLE)
    ]
    assert told == [
        ("15条", "suggestions.sent", "2018年以来", True),
        ("10余次", "heart.activities", "2018年", True),
        ("200余万元", "gifts.money", "2018年", True),
        ("500册", "gifts.books", "2018年", True),
        ("300余人次", "clinic.patient_visits", "2018年", True),
        ("8名", None, "2018年", None),
    ]


def test_changed_digit_differs_and_leads_to_the_rows(world: World) -> None:
    year_of_work(world)
    (record, *_others) = compared(world, ARTICLE)
    assert (record.agrees, record.exact) == (False, "12")
    assert record.address.endswith("/suggestions.sent/?from=2018-01-01&to=2019-02-25")


def test_window_given_holds_where_the_text_names_none(world: World) -> None:
    year_of_work(world)
    (record,) = compared(world, "提出意见和建议12条。", Window(date(2018, 5, 1), date(2018, 7, 1)))
    assert (record.agrees, record.window.start) == (True, date(2018, 5, 1))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("去年以来，", "2018-01-01", "2019-02-25"),
        ("2018年5月以来，", "2018-05-01", "2019-02-25"),
        ("今年，", "2019-01-01", "2019-12-31"),
        ("去年，", "2018-01-01", "2018-12-31"),
        ("2018年上半年，", "2018-01-01", "2018-06-30"),
        ("2018年第三季度，", "2018-07-01", "2018-09-30"),
        ("2017年3月，", "2017-03-01", "2017-03-31"),
        ("", "2018-01-01", "2018-12-31"),
    ],
)
def test_time_is_read_relative_to_the_day_of_publication(text: str, start: str, end: str) -> None:
    _place, window = Periods(Even(text), DAY, None).spans()[-1]
    assert (str(window.start), str(window.end)) == (start, end)


def test_day_of_publication_stands_at_the_head() -> None:
    assert published(ARTICLE) == DAY
    assert published("去年以来，共3件。") is None


def post(client: Any, **data: Any) -> Any:
    return client.post(reverse("reports:check"), {"text": "", "from": "", "to": "", **data})


@pytest.mark.parametrize("short", PEOPLE)
def test_page_is_for_those_who_may_open_figures(world: World, sign_in: Any, short: str) -> None:
    answer = sign_in(world.users[short]).get(reverse("reports:check"))
    assert answer.status_code == (200 if short in {"wen", "ti", "yan", "shu", "ling", "bian"} else 403)


def test_page_marks_what_differs_with_its_rows_beside_it(world: World, sign_in: Any) -> None:
    year_of_work(world)
    page = post(sign_in(world.users["yan"]), text=ARTICLE).content.decode()
    assert '<mark class="state late"' in page
    assert page.count('<mark class="state done"') == 4
    assert [f">建议{number}<" in page for number in (1, 6, 7)] == [True, True, False]


def test_page_refuses_a_marked_text_and_an_empty_one(world: World, sign_in: Any) -> None:
    client = sign_in(world.users["yan"])
    for text in ("机密★1年\n共3件。", "  "):
        answer = post(client, text=text)
        assert (answer.status_code, "checked-text" in answer.content.decode()) == (422, False)


def test_page_counts_and_leads_from_one_problem_to_the_next(world: World, sign_in: Any) -> None:
    year_of_work(world)
    text = "修路3公里、修渠2公里，合计6公里；种树5棵、种花4棵，共计8棵。"
    page = post(sign_in(world.users["yan"]), text=text).content.decode()
    assert [place in page for place in ('id="problem-1"', 'id="problem-2"', 'id="problem-3"')] == [
        True,
        True,
        False,
    ]
    assert page.count('href="#problem-1"') == page.count('href="#problem-2"') == 1


def test_findings_are_saved_as_a_workbook(world: World, sign_in: Any) -> None:
    year_of_work(world)
    answer = post(sign_in(world.users["yan"]), text="收到提案100件，立案80件，立案率90%。", xlsx="1")
    (sheet,) = read(io.BytesIO(b"".join(answer.streaming_content)), "核数.xlsx")
    rows = [[str(cell) for cell in row.cells[:5]] for row in sheet.rows()]
    assert rows[-1] == ["90%", "90.0", "%", "exact", "80/100=90% ✗ 有误"]


def test_text_too_long_for_the_page_names_the_command_and_stays(world: World, sign_in: Any) -> None:
    answer = post(sign_in(world.users["yan"]), text="共3件。" * 50_001)
    assert (answer.status_code, "luzhi check" in answer.content.decode()) == (422, True)
    assert answer.content.decode().count("共3件。") == 50_001


def test_refused_file_leaves_the_pasted_text(world: World, sign_in: Any) -> None:
    file = SimpleUploadedFile("总结.docx", b"%PDF-1.7")
    answer = post(sign_in(world.users["yan"]), text="共3件。", file=file)
    assert (answer.status_code, "共3件。</textarea>" in answer.content.decode()) == (422, True)


def test_page_keeps_markup_of_the_text_as_text(world: World, sign_in: Any) -> None:
    page = post(sign_in(world.users["yan"]), text="<script>alert(1)</script>共3件").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_figure_without_a_unit_has_no_record() -> None:
    (figure,) = find("人数为305，")
    assert (figure.unit, figure.value) == ("", 305)
