"""Another committee's data is never reachable: every route, as every role, generated from the URL list (T-ASVS-50..54).

A new route without a rule here fails: pages of rows are found through their ledger, all others must be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luzhi.core.pages import Ledger
from luzhi.tenancy.current import tenants
from tests.filling import CANARY, filled
from tests.world import PEOPLE, World

FOREIGN = ("account_", "mfa_", "set_language", "redirect_to_profile", "static")
"""Routes of libraries: they show nothing of any committee."""


def routes(
    patterns: list[Any] | None = None, namespace: str = ""
) -> Iterator[tuple[str, dict[str, Any], URLPattern]]:
    """(full name, default kwargs, pattern) of every route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        elif not (pattern.name or "").startswith(FOREIGN):
            yield f"{namespace}{pattern.name}", pattern.default_args, pattern


def converters(pattern: URLPattern) -> set[str]:
    return set(pattern.pattern.converters)


ROUTES = {name: (kwargs, pattern) for name, kwargs, pattern in routes()}
PLAIN = sorted(name for name, (kwargs, pattern) in ROUTES.items() if not converters(pattern))
OF_ROWS = sorted(name for name, (kwargs, pattern) in ROUTES.items() if converters(pattern))


def twin_row(world: World, ledger: Ledger) -> Any:
    with tenants(world.twin.pk):
        return filled(ledger.model, world.twin)


def clean(client: Client, address: str) -> None:
    """Whatever the page answers, it shows nothing of the twin."""
    for method in (client.get, client.post):
        response = method(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert CANARY not in body.decode("utf-8", "replace"), address
        assert response.status_code != 500, address


@pytest.mark.parametrize("name", PLAIN)
def test_lists_show_nothing_of_another_committee(name: str, world: World, sign_in: Any) -> None:
    for ledger in {id(k["ledger"]): k["ledger"] for k, _ in ROUTES.values() if "ledger" in k}.values():
        if ROUTES[name][0].get("ledger") is ledger:
            twin_row(world, ledger)
    clean(Client(), reverse(name))
    for short in PEOPLE:
        clean(sign_in(world.users[short]), reverse(name))


ROW_PAGES = [name for name in OF_ROWS if "ledger" in ROUTES[name][0]]


@pytest.mark.parametrize("name", ROW_PAGES)
def test_rows_of_another_committee_do_not_exist(name: str, world: World, sign_in: Any) -> None:
    kwargs, pattern = ROUTES[name]
    row = twin_row(world, kwargs["ledger"])
    arguments = {"pk": row.pk} | ({"step": "confirm"} if "step" in converters(pattern) else {})
    address = reverse(name, kwargs=arguments)
    for short in PEOPLE:
        assert sign_in(world.users[short]).get(address).status_code == 404, (address, short)


OTHERS: dict[str, Any] = {}


def test_every_route_has_a_rule() -> None:
    assert sorted(set(OF_ROWS) - set(ROW_PAGES) - set(OTHERS)) == []
