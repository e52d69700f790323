"""What the review editor asks for: the list of figures, what tokens say, material and proposed passages."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from luzhi.consultations.models import Adoption, Suggestion
from luzhi.core.figures import figures, ratios
from luzhi.core.flow import flows
from luzhi.outreach.models import Voice
from luzhi.reports.editing.missing import missing
from luzhi.reports.models import Review
from tests.outreach.samples import quoted, voice
from tests.reports.work import CUT_OFF, MONEY, SENT, approved, draft, gift, held, suggestions, year_of_work
from tests.world import PEOPLE, World


def listed(client: Any, review: Review, **asked: str) -> Any:
    return client.get(reverse("reports:review_figures", args=[review.pk], query={"window": "2018", **asked}))


def told(client: Any, review: Review, *tokens: str, **more: Any) -> Any:
    body = json.dumps({"tokens": tokens, **more})
    return client.post(
        reverse("reports:review_tokens", args=[review.pk]), body, content_type="application/json"
    )


def lines(answer: Any) -> dict[str, Any]:
    return {line["code"]: line for room in answer.json()["rooms"] for line in room["figures"]}


@pytest.mark.parametrize("short", PEOPLE)
def test_figures_are_listed_to_who_may_edit(world: World, sign_in: Any, short: str) -> None:
    review = draft(world)
    wanted = 200 if short == "yan" else 403 if short == "ling" else 404
    assert listed(sign_in(world.users[short]), review).status_code == wanted


def test_list_holds_every_figure_with_its_value(world: World, sign_in: Any) -> None:
    year_of_work(world)
    found = lines(listed(sign_in(world.yan), draft(world)))
    assert len(found) == len(figures) + len(ratios)
    assert found["gifts.money"]["printed"] == "200余万元"
    assert found["gifts.money"]["counts"] is True


def test_list_counts_in_the_asked_window(world: World, sign_in: Any) -> None:
    suggestions(world, 2, date(2018, 6, 1))
    suggestions(world, 3, date(2019, 1, 5))
    client, review = sign_in(world.yan), draft(world)
    counted = {
        window: lines(listed(client, review, window=window))["suggestions.sent"]["printed"]
        for window in ("2018Q2", "2019-01", "since 2018-01-01", "2019-01-06..2019-01-31")
    }
    assert list(counted.values()) == ["2条", "3条", "5条", "0条"]


def test_list_is_found_by_pinyin_initials(world: World, sign_in: Any) -> None:
    found = lines(listed(sign_in(world.yan), draft(world)))
    assert "yjhjy" in found["suggestions.sent"]["sought"]


def test_list_refuses_what_is_no_window(world: World, sign_in: Any) -> None:
    answer = listed(sign_in(world.yan), draft(world), window="去年")
    assert (answer.status_code, "去年" in answer.json()["error"]) == (400, True)


def test_list_asks_few_queries(world: World, sign_in: Any, django_assert_max_num_queries: Any) -> None:
    client, review = sign_in(world.yan), draft(world)
    with django_assert_max_num_queries(20):
        listed(client, review)


def test_token_tells_its_card(world: World, sign_in: Any) -> None:
    gift(world, "2130000")
    card = told(sign_in(world.yan), draft(world), MONEY).json()[MONEY]
    assert (card["label"], card["window"], card["printed"], card["exact"], card["was"]) == (
        figures["gifts.money"].label,
        "2018年",
        "200余万元",
        "2130000元",
        "",
    )


def test_token_of_a_removed_figure_tells_why(world: World, sign_in: Any) -> None:
    token = "{{gone.figure | 2018}}"
    card = told(sign_in(world.yan), draft(world), token).json()[token]
    assert list(card) == ["fault"]
    assert "gone.figure" in card["fault"]


def test_token_counts_to_the_cut_off_of_the_form(world: World, sign_in: Any) -> None:
    suggestions(world, 2, date(2019, 3, 1))
    client, review = sign_in(world.yan), draft(world)
    cards = [told(client, review, SENT, cut_off=day).json()[SENT] for day in ("2019-03-31", "never")]
    assert [card["printed"] for card in cards] == ["2条", "0条"]


def test_correction_tells_what_was_printed(world: World, sign_in: Any) -> None:
    year_of_work(world)
    review = approved(world)
    flows["review"].take("correct", review, world.acting("yan"), correction="捐赠有补录。")
    correction = Review.objects.get(corrects=review)
    gift(world, "1000000", donor="另一家")
    card = told(sign_in(world.yan), correction, MONEY).json()[MONEY]
    assert (card["was"], card["printed"]) == ("200余万元", "300余万元")


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"tokens": 3}', '{"tokens": "x"}'])
def test_what_is_no_list_of_tokens_is_refused(world: World, sign_in: Any, body: str) -> None:
    address = reverse("reports:review_tokens", args=[draft(world).pk])
    answer = sign_in(world.yan).post(address, body, content_type="application/json")
    assert answer.status_code == 400


def test_edit_page_brings_what_its_tokens_say(world: World, sign_in: Any) -> None:
    gift(world, "2130000")
    page = sign_in(world.yan).get(reverse("reports:review_edit", args=[draft(world, MONEY).pk]))
    assert page.context["form"].brought["told"][MONEY]["printed"] == "200余万元"
    assert b'id="review-editor"' in page.content


def test_edit_keeps_an_untouched_text_as_stored(world: World, sign_in: Any) -> None:
    review = draft(world, "一\r\n\r\n二")
    form = {
        "title": "新题",
        "cut_off": CUT_OFF,
        "summary": review.summary,
        "text": "一\r\n\r\n二",
        "form": "plain",
    }
    answer = sign_in(world.yan).post(
        reverse("reports:review_edit", args=[review.pk]), form | {"version": review.version}
    )
    assert answer.status_code == 302
    assert Review.objects.values_list("title", "text").get(pk=review.pk) == ("新题", "一\r\n\r\n二")


def test_what_somebody_else_saved_is_shown_beside_and_nothing_is_lost(world: World, sign_in: Any) -> None:
    review = draft(world, "旧文。")
    form = {
        "title": review.title,
        "cut_off": CUT_OFF,
        "summary": review.summary,
        "form": "plain",
        "version": 1,
    }
    Review.objects.filter(pk=review.pk).update(text="他文。", version=5)
    answer = sign_in(world.yan).post(
        reverse("reports:review_edit", args=[review.pk]), form | {"text": "我文。"}
    )
    assert (answer.status_code, answer.context["form"]["text"].value()) == (400, "我文。")
    assert "<del>他</del><ins>我</ins>" in answer.context["form"].overtaken[0]["html"]


def beside(client: Any, review: Review, text: str = "") -> Any:
    return client.post(reverse("reports:review_beside", args=[review.pk]), {"text": text}).context


def sentences(context: Any) -> list[str]:
    return [line.sentence for heap in context["heaps"] for line in heap.lines]


def test_material_quotes_records_of_the_period(world: World, sign_in: Any) -> None:
    held(world, "bring_medicine", title="义诊进村", place="上栗镇", result="看病四十人次")
    held(world, "bring_medicine", title="次年义诊", held_on=date(2019, 3, 1))
    held(world, "training", title="委员培训班")
    [done] = suggestions(world, 1)
    Suggestion.objects.filter(pk=done.pk).update(state=Adoption.IMPLEMENTED, result="路已修好。")
    gift(world, "5000", donor="张三", donor_kind="member")
    found = sentences(beside(sign_in(world.yan), draft(world)))
    assert found == [
        "1月8日，办公室在上栗镇开展“义诊进村”活动。看病四十人次。",
        "“建议1”的建议得到落实，有关部门反馈：路已修好。",
        "政协委员捐赠帮扶资金5000元。",
        "1月8日，办公室开展“委员培训班”活动。",
    ]


def test_material_quotes_only_who_agreed_and_no_longer_who_took_it_back(world: World, sign_in: Any) -> None:
    [clinic] = held(world, "bring_medicine", title="义诊进村")
    agreed = quoted(world, clinic, "真是及时雨！")
    voice(clinic, "没人问过")
    client, review = sign_in(world.yan), draft(world)
    heap = beside(client, review)["heaps"][-1]
    assert (str(heap.label), [line.sentence for line in heap.lines]) == (
        "群众反馈",
        ["“真是及时雨！”某村村民说。"],
    )
    Voice.objects.filter(pk=agreed.pk).update(consent="refused")
    assert "群众反馈" not in [str(heap.label) for heap in beside(client, review)["heaps"]]


def test_material_shows_public_kinds_first(world: World, sign_in: Any) -> None:
    held(world, "heart_talk", title="谈心")
    held(world, "leading_group_meeting", title="党组会", held_on=date(2018, 9, 1))
    held(world, "bring_law", title="普法", held_on=date(2018, 2, 1))
    context = beside(sign_in(world.yan), draft(world))
    assert context["heaps"][0].lines[0].words == "普法"


def test_proposed_passages_are_those_whose_figures_the_text_lacks(world: World) -> None:
    year_of_work(world)
    review = draft(world)
    everything = missing(review, "")
    assert missing(review, review.text) == []
    lacking = missing(review, review.text.replace(MONEY, ""))
    assert [MONEY in passage.text for passage in lacking] == [True]
    assert "200余万元" in lacking[0].words
    assert len(everything) > len(lacking)


def test_beside_is_for_who_may_edit(world: World, sign_in: Any) -> None:
    address = reverse("reports:review_beside", args=[approved(world).pk])
    assert sign_in(world.yan).post(address).status_code == 403


def test_nested_lists_are_no_list_of_figures(world: World, sign_in: Any) -> None:
    address = reverse("reports:review_tokens", args=[draft(world).pk])
    answer = sign_in(world.yan).post(address, "[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
