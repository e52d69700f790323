"""The first start of a real site: its committee, the current term, and three administrators."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.accounts.models import ADMINISTRATORS, CODE_DAYS, OneTimeCode, Role, User
from luzhi.audit.models import record
from luzhi.cli import options
from luzhi.cli.failing import Refused
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Appointment, Committee, Level, Term
from luzhi.tenancy.current import tenants

HELP: Any = gettext_lazy(
    "Set up an empty site: the committee, its current term, and the first sign-in of its three administrators"
    " (system, security, audit) by one-time codes. Name up to three persons by repeating --admin."
)
USERNAMES = {Role.SYSTEM_ADMIN: "system", Role.SECURITY_ADMIN: "security", Role.AUDIT_ADMIN: "audit"}
TERM_YEARS = 5
# A year in which terms began: all committees of a level change together.
ELECTED = {Level.NATION: 2023, Level.PROVINCE: 2023, Level.CITY: 2021, Level.COUNTY: 2021}


@click.command("setup", help=HELP)
@options.committee()
@click.option(
    "--admin", "names", metavar="NAME", required=True, multiple=True, help=gettext_lazy("administrator")
)
@click.option(
    "--term", "number", type=click.IntRange(1, 99), help=gettext_lazy("number of the current term (届)")
)
@click.option(
    "--term-from", "start", type=options.Day(), metavar="DATE", help=gettext_lazy("first day of the term")
)
@with_output
@in_site
def command(
    output: Output, code: str, names: tuple[str, ...], number: int | None, start: date | None
) -> None:
    if len(names) > len(ADMINISTRATORS) or not all(name.strip() for name in names):
        raise click.BadParameter(_("one to three names"), param_hint="--admin")
    refuse_used_site()
    with transaction.atomic():
        committee = ensure_committee(code)
        with tenants(committee.pk):
            begun = start or term_start(committee.level, timezone.localdate())
            term = Term.objects.create(committee=committee, number=number or 1, starts_on=begun)
            slips = administrators(committee, names)
            record(None, "site.setup", committee)
    if number is None:
        output.say(_("The term was entered as %(term)s from %(day)s; --term and --term-from say otherwise.")
                   % {"term": term, "day": begun})  # fmt: skip
    for slip in slips:
        output.text(printed(committee, slip))
    output.document({"committee": code, "codes": slips})


def refuse_used_site() -> None:
    if settings.HOME.demo_marker.exists():
        raise Refused(_("This is a demonstration site; set LUZHI_HOME to a new folder for a real one."))
    if Committee.objects.exists() or User.objects.exists():
        raise Refused(_("This site already has data; set LUZHI_HOME to a new folder."))


def term_start(level: int, today: date) -> date:
    """The first day of the year in which the current term began: every five years for all of a level."""
    since = (today.year - ELECTED[Level(level)]) % TERM_YEARS
    return date(today.year - since, 1, 1)


def administrators(committee: Committee, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Three accounts that only their one-time codes open; a person not named yet is called by the role."""
    labels = [str(role.label) for role in ADMINISTRATORS]
    called = [*(name.strip() for name in names), *labels[len(names) :]]
    users = {}
    for role, name in zip(ADMINISTRATORS, called, strict=True):
        users[role] = User.objects.create_user(f"{USERNAMES[role]}{committee.code}", name=name)
        Appointment.objects.create(committee=committee, user=users[role], role=role)
    codes = OneTimeCode.issue(list(users.values()))
    return [
        {"role": role.value, "name": user.name, "username": user.username, "code": codes[user.pk]}
        for role, user in users.items()
    ]


def printed(committee: Committee, slip: dict[str, str]) -> str:
    """A slip to cut off and hand over."""
    lines = [
        "- " * 30,
        f"{committee.name}   {Role(slip['role']).label}",
        _("Name: %(name)s") % slip,
        _("User name: %(username)s") % slip,
        _("One-time code: %(code)s") % slip,
        _("Good once, within %(days)s days, for setting the password.") % {"days": CODE_DAYS},
    ]
    return "\n".join(lines)
