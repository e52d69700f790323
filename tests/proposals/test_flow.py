from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from luzhi.audit.models import Entry
from luzhi.core.flow import flows
from luzhi.organisation.models import Session
from luzhi.proposals.models import Ground, ProposalState
from luzhi.proposals.numbering import next_number
from tests.proposals.samples import proposal
from tests.world import World

FLOW = flows["proposal"]


def test_filing_gives_the_next_serial_of_the_session(world: World) -> None:
    ti, liu = world.acting("ti"), world.persons["liu"]
    proposal(world, liu, number="0007", state=ProposalState.FILED)
    first, second = proposal(world, liu), proposal(world, liu)
    FLOW.take("file", first, ti)
    FLOW.take("file", second, ti)
    assert (first.number, second.number) == ("0008", "0009")
    assert first.reference == "2018-0008"
    assert first.examined_on == timezone.localdate()


def test_filing_keeps_the_number_of_an_imported_proposal(world: World) -> None:
    imported = proposal(world, world.persons["liu"], number="0436")
    FLOW.take("file", imported, world.acting("ti"))
    assert imported.number == "0436"


def test_numbers_count_for_each_session_by_itself(world: World) -> None:
    term = world.session.term
    other = Session.objects.create(committee=world.city, term=term, number=3, year=2019)
    proposal(world, world.persons["liu"], number="0005")
    assert next_number(other.pk) == "0001"


def test_a_number_is_never_used_again(world: World) -> None:
    first = proposal(world, world.persons["liu"])
    FLOW.take("file", first, world.acting("ti"))
    assert next_number(world.session.pk) == "0002"


@pytest.mark.parametrize("ground", Ground)
def test_refusal_stores_the_ground_and_names_another_way(world: World, ground: Ground) -> None:
    row = proposal(world, world.persons["liu"])
    FLOW.take("refuse", row, world.acting("ti"), "说明", ground=ground.value)
    assert (row.state, row.ground, row.number[:2]) == (ProposalState.NOT_FILED, ground, "D-")
    assert str(row.route) == str(ground.route)


def test_every_ground_is_one_of_ten() -> None:
    assert [ground.value for ground in Ground] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("step", ["file", "refuse", "convert"])
@pytest.mark.parametrize("short", ["liu", "wen", "yan", "ling", "cheng", "shu"])
def test_only_the_proposals_committee_examines(world: World, step: str, short: str) -> None:
    row = proposal(world, world.persons["liu"])
    with pytest.raises(PermissionDenied):
        FLOW.take(step, row, world.acting(short))


@pytest.mark.parametrize("short", ["he", "ti", "wen", "yan"])
def test_only_its_author_withdraws(world: World, short: str) -> None:
    row = proposal(world, world.persons["liu"], world.persons["he"])
    with pytest.raises(PermissionDenied):
        FLOW.take("withdraw", row, world.acting(short), "重复")


def test_the_author_withdraws_before_the_filing_only(world: World) -> None:
    liu, row = world.acting("liu"), proposal(world, world.persons["liu"])
    FLOW.take("withdraw", row, liu, "内容重复")
    assert row.state == ProposalState.WITHDRAWN
    filed = proposal(world, world.persons["liu"])
    FLOW.take("file", filed, world.acting("ti"))
    with pytest.raises(ValidationError):
        FLOW.take("withdraw", filed, liu, "太迟")


def test_a_step_leaves_states_and_fields_in_the_audit(world: World) -> None:
    row = proposal(world, world.persons["liu"])
    FLOW.take("refuse", row, world.acting("ti"), "一句话说明", ground="10")
    entry = Entry.objects.about(row).get(verb="proposal.refuse")
    assert entry.changes == {"state": ["submitted", "not_filed"], "fields": ["ground", "examined_on"]}
    assert entry.remark_id is not None


def test_the_session_is_locked_while_its_next_number_is_taken(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2) as asked:
        next_number(world.session.pk)
    assert asked.captured_queries[0]["sql"].endswith("FOR NO KEY UPDATE")
