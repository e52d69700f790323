"""A site made ready for a command: its database held, and its tables as new as the program."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TypeVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.utils import translation

from luzhi.cli.building import build
from luzhi.site.holders import database
from luzhi.site.postgres import Cluster
from luzhi.tenancy.current import tenants

T = TypeVar("T")
OWNER = "owner"
LOCK = 0x6C757A6869  # "luzhi": the number of the advisory lock under which one command migrates


@contextmanager
def site() -> Iterator[Cluster | None]:
    """Hold the site's database, migrated where need be, for the block; None for a server's (DATABASE_URL)."""
    with database(settings.HOME) as cluster:
        try:
            if outdated():
                migrate()
            yield cluster
        finally:
            connections.close_all()  # before the last holder stops the server


def in_site(command: Callable[..., T]) -> Callable[..., T]:
    """Run the command within `site()`."""

    @wraps(command)
    def wrapped(*arguments: object, **options: object) -> T:
        with site():
            return command(*arguments, **options)

    return wrapped


@contextmanager
def patient(*committees: UUID) -> Iterator[None]:
    """Like `tenants`, without the limits that keep a page from blocking others: a command may take its time."""
    with tenants(*committees):
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
            )
        yield


def known() -> set[str]:
    """The program's migrations, "app.name", by their files: importing them all takes too long for every command."""
    names = set()
    for app in apps.get_app_configs():
        folder = f"{app.path}/migrations"
        names |= {f"{app.label}.{module.name}" for module in pkgutil.iter_modules([folder])}
    return names


def outdated() -> bool:
    """Whether a migration is missing in the database."""
    return bool(known() - _applied())


def migrate() -> None:
    """Make a new database, or apply what is missing, as the owner; a second command waits and finds nothing to do."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            if outdated():
                with translation.override(
                    None
                ):  # stored names of permissions must not depend on who migrates
                    if not _applied():
                        build(OWNER)
                    call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    connections[OWNER].close()


def analyse() -> None:
    """Let the database look at what was just loaded, before it plans queries over it: minutes before it would itself."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections[OWNER].close()


def _applied() -> set[str]:
    with connections["default"].cursor() as cursor:
        try:
            cursor.execute("SELECT app, name FROM django_migrations")
        except ProgrammingError:  # a new database
            return set()
        return {f"{app}.{name}" for app, name in cursor.fetchall()}
