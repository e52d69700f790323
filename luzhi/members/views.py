"""The roster: members of a term, people behind them, where they sit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from luzhi.core.pages import Ledger
from luzhi.core.showing import Column, labelled
from luzhi.members.access import keeper, self_or_keeper
from luzhi.members.forms import MemberFilter, MemberForm, MembershipForm, PersonForm
from luzhi.members.merging import MergeForm, merge
from luzhi.members.models import Member, MemberQuerySet, Membership, Person
from luzhi.members.terms import TermForm, begin


class MemberLedger(Ledger):
    def rows(self, user: Any) -> MemberQuerySet:
        """Sector and special committee as they are today come with the row: no query of their own."""
        rows: MemberQuerySet = super().rows(user)  # type: ignore[assignment]
        return rows.with_units(timezone.localdate())


MEMBERS = MemberLedger(
    code="members",
    label=gettext_lazy("Members"),
    purpose=gettext_lazy("Who is a member in which term, in stroke order."),
    model=Member,
    namespace="members",
    columns=(
        Column("person.roll_name", gettext_lazy("name"), sort="person__stroke_key"),
        Column("sector_name", gettext_lazy("sector")),
        Column("special_committee_name", gettext_lazy("special committee"), phone=False),
        Column("person.party", gettext_lazy("political status")),
        Column("post", gettext_lazy("post in the committee"), sort="post"),
        Column("since", gettext_lazy("from"), sort="since", phone=False),
    ),
    facts=(
        Column("person", gettext_lazy("name")),
        Column("term", gettext_lazy("term")),
        Column("number", gettext_lazy("member number")),
        Column("post", gettext_lazy("post in the committee")),
        Column("sector_name", gettext_lazy("sector")),
        Column("special_committee_name", gettext_lazy("special committee")),
        Column("since", gettext_lazy("from")),
        Column("until", gettext_lazy("until")),
        Column("end_reason", gettext_lazy("how it ended")),
    ),
    form=MemberForm,
    create=keeper,
    edit=keeper,
    filters=MemberFilter,
    search=("person__name", "person__initials", "person__employer"),
    related=("person", "term"),
    exchange="members",
    empty=gettext_lazy("The roster is empty: import it from Excel, or enter the first member."),
)
PEOPLE = Ledger(
    code="people",
    label=gettext_lazy("People"),
    purpose=gettext_lazy("Personal data of members and staff, seen by the person and the office alone."),
    model=Person,
    namespace="members",
    columns=(
        Column("roll_name", gettext_lazy("name"), sort="stroke_key"),
        Column("party", gettext_lazy("political status")),
        Column("employer", gettext_lazy("employer and post")),
        Column("mobile", gettext_lazy("mobile"), phone=False),
    ),
    facts=labelled(Person, *PersonForm.Meta.fields),
    form=PersonForm,
    create=keeper,
    edit=self_or_keeper,
    search=("name", "initials", "employer"),
    empty=gettext_lazy("Nobody has been entered yet."),
)
MEMBERSHIPS = Ledger(
    code="memberships",
    label=gettext_lazy("Memberships of units"),
    purpose=gettext_lazy("Who sat where from when to when, and when that was recorded."),
    model=Membership,
    namespace="members",
    columns=(
        Column("person", gettext_lazy("person"), sort="person__stroke_key"),
        Column("unit", gettext_lazy("unit")),
        Column("post", gettext_lazy("post")),
        Column("since", gettext_lazy("from"), sort="since"),
        Column("until", gettext_lazy("until"), phone=False),
    ),
    facts=(
        Column("person", gettext_lazy("person")),
        Column("unit", gettext_lazy("unit")),
        Column("post", gettext_lazy("post")),
        Column("since", gettext_lazy("from")),
        Column("until", gettext_lazy("until")),
        Column("recorded_at", gettext_lazy("recorded at")),
        Column("retracted_at", gettext_lazy("retracted at")),
    ),
    form=MembershipForm,
    create=keeper,
    edit=keeper,
    search=("person__name", "unit__name"),
    related=("person", "unit"),
    empty=gettext_lazy("No memberships yet: they come with the roster's import."),
)


def kept_person(request: HttpRequest, pk: UUID) -> Person:
    """The record, if the roster is the user's to keep."""
    if not keeper(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": keeper.label})
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = kept_person(request, pk)
    form = MergeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            moved = merge(person, form.cleaned_data["other"], request.user, form.cleaned_data["remark"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Merged: %(number)s rows moved.") % {"number": moved})
            return redirect(person)
    return render(
        request, "members/task.html", {"form": form, "title": _("Merge two records"), "back": person}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request: HttpRequest) -> HttpResponse:
    if not keeper(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": keeper.label})
    form = TermForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        term = begin(form, request.user)
        messages.success(request, _("%(term)s has begun.") % {"term": term})
        return redirect("members:members")
    return render(request, "members/task.html", {"form": form, "title": _("A new term")})
