"""The demonstration year: loaded, its review written and published, compared with the article, and served."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connections, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from luzhi.accounts.models import Role
from luzhi.cli import options
from luzhi.cli.commands.serve import run
from luzhi.cli.failing import FOUND, Refused
from luzhi.cli.output import Output, exact, with_output, write
from luzhi.cli.preparing import analyse, migrate, patient, site
from luzhi.demo.accounts import accounts
from luzhi.demo.comparison import Line, all_agree, compare
from luzhi.demo.organisation import CITY
from luzhi.demo.publication import publish, published
from luzhi.demo.scene import YEAR
from luzhi.demo.year import is_empty, load
from luzhi.organisation.models import Committee
from luzhi.portal.models import Article
from luzhi.reports.layout import docx
from luzhi.site.locks import release, take
from luzhi.site.port import check_free
from luzhi.site.postgres import DATABASE, Cluster

HELP: Any = gettext_lazy(
    "Load the demonstration year (萍乡市政协 2018, invented records), write its review, compare it with the article,"
    " and serve. Only into an empty or a demonstration site."
)


@dataclass(frozen=True)
class Shown:
    """What the demonstration shows: the article, the document, and article against records."""

    article: Article
    document: Path
    lines: list[Line]


@click.command("demo", help=HELP)
@options.port()
@click.option("--no-serve", is_flag=True, help=gettext_lazy("do not serve; exit 1 when the figures differ"))
@click.option("--reset", is_flag=True, help=gettext_lazy("first delete the demonstration's own data"))
@with_output
def command(output: Output, port: int, no_serve: bool, reset: bool) -> int:
    with site() as cluster:
        if reset:
            clear(cluster)
        if not no_serve and is_empty():
            check_free("127.0.0.1", port)  # told before the year is loaded, not after
        shown = prepared(output)
        tell(output, shown, f"http://127.0.0.1:{port}")
        if not no_serve:
            return run(output, port)
    return 0 if all_agree(shown.lines) else FOUND


def prepared(output: Output) -> Shown:
    """The year loaded and published, each only where it is not there yet; the document is written anew."""
    if is_empty():
        output.say(_("Loading the demonstration year …"))
        load()
        analyse()
    if not settings.HOME.demo_marker.exists():
        raise Refused(
            _("This site has data of its own; set LUZHI_HOME to a new folder for the demonstration.")
        )
    city = Committee.objects.get(code=CITY)
    with patient(city.pk), override("zh-hans"):
        with transaction.atomic():
            article = published(city) or publish(city)
        assert article.review is not None  # noqa: S101 (it prints one)
        document = settings.HOME.path / f"review-{YEAR}.docx"
        write(document, docx(article.review))
        return Shown(article, document, compare(city))


def clear(cluster: Cluster | None) -> None:
    """Delete the data of a demonstration site, and of no other."""
    if not settings.HOME.demo_marker.exists() and not is_empty():
        raise Refused(_("Only a demonstration's data is deleted; this is a site of its own."))
    if cluster is None:
        raise Refused(_("The database is on a server (DATABASE_URL): empty it there."))
    held = take(settings.HOME.locks / "serve")
    if held is None:
        raise Refused(_("This site is being served; stop it first."))
    try:
        connections.close_all()
        cluster.drop_database(DATABASE)
        cluster.create_database(DATABASE)
        shutil.rmtree(settings.HOME.media)
        settings.HOME.ensure()
        settings.HOME.demo_marker.unlink(missing_ok=True)
    finally:
        release(held)
    migrate()


def tell(output: Output, shown: Shown, url: str) -> None:
    """The comparison, the accounts, and where to look."""
    output.table(
        [
            _("figure"),
            _("window"),
            _("the article says"),
            _("the records say"),
            _("exact value"),
            _("rows"),
            "",
        ],
        [
            [
                line.label,
                line.window.label,
                line.article,
                line.printed,
                exact(line.value),
                line.records,
                mark(line),
            ]
            for line in shown.lines
        ],
    )
    output.text("")
    people = accounts()
    output.table(
        [_("role"), _("user name"), _("password")],
        [[Role(row["role"]).label, row["username"], row["password"]] for row in people],
    )
    article = f"{url}{reverse('portal:article', args=[CITY, shown.article.pk])}"
    output.say(_("All people and records are invented. Review: %(docx)s") % {"docx": shown.document})
    output.say(_("Article: %(article)s") % {"article": article})
    figures = [as_json(line) for line in shown.lines]
    output.document(
        {
            "url": f"{url}/",
            "accounts": people,
            "docx": str(shown.document),
            "article": article,
            "figures": figures,
        }
    )


def mark(line: Line) -> str:
    return "" if line.agrees else _("differs")


def as_json(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "label": str(line.label),
        "unit": line.unit,
        "window": line.window.as_json(),
        "value": exact(line.value),
        "printed": line.printed,
        "records": line.records,
        "article": line.article,
    }
