import logging
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from luzhi.accounts.models import OneTimeCode
from luzhi.audit.models import record
from luzhi.cli.tasks import check_chains, clear, count_words
from luzhi.organisation.divisions import ensure_committee
from luzhi.site.postgres import Cluster
from luzhi.tenancy.current import tenants
from tests.proposals.handled import filed
from tests.world import World


def test_common_words_are_counted_in_committees_of_many_texts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(world, body="公厕")
    assert count_words(timestamp=0) == {}
    monkeypatch.setattr("luzhi.search.commonness.FEW", 0)
    assert list(count_words(timestamp=0)) == [world.city.code]


def test_clear_deletes_what_has_ended_and_keeps_the_rest(world: World) -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    OneTimeCode.issue([world.liu, world.he, world.wen])
    OneTimeCode.objects.filter(user=world.liu).update(used_at=now)
    OneTimeCode.objects.filter(user=world.he).update(expires_at=now - timedelta(seconds=1))
    assert clear(timestamp=0) == {"sessions": 1, "codes": 2}
    assert [row.session_key for row in Session.objects.all()] == ["new"]
    assert [row.user_id for row in OneTimeCode.objects.all()] == [world.wen.pk]


def test_whole_chains_are_no_finding(world: World) -> None:
    record(world.wen, "unit.create", world.office)
    assert check_chains(timestamp=0) == {}


@pytest.mark.django_db(transaction=True)
def test_broken_chain_is_an_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    made = ensure_committee("100000")
    with psycopg.connect(**Cluster(settings.HOME).dsn("root"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE audit_entry SET verb = 'nothing' WHERE committee_id = %s", [made.pk])
        with caplog.at_level(logging.ERROR):
            found = check_chains(timestamp=0)
        connection.execute("DELETE FROM audit_entry WHERE committee_id = %s", [made.pk])
        connection.execute("DELETE FROM organisation_committee WHERE id = %s", [made.pk])
    assert (found, [line.message for line in caplog.records]) == (
        {"100000": 1}, ["audit chain of 100000, entry 1: changed"],
    )  # fmt: skip


def test_tasks_see_no_rows_outside_their_committee(world: World) -> None:
    record(world.wen, "unit.create", world.office)
    with tenants(world.twin.pk):
        assert check_chains(timestamp=0) == {}
