"""查重 pages: only what the reader may see, both texts escaped with what they share marked, pairs decided once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from luzhi.proposals.models import Answer, Assignment, PairVerdict, Proposal, ProposalState
from luzhi.proposals.pairing import compare, queue, to_compare
from luzhi.tenancy.current import tenants
from tests.proposals.samples import proposal
from tests.search.test_similar_verdicts import BODY, OTHERS, TITLE
from tests.world import World


@pytest.fixture
def alike(world: World) -> tuple[Proposal, Proposal]:
    """An earlier filed proposal, the same text waiting under another title, and three of other matters."""
    earlier = proposal(world, title=TITLE, body=BODY, number="0001", state=ProposalState.FILED)
    for number, other in enumerate(OTHERS, 2):
        proposal(world, title=other.title, body=other.body, number=f"000{number}", state=ProposalState.FILED)
    return earlier, proposal(world, title="关于<em>充电</em>难的提案", body=BODY + "<script>")


def answered(world: World, row: Proposal) -> None:
    assignment = Assignment.objects.create(committee=world.city, proposal=row, unit=world.units["department"])
    Answer.objects.create(
        committee=world.city,
        assignment=assignment,
        answer_class="B",
        body="已列入明年改造计划。",
        sent_on=date(2018, 6, 1),
    )


def test_similar_page_names_the_same_text_with_its_answer(world: World, sign_in: Any, alike: Any) -> None:
    answered(world, alike[0])
    found = sign_in(world.ti).get(reverse("proposals:proposal_similar", args=[alike[1].pk])).context["found"]
    assert [(each.proposal.title, each.like.verdict.value) for each in found] == [(TITLE, "same text")]
    assert [(answer.class_now, answer.first_lines) for answer in found[0].answers] == [
        ("B", "已列入明年改造计划。")
    ]


def test_beside_page_marks_and_escapes(world: World, sign_in: Any, alike: Any) -> None:
    page = sign_in(world.ti).get(reverse("proposals:beside", args=[alike[1].pk]), {"with": alike[0].pk})
    text = page.content.decode()
    assert (f"<mark>{BODY[:-1]}</mark>" in text, "&lt;script&gt;" in text, "<em>" in text) == (
        True,
        True,
        False,
    )


def test_reader_sees_no_similar_proposal_that_is_not_his(world: World, sign_in: Any, alike: Any) -> None:
    own = proposal(world, world.persons["liu"], title="关于充电桩的提案", body=BODY)
    client = sign_in(world.liu)
    assert client.get(reverse("proposals:proposal_similar", args=[own.pk])).context["found"] == []
    beside = reverse("proposals:beside", args=[own.pk])
    assert [client.get(beside, {"with": other}).status_code for other in (alike[0].pk, "none")] == [404, 404]


def test_fragment_shows_the_writer_released_proposals_with_answers(
    world: World, sign_in: Any, alike: Any
) -> None:
    Proposal.objects.filter(pk=alike[0].pk).update(released=True)
    answered(world, alike[0])
    page = sign_in(world.liu).post(reverse("proposals:similar_fragment"), {"title": TITLE, "body": BODY[:80]})
    found = page.context["found"]
    assert ([each.proposal.title for each in found], "已列入明年改造计划" in page.content.decode()) == (
        [TITLE],
        True,
    )


def test_fragment_waits_for_a_title(world: World, sign_in: Any) -> None:
    page = sign_in(world.liu).post(reverse("proposals:similar_fragment"), {"title": "充电"})
    assert (page.status_code, page.context["enough"], page.context["found"]) == (200, False, [])


def test_comparing_keeps_each_pair_once_and_only_what_is_new(world: World, alike: Any) -> None:
    numbers = [compare(world.city.pk), compare(world.city.pk)]
    pair = PairVerdict.objects.get()
    assert (numbers, {pair.first, pair.second}, pair.verdict) == ([5, 0], set(alike), "same text")
    proposal(world, title="又一份", body=BODY)
    assert (to_compare(world.city.pk).count(), compare(world.city.pk), PairVerdict.objects.count()) == (
        1,
        1,
        3,
    )


def test_pairs_page_leads_to_the_merger(world: World, sign_in: Any, alike: Any) -> None:
    compare(world.city.pk)
    ((pair, merge),) = sign_in(world.ti).get(reverse("proposals:pairs")).context["pairs"]
    assert merge.startswith(f"{alike[1].get_absolute_url()}merge/?main=2018-0001")
    assert pair.similarity == 100


def test_pair_held_to_be_different_does_not_come_back(world: World, sign_in: Any, alike: Any) -> None:
    compare(world.city.pk)
    client = sign_in(world.ti)
    client.post(reverse("proposals:pair_different", args=[PairVerdict.objects.get().pk]))
    Proposal.objects.filter(pk=alike[1].pk).update(submitted_at="2099-01-01T00:00Z")
    again = compare(world.city.pk)
    assert (again, list(client.get(reverse("proposals:pairs")).context["pairs"])) == (1, [])


def test_merged_and_withdrawn_pairs_wait_no_more(world: World, alike: Any) -> None:
    compare(world.city.pk)
    user = world.acting("ti")
    shown = [queue(user, world.session.pk).count()]  # type: ignore[union-attr]
    for change in ({"state": "merged", "main": alike[0]}, {"state": "withdrawn", "main": None}):
        Proposal.objects.filter(pk=alike[1].pk).update(**change)
        shown.append(queue(user, world.session.pk).count())  # type: ignore[union-attr]
    assert shown == [1, 0, 0]


@pytest.mark.parametrize("short", ["liu", "wen", "ling", "cheng"])
def test_pairs_are_the_proposals_committees(world: World, sign_in: Any, alike: Any, short: str) -> None:
    compare(world.city.pk)
    client, pair = sign_in(world.users[short]), PairVerdict.objects.get()
    answers = [client.get(reverse("proposals:pairs")), client.post(reverse("proposals:pairs_compare"))]
    answers.append(client.post(reverse("proposals:pair_different", args=[pair.pk])))
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_other_committees_texts_are_never_compared(world: World, alike: Any) -> None:
    with tenants(world.twin.pk):
        assert (compare(world.twin.pk), PairVerdict.objects.count()) == (0, 0)
