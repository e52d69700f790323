"""The demonstration year: 萍乡市政协 in 2018 with its five county committees. All records of it are invented.

The committees, public places and offices exist; their people, activities, papers, gifts and figures here do not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import User
from luzhi.audit.models import record
from luzhi.demo.accounts import appoint, open_accounts
from luzhi.demo.activities import found_programmes, hold
from luzhi.demo.attendance import Dealer
from luzhi.demo.belonging import belong
from luzhi.demo.consultations import consult
from luzhi.demo.counties import county
from luzhi.demo.gifts import give
from luzhi.demo.material import table
from luzhi.demo.monthly import confirm_months
from luzhi.demo.names import Names
from luzhi.demo.organisation import CITY, COUNTIES, committees, found_units, open_term, set_rules
from luzhi.demo.pairings import pair
from luzhi.demo.papers import write
from luzhi.demo.party_life import live
from luzhi.demo.people import hire, invite
from luzhi.demo.proposals import propose
from luzhi.demo.regulations import issue
from luzhi.demo.scene import Scene
from luzhi.demo.voices import hear
from luzhi.organisation.models import Committee
from luzhi.tenancy.current import tenants

TERM = 13
PLENARIES = {
    2016: (date(2016, 10, 25), date(2016, 10, 28)),
    2017: (date(2017, 2, 13), date(2017, 2, 16)),
    2018: (date(2018, 2, 5), date(2018, 2, 8)),
    2019: (date(2019, 2, 18), date(2019, 2, 21)),
}


@dataclass(frozen=True)
class Loaded:
    """The committees that were made, and how many rows of each table."""

    city: Committee
    counties: tuple[Committee, ...]
    rows: dict[str, int]


def is_empty() -> bool:
    """Whether the site holds nothing yet: no committee and nobody who may sign in."""
    return not Committee.objects.exists() and not User.objects.exists()


def load() -> Loaded:
    """Make the whole year in one transaction. Only into an empty site (ValidationError), which is then marked as a demo."""
    if not is_empty():
        raise ValidationError(_("The demonstration year goes into an empty site only; this one holds data."))
    # Marked first: were it marked last, a crash between would leave a site with open doors and no warning.
    settings.HOME.demo_marker.write_text("2018\n", "utf-8")
    with transaction.atomic():
        made = committees()
        with tenants(*(made[code].pk for code in (CITY, *COUNTIES))):
            scenes = [_city(made[CITY]), *(county(made[code]) for code in COUNTIES)]
        confirm_months(made[code] for code in (CITY, *COUNTIES))
    written: Counter[str] = sum((scene.written for scene in scenes), Counter())
    return Loaded(made[CITY], tuple(made[code] for code in COUNTIES), dict(written))


def _city(committee: Committee) -> Scene:
    scene = Scene(committee, open_accounts())
    names = Names(scene.lots("names"))
    term = open_term(scene, TERM, PLENARIES)
    set_rules(scene, term.starts_on)
    found_units(scene)
    invite(scene, term, names)
    hire(scene, names)
    belong(scene)
    appoint(scene)
    dealer = Dealer(scene)
    activities = hold(scene, dealer, table("activities"), found_programmes(scene))
    live(scene, dealer)
    consult(scene, activities, "topics", table("documents"))
    propose(scene, dealer)
    write(scene, dealer)
    give(scene, activities, table("gifts"))
    hear(scene, activities, table("voices"))
    pair(scene, dealer)
    issue(scene)
    record(None, "demo.load", committee, dict(scene.written))
    return scene
