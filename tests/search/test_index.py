"""The index is in step with the texts whoever changes them, within the same transaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from luzhi.proposals.models import Answer, Proposal
from luzhi.search.checking import differing
from luzhi.search.models import Entry
from luzhi.tenancy.current import tenants
from tests.exchange.driving import import_file, undo_batch
from tests.filling import filled
from tests.proposals.handled import answered, assigned, filed
from tests.search.finding import titles
from tests.world import World

SHEET = "编号,年度,案由,提案人,提交时间,内容\n0007,2018,关于桥梁的提案,刘敏,2018-01-20,漕运码头需要修缮。\n"


def test_a_saved_text_is_found_at_once(world: World) -> None:
    made = filed(world, title="关于公厕的提案")
    made.title = "关于路灯的提案"
    made.save()
    assert (titles(world, world.acting("ti"), "公厕"), titles(world, world.acting("ti"), "路灯")) == (
        [],
        ["关于路灯的提案"],
    )


def test_a_bulk_update_is_found(world: World) -> None:
    filed(world)
    Proposal.objects.update(body="沿街设置直饮水点。")
    assert len(titles(world, world.acting("ti"), "直饮水")) == 1


def test_plain_sql_is_found(world: World) -> None:
    filed(world)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE proposals_proposal SET body = '沿街设置直饮水点。'")
    assert len(titles(world, world.acting("ti"), "直饮水")) == 1


def test_an_import_is_found_until_it_is_undone(world: World, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(SHEET, encoding="utf-8")
    batch = import_file("proposals", tmp_path / "p.csv", world.city).as_json()["batch"]
    found = titles(world, world.acting("ti"), "漕运码头")
    undo_batch(batch)
    assert (found, titles(world, world.acting("ti"), "漕运码头")) == (["关于桥梁的提案"], [])


def test_a_deleted_text_is_found_no_more(world: World) -> None:
    filed(world, body="漕运码头")
    Proposal.objects.all().delete()
    assert Entry.objects.count() == 0


def test_a_change_taken_back_leaves_nothing(world: World) -> None:
    made = filed(world, body="漕运码头")
    with transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(body="直饮水点")
        transaction.set_rollback(True)
    assert (titles(world, world.acting("ti"), "直饮水"), len(titles(world, world.acting("ti"), "漕运"))) == (
        [],
        1,
    )


def test_an_answer_is_indexed_under_its_own_id(world: World) -> None:
    answer = answered(world, assigned(world, filed(world)), body="已建成智慧公厕十二座。")
    assert Entry.objects.get(kind="answers").pk == answer.pk
    Answer.objects.filter(pk=answer.pk).update(body="正在建设。")
    assert Entry.objects.get(kind="answers").body == "正在建设"


def test_a_state_alone_leaves_the_index_untouched(world: World) -> None:
    made = filed(world)
    before = _place(made)
    Proposal.objects.filter(pk=made.pk).update(topic="其他")
    assert _place(made) == before


def _place(made: Proposal) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text FROM search_entry WHERE id = %s", [made.pk])
        return str(cursor.fetchone()[0])


def test_the_rows_of_another_committee_are_not_reached(world: World) -> None:
    with tenants(world.twin.pk):
        filled(Proposal, world.twin, title="邻市秘密公厕", body="邻市秘密公厕")
    assert titles(world, None, "公厕") == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM search_hits(%s, ARRAY['proposals'], ARRAY['a公厕'], '{}', NULL, 0, 10)",
            [world.twin.pk],
        )
        assert cursor.fetchone() == (0,)


def test_committees_that_share_a_key_stay_apart(world: World) -> None:
    twin = type(world.twin).objects.create(
        id=f"00000000-0000-7000-8000-00000000{str(world.city.pk)[-4:]}", code="369700", name="又一市", short_name="又一市",
        level=2, path="369700/",
    )  # fmt: skip
    filed(world, body="漕运码头")
    with tenants(world.city.pk, twin.pk):
        filled(Proposal, twin, body="漕运码头")
        assert len(titles(world, None, "漕运")) == 1


@pytest.mark.parametrize("spoil", ["body = body || '假'", "title = ''", "at = at - interval '1 day'"])
def test_a_differing_entry_is_told(world: World, spoil: str) -> None:
    made = filed(world)
    fine = list(differing(world.city.pk))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE search_entry SET {spoil}")  # noqa: S608 (the test's own words)
    assert (fine, list(differing(world.city.pk))) == ([], [("proposals", made.pk)])


def test_missing_and_left_over_entries_are_told(world: World) -> None:
    missing, orphan = filed(world), filed(world, number="0002")
    Entry.objects.filter(pk=missing.pk).delete()
    left = Entry.objects.get(pk=orphan.pk)
    Entry.objects.create(committee=world.city, kind="answers", at=left.at, title="", body="无主")
    assert {kind for kind, _pk in differing(world.city.pk)} == {"proposals", "answers"}
