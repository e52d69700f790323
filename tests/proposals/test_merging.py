"""并案: two proposals become one matter; both keep their numbers, both first proposers get the answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from luzhi.core.flow import flows
from luzhi.organisation.models import Session
from luzhi.proposals.flow.deciding import MergeForm
from luzhi.proposals.models import Proposal, ProposalState
from tests.proposals.handled import answered, asked, assigned, filed
from tests.proposals.samples import proposal
from tests.world import World

FLOW = flows["proposal"]


def form(world: World, row: Proposal, main: str) -> MergeForm:
    return MergeForm({"main": main}, user=world.acting("ti"), obj=row)


def merge(world: World, row: Proposal, main: Proposal) -> None:
    FLOW.take("merge", row, world.acting("ti"), main=main)


def test_a_merged_proposal_keeps_a_number_of_its_own(world: World) -> None:
    main, row = filed(world), proposal(world, world.persons["he"])
    merge(world, row, main)
    assert (row.state, row.number, row.main) == (ProposalState.MERGED, "0002", main)


def test_split_gives_it_back_with_its_number(world: World) -> None:
    main, row = filed(world), filed(world, "0002", world.persons["he"])
    merge(world, row, main)
    FLOW.take("split", row, world.acting("ti"))
    assert (row.state, row.number, row.main) == (ProposalState.FILED, "0002", None)


def test_after_the_hand_over_nothing_is_split(world: World) -> None:
    main, row = filed(world), filed(world, "0002")
    merge(world, row, main)
    Proposal.objects.filter(pk=main.pk).update(state=ProposalState.ASSIGNED)
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="主提案已交办"):
        FLOW.take("split", row, world.acting("ti"))


@pytest.mark.parametrize("text", ["1", "0001", "2018-0001", "2018-0001 关于增设公交站点的提案", "公交站点"])
def test_the_main_proposal_is_named_by_number_or_words(world: World, text: str) -> None:
    main, row = filed(world), proposal(world, world.persons["he"], title="另一件")
    named = form(world, row, text)
    assert named.is_valid()
    assert named.cleaned_data["main"] == main


@pytest.mark.parametrize("text", ["0009", "2017-0001", "无此提案", "第一件；DROP", "\x00"])
def test_an_unknown_main_proposal_is_refused(world: World, text: str) -> None:
    filed(world)
    row = proposal(world, world.persons["he"], title="另一件")
    assert list(form(world, row, text).errors) == ["main"]


def test_words_that_fit_several_name_them(world: World) -> None:
    filed(world, "0001", title="公厕甲")
    filed(world, "0002", title="公厕乙")
    row = proposal(world, world.persons["he"], title="另一件")
    assert form(world, row, "公厕").errors["main"] == [
        "符合的不止一件，请输入编号：2018-0001 公厕甲；2018-0002 公厕乙"
    ]


def test_only_filed_ones_of_the_session_can_take_another_in(world: World) -> None:
    term = world.session.term
    later = Session.objects.create(committee=world.city, term=term, number=3, year=2019)
    row = filed(world, "0002")
    refused = []
    for other in (row, filed(world, "0003", session=later), proposal(world, world.persons["liu"])):
        with pytest.raises(ValidationError) as told:
            merge(world, Proposal.objects.get(pk=row.pk), other)
        refused += told.value.messages
    assert refused == [
        "提案不能并入本案。",
        "只有同一次会议的提案才能并案。",
        "主提案须先立案，且尚未答复、未并入其他提案。",
    ]


def test_one_that_took_others_in_is_not_merged_itself(world: World) -> None:
    main, row, third = filed(world), filed(world, "0002"), filed(world, "0003")
    merge(world, row, main)
    main.refresh_from_db()
    with pytest.raises(ValidationError, match="已有其他提案并入本案"):
        merge(world, main, third)


def test_nothing_is_merged_once_an_answer_has_gone_to_the_proposer(world: World) -> None:
    main, row = filed(world, state=ProposalState.ASSIGNED), filed(world, "0002")
    answered(world, assigned(world, main))
    Proposal.objects.filter(pk=main.pk).update(state=ProposalState.ASSIGNED)
    with pytest.raises(ValidationError, match="主提案的答复已送提案人"):
        merge(world, row, main)


def test_both_pages_name_each_other_and_the_answer_stands_on_both(world: World, sign_in: Any) -> None:
    main, row = filed(world), filed(world, "0002", world.persons["he"], title="被并的一件")
    merge(world, row, main)
    answer = answered(world, assigned(world, main))
    for each in (main, row):
        asked(world, answer, each)
    on_main = sign_in(world.he).get(main.get_absolute_url()).content.decode()
    on_row = sign_in(world.he).get(row.get_absolute_url()).content.decode()
    assert "被并的一件" in on_main
    assert "2018-0001 关于增设公交站点的提案" in on_row
    assert [answer.body in page for page in (on_main, on_row)] == [True, True]


def test_what_fits_is_offered_while_one_types(world: World, sign_in: Any) -> None:
    filed(world, "0012", title="关于公厕的提案")
    filed(world, "0013", title="关于公园的提案")
    client = sign_in(world.ti)
    offered = {
        text: client.get("/proposals/queue/mains/", {"q": text}).json()["offers"]
        for text in ("公厕", "13", "2018-0012 关于", "", "无")
    }
    assert offered == {
        "公厕": ["2018-0012 关于公厕的提案"],
        "13": ["2018-0013 关于公园的提案"],
        "2018-0012 关于": ["2018-0012 关于公厕的提案"],
        "": [],
        "无": [],
    }
