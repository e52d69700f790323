import shutil
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from psycopg import sql

from luzhi.cli.preparing import migrate
from luzhi.site.holders import attached
from luzhi.site.postgres import Cluster
from luzhi.tenancy.current import show
from tests import plugin
from tests.world import World

TOGETHER = ("demo", "cli")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is loaded once for a folder is loaded in one of the processes, which then runs all tests of that folder."""
    for item in items:
        folder = item.path.parent.name
        if folder in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(folder))


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """A request leaves its language behind in the process: the next test begins in the one that this one found."""
    found = translation.get_language()
    yield
    translation.activate(found or settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A throw-away cluster of this process, migrated by the owner; tests then run as the web role."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    assert get_resolver().url_patterns  # the ledgers of pages are declared with the addresses, as in a server
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with attached(settings.HOME, throwaway=True):
        with django_db_blocker.unblock():
            migrate()
        yield
        connections.close_all()
    shutil.rmtree(plugin.FOLDER, ignore_errors=True)


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests that really commit, as threads need: afterwards every table of ours is empty again."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
    ours = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("luzhi.")]
    with psycopg.connect(**Cluster(settings.HOME).dsn("root")) as emptied:
        emptied.execute("SET session_replication_role = replica")  # the chain's triggers refuse it otherwise
        emptied.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(",").join(map(sql.Identifier, ours))))


@pytest.fixture
def world(db: None) -> World:
    """Two committees with named people; the city's rows are shown."""
    made = World.make()
    show([made.city.pk])
    return made


@pytest.fixture
def sign_in(world: World) -> Any:
    """A browser signed in as somebody of the world."""

    def signed(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed
