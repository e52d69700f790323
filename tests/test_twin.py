"""Another committee's data is never reachable: every route, as every role, generated from the URL list (T-ASVS-50..54).

A new route without a rule here fails: pages of rows are found through their ledger, all others must be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luzhi.core.pages import Ledger, ledgers
from luzhi.duties.registry import GROUPS, duties
from luzhi.exchange.registry import importers
from luzhi.tenancy.current import tenants
from tests.filling import CANARY, filled, tenant_models
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


ROWS_BEHIND: dict[str, tuple[str, str]] = {
    "activities:attendance": ("pk", "activities.Activity"),
    "activities:read_back": ("pk", "activities.Activity"),
    "activities:sign_in_list": ("pk", "activities.Activity"),
    "duties:sheet": ("pk", "members.Person"),
    "exchange:commit": ("pk", "exchange.Upload"),
    "exchange:refused": ("pk", "exchange.Upload"),
    "exchange:slips": ("pk", "exchange.Batch"),
    "exchange:undo": ("pk", "exchange.Batch"),
    "exchange:upload": ("pk", "exchange.Upload"),
    "members:merge": ("pk", "members.Person"),
    "organisation:end_appointment": ("pk", "organisation.Appointment"),
    "organisation:new_slip": ("pk", "organisation.Appointment"),
    "organisation:session": ("pk", "organisation.Session"),
    "portal:article": ("pk", "portal.Article"),
    "portal:channel": ("slug", "portal.Channel"),
    "portal:chart": ("pk", "reports.Review"),
    "portal:comment": ("pk", "portal.Article"),
    "portal:figure": ("pk", "reports.FrozenFigure"),
    "portal:newsroom:take_over": ("pk", "reports.Review"),
    "portal:reaction": ("pk", "portal.Article"),
    "portal:since": ("pk", "portal.Article"),
    "portal:released_proposal": ("pk", "proposals.Proposal"),
    "proposals:answer_letter": ("pk", "proposals.Answer"),
    "proposals:answer_result": ("pk", "exchange.Upload"),
    "proposals:answer_sheet": ("pk", "exchange.Upload"),
    "proposals:assignment_discard": ("pk", "proposals.Assignment"),
    "proposals:assignment_kept": ("pk", "proposals.Assignment"),
    "proposals:pair_different": ("pk", "proposals.PairVerdict"),
    "proposals:proposal_similar": ("pk", "proposals.Proposal"),
    "proposals:beside": ("pk", "proposals.Proposal"),
    "proposals:examine": ("pk", "proposals.Proposal"),
    "proposals:hand_over": ("pk", "proposals.Assignment"),
    "proposals:opinion_form": ("pk", "proposals.Feedback"),
    "proposals:opinion_letter": ("pk", "proposals.Assignment"),
    "proposals:paper": ("pk", "proposals.Proposal"),
    "proposals:publication": ("pk", "proposals.Proposal"),
    "proposals:since_signing": ("pk", "proposals.Proposal"),
    "proposals:take_answers": ("pk", "exchange.Upload"),
    "reports:frozen": ("pk", "reports.FrozenFigure"),
    "reports:review_beside": ("pk", "reports.Review"),
    "reports:review_figures": ("pk", "reports.Review"),
    "reports:review_tokens": ("pk", "reports.Review"),
    "reports:review_versions": ("pk", "reports.Review"),
}
"""Routes of one row that no ledger declares: the argument and the model whose twin row is asked for."""

CHOICES: dict[str, Any] = {
    "duties:board": lambda: [{"group": group} for group in GROUPS],
    "exchange:export": lambda: [{"kind": importer.code} for importer in importers],
    "exchange:import": lambda: [{"kind": importer.code} for importer in importers],
    "exchange:template": lambda: [{"kind": importer.code} for importer in importers],
    "portal:feed": lambda: [{}],
    "portal:front": lambda: [{}],
    "portal:released": lambda: [{}],
    "portal:released_feed": lambda: [{}],
    "portal:language": lambda: [{"code": "en"}],
    "writing:discard": lambda: [{"form": "proposals.new"}],
    "writing:draft": lambda: [{"form": "proposals.new"}, {"form": "proposals.none"}],
    "proposals:counted": lambda: [{"name": name} for name in ("filed", "to_answer", "filing_rate")],
    "reports:month": lambda: [{"of_year": 2018, "number": 5}],
    "reports:figure": lambda: [
        {"code": code} for code in ("suggestions.sent", "gifts.money", "plenary.person_times")
    ],
}
"""Routes of lists and exports by a choice: every choice is visited."""


def address_of(name: str, world: World, /, **arguments: Any) -> str:
    wanted = converters(ROUTES[name][1])
    if "division" in wanted:
        arguments["division"] = world.city.code
    if "number" in wanted:
        arguments.setdefault("number", 0)
    return reverse(name, kwargs=arguments)


@pytest.mark.parametrize("name", sorted(ROWS_BEHIND))
def test_no_other_page_opens_a_row_of_another_committee(name: str, world: World, sign_in: Any) -> None:
    argument, label = ROWS_BEHIND[name]
    with tenants(world.twin.pk):
        row = filled(apps.get_model(label), world.twin, **({"slug": "twin"} if argument == "slug" else {}))
    address = address_of(name, world, **{argument: getattr(row, argument)})
    for short in PEOPLE:
        client = sign_in(world.users[short])
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403, 404, 405), (address, short, answer.status_code)
        clean(client, address)


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_no_choice_of_a_list_or_export_shows_another_committee(name: str, world: World, sign_in: Any) -> None:
    with tenants(world.twin.pk):
        for model in tenant_models():
            filled(model, world.twin)
    for arguments in CHOICES[name]():
        address = address_of(name, world, **arguments)
        clean(Client(), address)
        for short in PEOPLE:
            clean(sign_in(world.users[short]), address)


def test_the_rows_behind_one_duty_are_the_owners(world: World, sign_in: Any) -> None:
    with tenants(world.twin.pk):
        person = filled(apps.get_model("members.Person"), world.twin)
    for duty in duties:
        address = reverse("duties:earned", kwargs={"owner": person.pk, "code": duty.code})
        assert sign_in(world.wen).get(address).status_code == 404


@pytest.mark.parametrize("ledger", list(ledgers), ids=[ledger.code for ledger in ledgers])
def test_the_second_lock_holds_when_the_first_is_taken_out(
    ledger: Ledger, world: World, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin_row(world, ledger)
    monkeypatch.setattr(
        type(ledger.model._default_manager.all()), "visible_to", lambda rows, user: rows.all()
    )
    for short in ("wen", "yan", "ling"):
        clean(sign_in(world.users[short]), ledger.list_url)


def test_every_route_has_a_rule() -> None:
    ruled = {*ROW_PAGES, *ROWS_BEHIND, *CHOICES, "duties:earned"}
    assert sorted(set(OF_ROWS) - ruled) == []
