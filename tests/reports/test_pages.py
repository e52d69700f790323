"""Figures and reviews in the browser."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import docx as python_docx
import pytest
from django.urls import reverse

from luzhi.accounts.models import Role, User
from luzhi.core.figures import Scope, figures, ratios
from luzhi.core.periods import year
from luzhi.organisation.models import Appointment
from luzhi.reports.models import Reading, Review
from tests.reports.test_reading import of_county
from tests.reports.work import SENT, approved, draft, gift, held, suggestions, year_of_work
from tests.world import PEOPLE, START, World

READERS = {"wen", "ti", "yan", "shu", "ling", "bian"}


def figure(code: str, **asked: str) -> str:
    return reverse("reports:figure", args=[code], query={"year": "2018", **asked})


@pytest.mark.parametrize("short", PEOPLE)
def test_figures_are_for_staff_leaders_and_editors(world: World, sign_in: Any, short: str) -> None:
    client = sign_in(world.users[short])
    wanted = 200 if short in READERS else 403
    assert client.get(reverse("reports:figures")).status_code == wanted
    assert client.get(figure("gifts.money")).status_code == wanted


def test_figures_ask_for_sign_in(world: World, client: Any) -> None:
    assert client.get(reverse("reports:figures")).status_code == 302


def test_list_prints_every_figure_by_room(world: World, sign_in: Any) -> None:
    year_of_work(world)
    page = sign_in(world.yan).get(reverse("reports:figures"), {"year": "2018", "all": "on"})
    rows = {row.cells[0].text: row.cells[1].text for group in page.context["groups"] for row in group.rows}
    assert rows[figures["gifts.money"].label] == "200余万元"
    assert sum(len(group.rows) for group in page.context["groups"]) > len(figures)


def test_list_leaves_out_what_counts_nothing(world: World, sign_in: Any) -> None:
    gift(world, "5")
    page = sign_in(world.yan).get(reverse("reports:figures"), {"year": "2018"})
    labels = [row.cells[0].text for group in page.context["groups"] for row in group.rows]
    assert labels == [
        figures[code].label for code in ("gifts.money", "members.serving", "members.outside_cpc")
    ] + [
        figures["members.women"].label,
        ratios["members.outside_share"].label,
    ]


def test_list_is_searched_by_name(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(reverse("reports:figures"), {"year": "2018", "q": "gifts.books"})
    assert [len(group.rows) for group in page.context["groups"]] == [1]


def test_list_asks_few_queries(world: World, sign_in: Any, django_assert_max_num_queries: Any) -> None:
    client = sign_in(world.yan)
    with django_assert_max_num_queries(16):
        client.get(reverse("reports:figures"), {"year": "2018"})


def test_drill_down_adds_up_to_the_value(world: World, sign_in: Any) -> None:
    for number, amount in enumerate(("1500000", "600000.50", "29999.50")):
        gift(world, amount, donor=f"第{number}家")
    card = sign_in(world.yan).get(figure("gifts.money")).context["card"]
    shares = [Decimal(str(row.cells[1].text).replace(",", "")) for row in card.rows]
    assert sum(shares) == card.reading.value == Decimal(2130000)
    assert (len(card.rows), card.hidden) == (card.reading.records, 0)


def test_rows_that_may_not_be_seen_are_counted(world: World, sign_in: Any) -> None:
    suggestions(world, 3)
    page = sign_in(world.bian).get(figure("suggestions.sent"))
    assert (page.context["card"].rows, page.context["card"].hidden) == ([], 3)
    assert "另有3条无权查看" in page.content.decode()


def test_rows_page_by_fifty_with_constant_queries(
    world: World, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    held(world, "bring_law", 51)
    client = sign_in(world.yan)
    with django_assert_max_num_queries(22):
        page = client.get(figure("bring_law.held"))
    assert (len(page.context["card"].rows), page.context["card"].page.paginator.num_pages) == (50, 2)


def test_ratio_opens_both_halves(world: World, sign_in: Any) -> None:
    card = sign_in(world.yan).get(figure("suggestions.adoption_rate")).context["card"]
    assert (card.reading.printed, card.reading.value) == ("–", None)
    links = [fact.url.partition("?")[0] for fact in card.facts if fact.url]
    assert links == [
        reverse("reports:figure", args=[code]) for code in ("suggestions.adopted", "suggestions.sent")
    ]


def test_a_from_to_window_is_kept(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(figure("gifts.money", **{"from": "2018-01-01", "to": "2019-02-25"}))
    window = page.context["card"].reading.ask.window
    assert (str(window.start), str(window.end)) == ("2018-01-01", "2019-02-25")


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2018-02-30", "to": "2018-03-01"},
        {"from": "2018-01-01"},
        {"from": "2018-02-01", "to": "2018-01-01"},
    ],
)
def test_a_faulty_window_is_told_and_the_year_shown(
    world: World, sign_in: Any, asked: dict[str, str]
) -> None:
    page = sign_in(world.yan).get(figure("gifts.money", **asked))
    assert page.context["card"].reading.ask.window == year(2018)
    assert page.context["choice"].form.errors


def test_unknown_figure_is_not_found(world: World, sign_in: Any) -> None:
    assert sign_in(world.yan).get(figure("no.such")).status_code == 404


def test_the_whole_opens_the_committees_figures(world: World, sign_in: Any) -> None:
    suggestions(world, 2)
    of_county(world, 3)
    card = sign_in(world.ling).get(figure("suggestions.sent", level="below")).context["card"]
    assert card.reading.printed == "5条"
    assert [[str(cell.text) for cell in row.cells] for row in card.shares] == [
        ["试验市政协", "2条"],
        ["试验县政协", "3条"],
    ]
    assert (card.rows, card.page) == ([], None)


def test_the_whole_is_not_for_everybody(world: World, sign_in: Any) -> None:
    of_county(world, 3)
    card = sign_in(world.wen).get(figure("suggestions.sent", level="below")).context["card"]
    assert card.reading.printed == "0条"


def test_the_drawer_gets_the_inner_part(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(figure("gifts.money"), headers={"HX-Target": "drawer-body"})
    assert "<html" not in page.content.decode()


def test_a_new_review_is_written_from_its_template(world: World, sign_in: Any) -> None:
    year_of_work(world)
    asked = {"template": "party_work", "year": "2018", "period": "year", "cut_off": "2019-02-25", "title": ""}
    answer = sign_in(world.yan).post(reverse("reports:review_new"), asked)
    made = Review.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, made.get_absolute_url())
    assert (made.title, made.written_by, SENT in made.text) == (
        "试验市政协2018年党建工作综述",
        world.yan,
        True,
    )


def edited(review: Review, **values: str) -> dict[str, str]:
    return {
        "title": review.title,
        "cut_off": "2019-02-25",
        "summary": review.summary,
        "text": review.text,
        "form": "plain",
        "version": str(review.version),
        **values,
    }


def test_an_edit_makes_its_writer(world: World, sign_in: Any) -> None:
    review, other = draft(world), User.objects.create_user("zhao", name="赵核")
    Appointment.objects.create(committee=world.city, user=other, role=Role.RESEARCH, since=START)
    answer = sign_in(other).post(f"{review.get_absolute_url()}edit/", edited(review, text="新的文字。"))
    review.refresh_from_db()
    assert (answer.status_code, review.text, review.written_by) == (302, "新的文字。", other)


@pytest.mark.parametrize(
    ("name", "value"), [("text", "{{no.such | 2018}}"), ("summary", "没有说完"), ("version", "99")]
)
def test_a_faulty_edit_keeps_what_was_typed(world: World, sign_in: Any, name: str, value: str) -> None:
    review = draft(world)
    answer = sign_in(world.yan).post(f"{review.get_absolute_url()}edit/", edited(review, **{name: value}))
    assert answer.status_code == 400
    assert review.text.splitlines()[0] in answer.content.decode() or name == "text"
    assert Review.objects.get().version == 1


def test_an_approved_review_is_not_edited(world: World, sign_in: Any) -> None:
    review = approved(world)
    assert sign_in(world.yan).get(f"{review.get_absolute_url()}edit/").status_code == 403


def test_the_page_shows_drift_beside_the_frozen_figure(world: World, sign_in: Any) -> None:
    suggestions(world, 2)
    review = approved(world, f"提出{SENT}。")
    suggestions(world, 1, sent_on=review.cut_off)
    (chip,) = sign_in(world.ling).get(review.get_absolute_url()).context["body"].chips
    assert (chip.printed, chip.now, chip.frozen) == ("2条", "现为3条", True)
    page = sign_in(world.ling).get(chip.url)
    assert "2条" in page.content.decode()
    assert [row.cells[1].text for row in page.context["drift"].rows] == ["新计入"]


def test_a_faulty_text_is_told_on_its_page(world: World, sign_in: Any) -> None:
    page = sign_in(world.yan).get(draft(world, "好。\n{{no.such | 2018}}").get_absolute_url())
    assert (page.status_code, len(page.context["body"].faults)) == (200, 1)


def test_docx_is_downloaded_by_its_title(world: World, sign_in: Any) -> None:
    review = draft(world)
    answer = sign_in(world.yan).get(reverse("reports:review_docx", args=[review.pk]))
    file = python_docx.Document(BytesIO(b"".join(answer.streaming_content)))
    assert review.title in "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_draft_is_not_there_for_others(world: World, sign_in: Any) -> None:
    review = draft(world)
    for short in ("wen", "bian", "liu", "stranger"):
        assert sign_in(world.users[short]).get(review.get_absolute_url()).status_code == 404
        assert (
            sign_in(world.users[short]).get(reverse("reports:review_docx", args=[review.pk])).status_code
            == 404
        )


def test_drill_down_rows_are_those_of_the_figure(world: World) -> None:
    year_of_work(world)
    scope = Scope(world.city.pk, year(2018))
    for entry in (figures["heart.activities"], figures["gifts.money"]):
        assert entry.visible_records(scope, world.acting("yan")).count() == entry.records(scope).count()


@pytest.mark.parametrize("short", PEOPLE)
def test_readings_are_shown_to_who_may_be_named_for_one(world: World, short: str) -> None:
    review = approved(world)
    Review.objects.filter(pk=review.pk).update(released=True)
    seen = Reading.objects.visible_to(world.acting(short)).filter(review=review)
    assert seen.count() == (4 if short in READERS else 0)


@pytest.mark.parametrize(
    ("name", "words"),
    [("summary", "长" * 300 + "。"), ("text", "长" * 100_001), ("text", "好。\n" * 5_001)],
)
def test_a_text_too_long_to_print_is_refused(world: World, sign_in: Any, name: str, words: str) -> None:
    review = draft(world)
    kept = {each: getattr(review, each) for each in ("title", "cut_off", "summary", "text", "form")}
    answer = sign_in(world.yan).post(reverse("reports:review_edit", args=[review.pk]), kept | {name: words})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [name])
