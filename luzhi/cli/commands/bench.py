"""The benchmarks: each page's CPU, time and queries beside its bare queries, memory, and the review, in one run."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from luzhi.accounts.models import User
from luzhi.activities.models import Activity
from luzhi.cli import benching
from luzhi.cli.assets import collect
from luzhi.cli.benching import Result
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site
from luzhi.core.figures import Scope, figures
from luzhi.core.periods import year
from luzhi.members.models import Member
from luzhi.organisation.models import Committee
from luzhi.portal.models import Article
from luzhi.reports import layout
from luzhi.reports.choosing import periods_of
from luzhi.reports.models import Review
from luzhi.reports.reading import count, read
from luzhi.reports.tokens import tokens
from luzhi.reports.wording import Template, templates
from luzhi.reports.writing import compose
from luzhi.tenancy.current import tenants

HELP: Any = gettext_lazy("Benchmarks of the demonstration site, each beside its floor in the same run.")
TIMES = 60
NAMES = ("pages", "figures", "texts")
RUNS_OF_TEXT = 5


@click.command("bench", help=HELP)
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@with_output
@in_site
def command(output: Output, names: tuple[str, ...]) -> None:
    city = Committee.objects.filter(code="360300").first()
    if city is None:
        raise click.ClickException(_("Load the demonstration first: luzhi demo --no-serve"))
    collect()
    results = [result for name in names or NAMES for result in RUNS[name](output, city)]
    rows = [list(result.as_json().values()) for result in results]
    output.table([_("name"), _("value"), _("unit"), _("floor"), _("ratio")], rows)
    output.document({"results": [result.as_json() for result in results]})


def addresses(city: Committee) -> list[tuple[str, str, str]]:
    """(name, user, path) of the pages of the budget."""
    with tenants(city.pk):
        article = Article.objects.filter(committee=city, state="published").first()
        activity = Activity.objects.filter(committee=city, state="confirmed").latest("held_on")
        member = Member.objects.filter(committee=city).earliest("pk")
    shown = [("portal.article", "", f"/{city.code}/articles/{article.pk}/")] if article else []
    return [
        ("portal.front", "", f"/{city.code}/"),
        *shown,
        ("sign-in", "", "/login/"),
        ("desk", "organiser", "/desk/"),
        ("activities.list", "organiser", "/activities/"),
        ("activity", "organiser", f"/activities/{activity.pk}/"),
        ("sheet", "organiser", f"/duties/sheets/{member.person_id}/?year=2018"),
        ("sheets", "organiser", "/duties/sheets/?year=2018"),
        ("glance", "organiser", "/desk/year/?year=2018"),
        ("figure", "organiser", "/reports/figures/suggestions.sent/?from=2018-01-01&to=2019-02-25"),
    ]


def pages(output: Output, city: Committee) -> Iterator[Result]:
    with benching.server() as (port, web):
        for name, username, path in output.each(addresses(city), _("pages")):
            user = User.objects.get(username=username) if username else None
            yield from page(city, user, name, path, (port, web))
        yield Result("memory.web", benching.pss_mb(benching.children(web)), "MB", 300)


def page(
    city: Committee, user: User | None, name: str, path: str, served: tuple[int, int]
) -> Iterator[Result]:
    own, number = benching.statements(user, path)
    (port, web), database = served, benching.postmaster()
    fetch = benching.request_loop(port, path, benching.cookie(user) if user else "")
    spent, median, high = benching.measured(
        TIMES, fetch, lambda: [*benching.children(web), *benching.children(database)]
    )
    with tenants(city.pk):
        floor, floor_median, _high = benching.measured(
            TIMES, benching.bare(own), lambda: [os.getpid(), benching.backend()]
        )
    yield Result(f"{name}.cpu", spent, "ms", floor)
    yield Result(f"{name}.median", median, "ms", floor_median)
    yield Result(f"{name}.p95", high, "ms")
    yield Result(f"{name}.queries", number, "queries")


def every_figure(output: Output, city: Committee) -> Iterator[Result]:
    """All figures of a year, beside their bare queries."""
    window = year(2018)
    with tenants(city.pk):
        began = time.perf_counter()
        count(city.pk, (), [(figure, window) for figure in figures])
        counted = (time.perf_counter() - began) * 1000
        scope = Scope(city.pk, window)
        began = time.perf_counter()
        for figure in figures:
            figure.records(scope).order_by().count()
        floor = (time.perf_counter() - began) * 1000
    yield Result("figures.year", counted, "ms", floor)


def texts(output: Output, city: Committee) -> Iterator[Result]:
    """Each template of 2018: its writing beside the reading of its figures alone, then its files."""
    with tenants(city.pk), override("zh-hans"):
        for template in output.each(list(templates), _("texts")):
            draft = _draft(city, template)
            compose(draft)
            asks = [token.ask(draft.cut_off) for token in tokens(draft.text)]
            floor = _median(partial(read, city, asks))
            yield Result(f"{template.code}.figures", len(asks), "figures")
            yield Result(f"{template.code}.written", _median(partial(_written, city, template)), "ms", floor)
            yield Result(f"{template.code}.docx", _median(partial(layout.docx, draft)), "ms")
            yield Result(f"{template.code}.pdf", _median(partial(layout.pdf, draft)), "ms")


def _draft(city: Committee, template: Template) -> Review:
    return Review(
        committee=city,
        year=2018,
        period=periods_of(template)[-1],
        template=template.code,
        cut_off=date(2019, 2, 25),
    )


def _written(city: Committee, template: Template) -> None:
    compose(_draft(city, template))


def _median(once: Callable[[], Any]) -> float:
    """Milliseconds of the middle one of some runs."""
    taken = []
    for _run in range(RUNS_OF_TEXT):
        began = time.perf_counter()
        once()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


RUNS = {"pages": pages, "figures": every_figure, "texts": texts}
