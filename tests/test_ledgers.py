"""What every list owes: as many queries for three rows as for one, few enough, small enough; and its files."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from luzhi.core.pages import Ledger, ledgers
from tests.filling import filled
from tests.world import World

get_resolver().url_patterns  # noqa: B018 (ledgers are declared by their routes)
STAFF = ("wen", "ti", "yan", "bian", "shen", "ling")
BUDGET = 12 + 5  # performance.md's twelve, and session, user, appointments, tenants and savepoint around them


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("ledger", list(ledgers), ids=[ledger.code for ledger in ledgers])
def test_a_list_asks_as_often_for_three_rows_as_for_one(ledger: Ledger, world: World, sign_in: Any) -> None:
    for short in STAFF:
        client = sign_in(world.users[short])
        client.get(ledger.list_url)
    clients = [sign_in(world.users[short]) for short in STAFF]
    filled(ledger.model, world.city)
    one = [queries(client, ledger.list_url) for client in clients]
    filled(ledger.model, world.city)
    filled(ledger.model, world.city)
    three = [queries(client, ledger.list_url) for client in clients]
    assert one == three
    assert max(three) <= BUDGET


@pytest.mark.parametrize("ledger", list(ledgers), ids=[ledger.code for ledger in ledgers])
@pytest.mark.parametrize("asked", ["page=99", "page=x", "sort=nonsense", "sort=-", "q=%00", "q=' OR 1=1 --"])
def test_a_list_takes_whatever_stands_in_its_address(
    ledger: Ledger, asked: str, world: World, sign_in: Any
) -> None:
    assert sign_in(world.wen).get(f"{ledger.list_url}?{asked}").status_code == 200
