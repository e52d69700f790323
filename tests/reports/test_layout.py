"""Each form of a text is laid out from what stands in the records and in its fields."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx as python_docx
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from luzhi.activities.models import Activity, Attendance, Part, Participation
from luzhi.core.flow import flows
from luzhi.documents.charts import Chart
from luzhi.documents.official.content import Circulation, Document, Paragraph, Roll, Table
from luzhi.members.models import Person
from luzhi.reports.layout import document, docx, pdf
from luzhi.reports.models import Review
from luzhi.reports.papers import head_of, missing
from tests.reports.work import draft, held, read, submitted
from tests.world import World

TEXT = "第一句{{survey.held | 2018}}。"


def laid_out(world: World, text: str = TEXT, **values: Any) -> Document:
    return document(review_of(world, text, **values))


def review_of(world: World, text: str = TEXT, **values: Any) -> Review:
    made = draft(world, text)
    Review.objects.filter(pk=made.pk).update(**values)
    return Review.objects.select_related("committee", "meeting").get(pk=made.pk)


def meeting_of(world: World) -> Activity:
    """One present, one excused with a reason, one invited, one absent, one due."""
    [meeting] = held(world, "chairs_meeting", title="第五次主席会议", place="常委会会议室", host="凌导")
    for name, attendance, part in (
        ("甲一", Attendance.PRESENT, Part.ATTENDEE),
        ("乙二", Attendance.LEAVE, Part.ATTENDEE),
        ("丙三", Attendance.PRESENT, Part.GUEST),
        ("丁四", Attendance.ABSENT, Part.ATTENDEE),
        ("戊五", Attendance.DUE, Part.ATTENDEE),
    ):
        person = Person(committee=world.city, name=name, mobile="13800000000")
        person.set_keys()
        person.save()
        Participation.objects.create(
            committee=world.city,
            activity=meeting,
            person=person,
            attendance=attendance,
            part=part,
            leave_reason="住院治疗" if attendance == Attendance.LEAVE else "",
        )
    return meeting


def test_a_plain_text_has_no_red_head(world: World) -> None:
    laid = laid_out(world)
    assert (laid.form, laid.issuer, laid.number) == ("plain", "试验市政协办公室", "")


def test_a_document_has_its_head_number_and_receivers(world: World) -> None:
    laid = laid_out(
        world,
        form="document",
        number="试政协发〔2019〕5号",
        addressee="市委",
        copies_to="市人大、市政府\n市监委",
    )
    assert (laid.form, laid.issuer) == ("document", "政协试验市委员会文件")
    assert (laid.number, laid.to, laid.signed_by) == ("试政协发〔2019〕5号", "市委", "政协试验市委员会")
    assert laid.copies_to == ("市人大", "市政府", "市监委")


def test_a_letter_has_the_committees_name_over_it(world: World) -> None:
    laid = laid_out(world, form="letter", number="试政协函〔2019〕1号", addressee="市教育局")
    assert (laid.form, laid.issuer, laid.to) == ("letter", "政协试验市委员会", "市教育局")


def test_minutes_take_their_rolls_from_the_meeting(world: World) -> None:
    laid = laid_out(world, form="minutes", meeting=meeting_of(world))
    assert laid.issuer == "主席会议纪要"
    assert laid.rolls == (Roll("出席", ("甲一",)), Roll("请假", ("乙二",)), Roll("列席", ("丙三",)))


def test_minutes_begin_with_when_where_and_who(world: World) -> None:
    laid = laid_out(world, form="minutes", meeting=meeting_of(world))
    assert laid.blocks[:3] == tuple(
        Paragraph.of(line) for line in ("时间：2018年1月8日", "地点：常委会会议室", "主持：凌导")
    )


def test_minutes_tell_nothing_private(world: World) -> None:
    printed = words_in(docx(review_of(world, form="minutes", meeting=meeting_of(world))))
    for private in ("13800000000", "住院治疗", "丁四", "戊五"):
        assert private not in printed


def words_in(file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in python_docx.Document(BytesIO(file)).paragraphs)


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("chairs_meeting", "主席会议纪要"),
        ("bimonthly_forum", "双月协商座谈会纪要"),
        ("branch_committee", "支部委员会会议纪要"),
        ("survey", "调研会议纪要"),
    ],
)
def test_minutes_are_named_after_their_meeting(world: World, kind: str, head: str) -> None:
    [meeting] = held(world, kind)
    assert head_of(meeting) == head


def test_a_bulletin_reads_its_receivers_and_copies(world: World) -> None:
    laid = laid_out(
        world,
        form="bulletin",
        number="第3期",
        copies_to="报：省政协、市委\n送:市人大\n发：各县区政协。\n共印50份",
    )
    assert (laid.form, laid.issuer, laid.number) == ("bulletin", "试验市政协简报", "第3期")
    assert laid.circulation == (
        Circulation("报", ("省政协", "市委")),
        Circulation("送", ("市人大",)),
        Circulation("发", ("各县区政协",)),
    )
    assert laid.copies == 50


def test_a_text_draws_its_charts_and_tables(world: World) -> None:
    held(world, "survey", 3)
    text = "| 项目 | 次数 |\n| 调研 | {{survey.held | 2018}} |\n\n! 调研 {{survey.held | 2018Q1}}{{survey.held | 2018Q2}}"
    table, chart = laid_out(world, text).blocks
    assert isinstance(table, Table)
    assert isinstance(chart, Chart)
    assert [bar.value for bar in chart.bars] == [3, 0]


def test_bars_of_one_measure_are_named_without_it(world: World) -> None:
    chart = laid_out(world, "! 次数 {{survey.held | 2018}}{{inspection.held | 2018}}").blocks[0]
    assert isinstance(chart, Chart)
    assert [bar.label for bar in chart.bars] == ["调研", "视察"]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("plain", []),
        ("document", ["number", "addressee"]),
        ("letter", ["number", "addressee"]),
        ("minutes", ["meeting"]),
        ("bulletin", ["number", "copies_to"]),
    ],
)
def test_what_a_form_still_needs_is_told_at_its_field(
    world: World, sign_in: Any, form: str, names: list[str]
) -> None:
    made = review_of(world, form=form)
    assert list(missing(made)) == names
    shown = sign_in(world.yan).get(f"{made.get_absolute_url()}edit/").context["form"]
    for name in names:
        assert shown.fields[name].help_text == missing(made)[name]


def test_a_document_without_its_number_is_not_signed(world: World) -> None:
    made = read(world, submitted(world, TEXT), "clear")
    Review.objects.filter(pk=made.pk).update(form="document", addressee="市委")
    made.refresh_from_db()
    with pytest.raises(ValidationError, match="公文须有发文字号"):
        flows["review"].take("approve", made, world.acting("ling"))


def test_a_place_left_to_the_writer_is_not_handed_in(world: World) -> None:
    with pytest.raises(ValidationError, match="第3行尚待填写：【待写：安排】"):
        submitted(world, "第一句。\n\n【待写：安排】")


@pytest.mark.parametrize("form", ["plain", "document", "letter", "minutes", "bulletin"])
def test_every_form_is_a_file_of_either_sort(world: World, form: str) -> None:
    made = review_of(world, form=form, number="第3期", addressee="市委", meeting=meeting_of(world))
    assert docx(made)[:2] == b"PK"
    assert pdf(made)[:5] == b"%PDF-"


def test_a_review_is_downloaded_as_pdf_by_its_title(world: World, sign_in: Any) -> None:
    made = review_of(world)
    answer = sign_in(world.yan).get(reverse("reports:review_pdf", args=[made.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"


def test_a_text_that_cannot_be_printed_leads_back_with_its_reason(world: World, sign_in: Any) -> None:
    made = review_of(world, "{{gone.figure | 2018}}。")
    answer = sign_in(world.yan).get(reverse("reports:review_pdf", args=[made.pk]))
    assert answer.url == made.get_absolute_url()
