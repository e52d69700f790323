import pytest
from django.db import DatabaseError, connection, transaction

from luzhi.audit.checking import faults
from luzhi.audit.models import Entry, record
from tests.world import World


def test_entries_are_chained_in_order(world: World) -> None:
    for verb in ("unit.create", "unit.edit"):
        record(world.wen, verb, world.office, {"fields": ["name"]})
    first, second = Entry.objects.order_by("seq")
    assert (first.seq, second.seq, bytes(second.previous)) == (1, 2, bytes(first.digest))


def test_an_untouched_chain_has_no_faults(world: World) -> None:
    record(world.wen, "unit.create", world.office, remark="新设")
    assert list(faults(world.city.pk)) == []


def test_the_chain_holds_no_names(world: World) -> None:
    record(world.wen, "unit.edit", world.office, remark="刘敏提出")
    entry = Entry.objects.get()
    assert entry.actor_key == world.wen.subject_key
    assert "刘敏" not in str(entry.changes)


def test_an_entry_can_not_be_changed(world: World) -> None:
    record(world.wen, "unit.create", world.office)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(verb="nothing")


def test_an_entry_of_a_failed_change_is_gone(world: World) -> None:
    undone = transaction.savepoint()
    record(world.wen, "unit.create", world.office)
    transaction.savepoint_rollback(undone)
    assert Entry.objects.count() == 0


def test_the_web_role_can_not_switch_off_the_chain(world: World) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
