"""Many decisions at one instant: committed rows, one database connection a decision, exactly one outcome each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from luzhi.audit.checking import faults
from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.organisation.models import Session, Term
from luzhi.proposals.flow.deciding import MergeForm
from luzhi.proposals.models import Assignment, Proposal, ProposalState
from luzhi.tenancy.current import tenants
from tests.proposals.handled import assigned, filed
from tests.proposals.samples import proposal
from tests.world import World

AT_ONCE = 50
DONE = ""
FLOW = flows["proposal"]


@pytest.fixture
def world(committing: None) -> World:
    with tenants():
        return World.make()


def at_once(world: World, *acts: Callable[[], None]) -> list[str]:
    """Each act in a transaction of its own, all begun together: "" or the words of its refusal."""
    start = Barrier(len(acts))

    def one(act: Callable[[], None]) -> str:
        try:
            with tenants(world.city.pk):
                start.wait()
                act()
        except ValidationError as error:
            return " ".join(error.messages)
        finally:
            connection.close()
        return DONE

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def taking(
    world: World, step: str, row: Any, short: str, remark: str = "", **data: Any
) -> Callable[[], None]:
    def act() -> None:
        fresh = type(row).objects.get(pk=row.pk)
        flows.of(fresh).take(step, fresh, world.acting(short), remark, **data)

    return act


def merging(world: World, row: Proposal, main: Proposal) -> Callable[[], None]:
    """As the page does: the form locks both rows, then the step."""

    def act() -> None:
        ti, fresh = world.acting("ti"), Proposal.objects.get(pk=row.pk)
        form = MergeForm({"main": main.number}, user=ti, obj=fresh)
        if not form.is_valid():
            raise ValidationError(form.errors["main"])
        data = dict(form.cleaned_data)
        FLOW.take("merge", fresh, ti, data.pop("remark"), **data)

    return act


def test_fifty_filings_at_once_get_fifty_numbers_without_a_gap(world: World) -> None:
    with tenants(world.city.pk):
        rows = [proposal(world, world.persons["liu"], title=f"第{n}件") for n in range(AT_ONCE)]
    told = at_once(world, *(taking(world, "file", row, "ti", topic="城乡建设") for row in rows))
    with tenants(world.city.pk):
        numbers = sorted(Proposal.objects.values_list("number", flat=True))
        serials = sorted(Proposal.objects.values_list("topic_serial", flat=True))
        assert list(faults(world.city.pk)) == []
    assert told == [DONE] * AT_ONCE
    assert numbers == [f"{n:04}" for n in range(1, AT_ONCE + 1)]
    assert serials == list(range(1, AT_ONCE + 1))


def test_of_two_examiners_one_decides_and_the_other_is_told(world: World) -> None:
    with tenants(world.city.pk):
        row = proposal(world, world.persons["liu"])
    told = at_once(
        world,
        taking(world, "file", row, "ti", topic="城乡建设"),
        taking(world, "refuse", row, "ti", "空泛", ground="10"),
    )
    with tenants(world.city.pk):
        row.refresh_from_db()
    assert told.count(DONE) == 1
    assert row.state == (ProposalState.FILED if told[0] == DONE else ProposalState.NOT_FILED)
    assert bool(row.ground) == (row.state == ProposalState.NOT_FILED)


def test_of_two_merged_into_each_other_one_wins(world: World) -> None:
    with tenants(world.city.pk):
        first, second = filed(world, "0001"), filed(world, "0002", title="另一件")
    told = at_once(world, merging(world, first, second), merging(world, second, first))
    with tenants(world.city.pk):
        mains = list(Proposal.objects.exclude(main=None).values_list("state", flat=True))
    assert told.count(DONE) == 1
    assert mains == [ProposalState.MERGED]


def test_without_the_form_the_database_still_lets_one_win(world: World) -> None:
    with tenants(world.city.pk):
        first, second = filed(world, "0001"), filed(world, "0002", title="另一件")
    told = at_once(
        world,
        taking(world, "merge", first, "ti", main=second),
        taking(world, "merge", second, "ti", main=first),
    )
    with tenants(world.city.pk):
        assert Proposal.objects.exclude(main=None).count() == 1
    assert told.count(DONE) == 1


def test_three_merged_in_a_ring_make_no_ring(world: World) -> None:
    with tenants(world.city.pk):
        rows = [filed(world, f"000{n}", title=f"第{n}件") for n in (1, 2, 3)]
    at_once(world, *(merging(world, rows[n], rows[(n + 1) % 3]) for n in range(3)))
    with tenants(world.city.pk):
        into = dict(Proposal.objects.exclude(main=None).values_list("pk", "main"))
    assert 1 <= len(into) <= 2
    assert set(into) & set(into.values()) == set()


def test_a_withdrawal_and_a_receipt_at_once_have_one_outcome(world: World) -> None:
    with tenants(world.city.pk):
        row = filed(world, state=ProposalState.ASSIGNED)
        given = assigned(world, row)
    told = at_once(
        world,
        taking(world, "withdraw_filed", row, "ti", "提案人申请"),
        taking(world, "receive", given, "cheng"),
    )
    with tenants(world.city.pk):
        row.refresh_from_db()
        given.refresh_from_db()
    withdrawn = row.state == ProposalState.WITHDRAWN
    assert (given.state == HandlingState.CANCELLED) == withdrawn
    assert DONE in told
    assert withdrawn == (told[0] == DONE)


def test_a_session_that_is_being_numbered_takes_new_proposals(world: World) -> None:
    """Whoever files holds the session's lock until commit; members go on entering theirs."""
    with tenants(world.city.pk):
        row = proposal(world, world.persons["liu"])
        FLOW.take("file", row, world.acting("ti"), topic="城乡建设")
        told = at_once(world, lambda: proposal(world, world.persons["he"]) and None)
    assert told == [DONE]


def test_numbers_of_two_sessions_do_not_wait_for_each_other(world: World) -> None:
    with tenants(world.city.pk):
        term = Term.objects.get()
        other = Session.objects.create(committee=world.city, term=term, number=3, year=2019)
        one = proposal(world, world.persons["liu"])
        two = proposal(world, world.persons["he"], session=other)
    told = at_once(world, *(taking(world, "file", each, "ti", topic="其他") for each in (one, two)))
    with tenants(world.city.pk):
        assert set(Proposal.objects.values_list("number", flat=True)) == {"0001"}
        assert Assignment.objects.count() == 0
    assert told == [DONE, DONE]
