"""The demonstration year, loaded once for all tests of this folder and taken back after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from luzhi.demo import year
from luzhi.tenancy.current import show


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[year.Loaded]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = year.load()
        show([made.city.pk, *(county.pk for county in made.counties)])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "SET LOCAL enable_nestloop = off"
            )  # no statistics before the commit that never comes
        yield made
        transaction.set_rollback(True)
    settings.HOME.demo_marker.unlink()


@pytest.fixture
def year_of_city(loaded: year.Loaded) -> Iterator[year.Loaded]:
    """The loaded year with the city's rows shown; what the test changes is taken back after it."""
    with transaction.atomic():
        show([loaded.city.pk])
        yield loaded
        transaction.set_rollback(True)


@pytest.fixture
def whole_year(loaded: year.Loaded) -> Iterator[year.Loaded]:
    """The loaded year with the counties' rows shown too."""
    with transaction.atomic():
        show([loaded.city.pk, *(county.pk for county in loaded.counties)])
        yield loaded
        transaction.set_rollback(True)
