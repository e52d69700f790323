"""The examination: who decides, from which states, what follows; and the pages on which it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luzhi.core.flow import flows
from luzhi.organisation.models import Session, Setting
from luzhi.proposals.examining import occasion
from luzhi.proposals.flow.deciding import FileForm
from luzhi.proposals.models import Ground, Occasion, Proposal, ProposalState
from luzhi.proposals.numbering import next_number
from luzhi.tenancy.current import show
from tests.proposals.handled import assigned, filed
from tests.proposals.samples import proposal
from tests.world import World

FLOW = flows["proposal"]
QUEUE = "/proposals/queue/"
DECISIONS: dict[str, dict[str, Any]] = {
    "file": {"topic": "城乡建设", "sphere": "", "opinion": "同意立案"},
    "return": {"remark": "请补充数据"},
    "refuse": {"ground": "10", "remark": "没有具体建议"},
    "convert": {"remark": "更宜反映情况"},
    "to_letter": {"remark": "属个别问题"},
}
OUTSIDE = ("liu", "he", "wen", "yan", "shu", "cheng", "bian", "ling", "du")


def take(world: World, step: str, row: Proposal, short: str = "ti", **changed: Any) -> None:
    data = DECISIONS.get(step, {}) | changed
    FLOW.take(step, row, world.acting(short), data.pop("remark", ""), **data)


@pytest.mark.parametrize("step", DECISIONS)
@pytest.mark.parametrize("short", OUTSIDE)
def test_nobody_else_decides(world: World, step: str, short: str) -> None:
    row = proposal(world, world.persons["liu"])
    with pytest.raises(PermissionDenied) as refused:
        take(world, step, row, short)
    assert str(refused.value).endswith("仅限提案委员会。")


@pytest.mark.parametrize("step", DECISIONS)
@pytest.mark.parametrize("state", ProposalState)
def test_a_decision_is_taken_from_its_own_states_alone(world: World, step: str, state: str) -> None:
    row = proposal(world, world.persons["liu"], state=state, number="0009")
    if state in FLOW[step].source:
        take(world, step, row)
        assert row.state == FLOW[step].target
    else:
        with pytest.raises(ValidationError) as refused:
            take(world, step, row)
        assert str(ProposalState(state).label) in refused.value.messages[0]
        assert Proposal.objects.get().state == state


def test_filing_gives_the_class_a_number_and_a_day_for_the_hand_over(world: World) -> None:
    first, second = (proposal(world, world.persons["liu"]) for _ in range(2))
    take(world, "file", first)
    take(world, "file", second, topic="其他")
    assert [(row.topic, row.topic_serial) for row in (first, second)] == [("城乡建设", 1), ("其他", 1)]
    assert first.due_on == timezone.localdate() + timedelta(days=30)


def test_a_mark_leaves_the_day_of_the_hand_over(world: World) -> None:
    row = proposal(world, world.persons["liu"])
    take(world, "file", row)
    take(world, "mark_key", row)
    assert row.due_on == timezone.localdate() + timedelta(days=30)


def test_another_class_gives_its_next_number_and_keeps_the_main_one(world: World, sign_in: Any) -> None:
    rows = [proposal(world, world.persons["liu"], title=f"第{n}件") for n in range(3)]
    for row, topic in zip(rows, ("城乡建设", "城乡建设", "其他"), strict=True):
        take(world, "file", row, topic=topic)
    values = {
        "session": world.session.pk, "title": "第0件", "body": "情况、分析、建议。", "topic": "其他",
        "lead": world.persons["liu"].pk, "proposer_kind": "member", "proposer": "刘 敏", "co_signers": "",
        "submitted_at": "2018-12-01T09:30", "version": rows[0].version, "reason": "类别有误",
    }  # fmt: skip
    answer = sign_in(world.ti).post(f"{rows[0].get_absolute_url()}edit/", values)
    rows[0].refresh_from_db()
    assert answer.status_code == 302
    assert (rows[0].number, rows[0].topic, rows[0].topic_serial) == ("0001", "其他", 2)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((2017, 10, 4, 23, 59), Occasion.ORDINARY),
        ((2017, 10, 5, 0, 0), Occasion.PLENARY),
        ((2018, 1, 8, 12, 0), Occasion.PLENARY),
        ((2018, 1, 8, 12, 1), Occasion.ORDINARY),
    ],
)
def test_occasion_runs_from_three_months_before_until_the_deadline(
    world: World, at: tuple[int, ...], expected: Occasion
) -> None:
    session, zone = world.session, timezone.get_current_timezone()
    assert session is not None
    session.starts_on = date(2018, 1, 5)
    session.proposals_until = datetime(2018, 1, 8, 12, 0, tzinfo=zone)
    assert occasion(session, datetime(*at, tzinfo=zone)) == expected  # type: ignore[misc, arg-type]


def test_a_session_without_a_deadline_takes_proposals_until_its_last_day() -> None:
    session = Session(starts_on=date(2018, 2, 5), ends_on=date(2018, 2, 8))
    zone = timezone.get_current_timezone()
    days = [occasion(session, datetime(2018, 2, day, 18, tzinfo=zone)) for day in (8, 9)]
    assert days == [Occasion.PLENARY, Occasion.ORDINARY]


def test_a_withdrawal_cancels_what_is_under_way_and_keeps_the_number(world: World) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    given_to = assigned(world, row)
    take(world, "withdraw_filed", row, remark="提案人申请")
    given_to.refresh_from_db()
    assert (row.state, row.number, given_to.state) == ("withdrawn", "0001", "cancelled")
    assert next_number(world.session.pk) == "0002"


def test_an_answered_proposal_is_not_withdrawn(world: World) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    assigned(world, row, state="answered", answered_on=date(2018, 5, 1))
    with pytest.raises(ValidationError, match="已有单位答复"):
        take(world, "withdraw_filed", row, remark="提案人申请")
    assert Proposal.objects.get().state == ProposalState.ASSIGNED


def test_the_class_is_one_of_the_committees_own_or_the_rows(world: World) -> None:
    rule = Setting.objects.create(
        committee=world.city, name="proposal_topics", value=["甲类", "乙类"], since=date(2018, 1, 1)
    )
    row = proposal(world, world.persons["liu"], topic="旧类")
    form = FileForm(user=world.acting("ti"), obj=row)
    assert [code for code, _label in form.fields["topic"].choices] == ["", "旧类", *rule.value]  # type: ignore[attr-defined]
    assert FileForm({"topic": "别的"}, user=world.acting("ti"), obj=row).errors["topic"]


def test_each_ground_names_its_way_beside_it(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    page = sign_in(world.ti).get(f"{QUEUE}{row.pk}/").content.decode()
    assert [str(ground.route) in page for ground in Ground] == [True] * 10


@pytest.mark.parametrize("short", OUTSIDE)
def test_the_queue_is_the_proposals_committees(world: World, sign_in: Any, short: str) -> None:
    row = proposal(world, world.persons["liu"])
    client = sign_in(world.users[short])
    for address in (QUEUE, f"{QUEUE}{row.pk}/", "/proposals/queue/mains/?q=1"):
        assert client.get(address).status_code == 403
    assert client.post(f"{QUEUE}{row.pk}/", {"step": "file", "topic": "其他"}).status_code == 403
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_the_queue_counts_states_and_classes_and_begins_with_the_oldest(world: World, sign_in: Any) -> None:
    now = timezone.now()
    for days, topic in ((1, "其他"), (9, "城乡建设"), (4, "其他")):
        proposal(
            world,
            world.persons["liu"],
            title=f"{days}天",
            topic=topic,
            submitted_at=now - timedelta(days=days),
        )
    filed(world)
    page = sign_in(world.ti).get(QUEUE)
    assert [line["row"].title for line in page.context["lines"]] == ["9天", "4天", "1天"]
    assert [line["days"] for line in page.context["lines"]] == [9, 4, 1]
    assert [each["count"] for each in page.context["states"]] == ["3", "1", "0", "0"]
    assert [(each["label"], each["count"]) for each in page.context["classes"]] == [
        ("全部类别", "3"),
        ("其他", "2"),
        ("城乡建设", "1"),
    ]


def test_the_queue_is_narrowed_by_its_address(world: World, sign_in: Any) -> None:
    now = timezone.now()
    proposal(world, world.persons["liu"], title="旧", topic="其他", submitted_at=now - timedelta(days=8))
    proposal(world, world.persons["liu"], title="新", topic="其他", submitted_at=now - timedelta(days=2))
    proposal(world, title="集体", topic="", submitted_at=now - timedelta(days=8))
    asked = {"waiting=7&proposer_kind=member": ["旧"], "topic=-": ["集体"], "occasion=ordinary": []}
    client = sign_in(world.ti)
    found = {
        query: [line["row"].title for line in client.get(f"{QUEUE}?{query}").context["lines"]]
        for query in asked
    }
    assert found == asked


@pytest.mark.parametrize(
    "query", ["state=nonsense", "topic=%00", "waiting=x", "page=99", "session=1", "topic='--"]
)
def test_the_queue_takes_whatever_stands_in_its_address(world: World, sign_in: Any, query: str) -> None:
    row = proposal(world, world.persons["liu"])
    client = sign_in(world.ti)
    assert client.get(f"{QUEUE}?{query}").status_code == 200
    assert client.get(f"{QUEUE}{row.pk}/?{query}").status_code == 200


def test_after_a_decision_comes_the_next_and_the_numbers_are_told(world: World, sign_in: Any) -> None:
    now = timezone.now()
    rows = [proposal(world, world.persons["liu"], submitted_at=now - timedelta(days=9 - n)) for n in range(3)]
    client = sign_in(world.ti)
    answer = client.post(
        f"{QUEUE}{rows[1].pk}/?topic=&waiting=3", {"step": "file", **DECISIONS["file"]}, follow=True
    )
    assert answer.redirect_chain == [(f"{QUEUE}{rows[2].pk}/?waiting=3", 302)]
    assert [str(each) for each in answer.context["messages"]] == [
        "关于增设公交站点的提案：已立案，2018-0001，城乡建设类001号"
    ]
    last = client.post(f"{QUEUE}{rows[2].pk}/", {"step": "refuse", **DECISIONS["refuse"]})
    assert last.headers["Location"] == f"{QUEUE}{rows[0].pk}/"


def test_a_decision_with_a_fault_keeps_what_was_typed(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    answer = sign_in(world.ti).post(
        f"{QUEUE}{row.pk}/", {"step": "refuse", "ground": "", "remark": "写了很久"}
    )
    tried = answer.context["tried"]
    assert answer.status_code == 400
    assert list(tried.form.errors) == ["ground"]
    assert [each.step.code for each in answer.context["decisions"] if each.open] == ["refuse"]
    assert "写了很久" in answer.content.decode()


def test_the_slower_examiner_is_told_who_decided_what(world: World, sign_in: Any) -> None:
    row = proposal(world, world.persons["liu"])
    take(world, "refuse", row)
    answer = sign_in(world.ti).post(f"{QUEUE}{row.pk}/", {"step": "file", **DECISIONS["file"]})
    assert answer.status_code == 400
    assert [(each["what"], each["who"]) for each in answer.context["overtaken"]] == [("不予立案", "提文")]
    assert Proposal.objects.get().state == ProposalState.NOT_FILED


def test_an_automatic_step_is_not_taken_by_hand(world: World, sign_in: Any) -> None:
    row = filed(world, state=ProposalState.ASSIGNED)
    assert sign_in(world.ti).post(f"{QUEUE}{row.pk}/", {"step": "answer"}).status_code == 404


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(("file", "refuse", "merge", "split", "withdraw_filed", "new", "return", "submit")),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_numbers_have_no_gap_and_are_never_used_again(
    world: World, steps: list[tuple[int, str, int]]
) -> None:
    show([world.city.pk])
    Proposal.objects.all().update(main=None)
    Proposal.objects.all().delete()
    liu, given_numbers = world.persons["liu"], {}
    rows = [proposal(world, liu, title=f"第{n}件") for n in range(4)]
    for at, step, other in steps:
        if step == "new":
            rows[at] = proposal(world, liu, title="又一件")
            continue
        more = {"main": rows[other]} if step == "merge" else {}
        try:
            take(world, step, rows[at], "liu" if step == "submit" else "ti", **more)
        except (ValidationError, PermissionDenied):
            rows[at].refresh_from_db()
        for row in rows:
            if row.is_numbered:
                assert given_numbers.setdefault(row.number, row.pk) == row.pk
    assert sorted(given_numbers) == [f"{n:04}" for n in range(1, len(given_numbers) + 1)]
    assert not Proposal.objects.exclude(main=None).filter(main__main__isnull=False).exists()
