"""The roster: members of a term, people behind them, where they sit."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger
from luzhi.core.showing import Column, labelled
from luzhi.members.access import keeper, self_or_keeper
from luzhi.members.forms import MemberFilter, MemberForm, MembershipForm, PersonForm
from luzhi.members.models import Member, MemberQuerySet, Membership, Person


class MemberLedger(Ledger):
    def rows(self, user: Any) -> MemberQuerySet:
        """Sector and special committee as they are today come with the row: no query of their own."""
        rows: MemberQuerySet = super().rows(user)  # type: ignore[assignment]
        return rows.with_units(timezone.localdate())


MEMBERS = MemberLedger(
    code="members",
    label=_("Members"),
    purpose=_("Who is a member in which term, in stroke order."),
    model=Member,
    namespace="members",
    columns=(
        Column("person.roll_name", _("name"), sort="person__stroke_key"),
        Column("sector_name", _("sector")),
        Column("special_committee_name", _("special committee"), phone=False),
        Column("person.party", _("political status")),
        Column("post", _("post in the committee"), sort="post"),
        Column("since", _("from"), sort="since", phone=False),
    ),
    facts=(
        Column("person", _("name")),
        Column("term", _("term")),
        Column("number", _("member number")),
        Column("post", _("post in the committee")),
        Column("sector_name", _("sector")),
        Column("special_committee_name", _("special committee")),
        Column("since", _("from")),
        Column("until", _("until")),
        Column("end_reason", _("how it ended")),
    ),
    form=MemberForm,
    create=keeper,
    edit=keeper,
    filters=MemberFilter,
    search=("person__name", "person__initials", "person__employer"),
    related=("person", "term"),
    exchange="",
    empty=_("The roster is empty: import it from Excel, or enter the first member."),
)
PEOPLE = Ledger(
    code="people",
    label=_("People"),
    purpose=_("Personal data of members and staff, seen by the person and the office alone."),
    model=Person,
    namespace="members",
    columns=(
        Column("roll_name", _("name"), sort="stroke_key"),
        Column("party", _("political status")),
        Column("employer", _("employer and post")),
        Column("mobile", _("mobile"), phone=False),
    ),
    facts=labelled(Person, *PersonForm.Meta.fields),
    form=PersonForm,
    create=keeper,
    edit=self_or_keeper,
    search=("name", "initials", "employer"),
    empty=_("Nobody has been entered yet."),
)
MEMBERSHIPS = Ledger(
    code="memberships",
    label=_("Memberships of units"),
    purpose=_("Who sat where from when to when, and when that was recorded."),
    model=Membership,
    namespace="members",
    columns=(
        Column("person", _("person"), sort="person__stroke_key"),
        Column("unit", _("unit")),
        Column("post", _("post")),
        Column("since", _("from"), sort="since"),
        Column("until", _("until"), phone=False),
    ),
    facts=(
        Column("person", _("person")),
        Column("unit", _("unit")),
        Column("post", _("post")),
        Column("since", _("from")),
        Column("until", _("until")),
        Column("recorded_at", _("recorded at")),
        Column("retracted_at", _("retracted at")),
    ),
    form=MembershipForm,
    create=keeper,
    edit=keeper,
    search=("person__name", "unit__name"),
    related=("person", "unit"),
    empty=_("No memberships yet: they come with the roster's import."),
)
