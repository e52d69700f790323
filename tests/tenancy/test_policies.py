"""The second lock: what the database shows when the first one is left out."""

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from luzhi.members.models import Membership
from luzhi.organisation.models import Unit, UnitKind
from luzhi.tenancy.current import show, tenants
from tests.world import World

SECURED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
WITH_COMMITTEE = "SELECT table_name FROM information_schema.columns WHERE column_name = 'committee_id' AND table_schema = 'public'"


def names(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def test_every_table_with_a_committee_has_a_forced_policy(db: None) -> None:
    assert names(WITH_COMMITTEE) - names(SECURED) == set()


def test_every_tenant_model_says_who_may_see_its_rows() -> None:
    tenant = [
        m
        for m in apps.get_models()
        if m.__module__.startswith("luzhi.") and hasattr(m, "committee") and not hasattr(m, "pgh_id")
    ]
    assert [m.__name__ for m in tenant if not hasattr(m._default_manager, "visible_to")] == []


def test_the_web_role_can_not_pass_row_level_security(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_without_tenants_there_are_no_rows(world: World) -> None:
    show([])
    assert Unit.objects.count() == 0


def test_another_committees_rows_stay_hidden_without_the_first_lock(world: World) -> None:
    with tenants(world.twin.pk):
        Unit.objects.create(committee=world.twin, kind=UnitKind.OFFICE, name="邻市办公室")
    assert not Unit.objects.filter(name="邻市办公室").exists()


def test_a_row_can_not_be_written_for_another_committee(world: World) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Unit.objects.create(committee=world.twin, kind=UnitKind.OFFICE, name="越界")


def test_a_row_can_not_point_at_another_committees_row(world: World) -> None:
    with tenants(world.twin.pk):
        foreign = Unit.objects.create(committee=world.twin, kind=UnitKind.SECTOR, name="邻市界别")
    Membership.objects.create(
        committee=world.city,
        person=world.persons["liu"],
        unit_id=foreign.pk,
        kind="group",
        since="2018-01-01",
    )
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_tenants_come_back_after_a_nested_scope(world: World) -> None:
    with tenants(world.twin.pk):
        assert Unit.objects.count() == 0
    assert Unit.objects.count() == len(world.units)
