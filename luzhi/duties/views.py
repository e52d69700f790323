"""Sheets and calendars: what is owed and what counts, each tick opening the rows that earned it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.figures import Scope
from luzhi.core.pages import PAGE
from luzhi.core.periods import year as year_window
from luzhi.core.showing import words
from luzhi.duties.registry import GROUPS, Duty, Owners, duties, of_group
from luzhi.duties.sheets import Sheet, calendar, earning, sheets
from luzhi.members.models import Member, Person
from luzhi.organisation.models import Committee, Unit, UnitKind
from luzhi.organisation.years import work_year, years

READERS = (Role.ORGANISER, Role.RESEARCH, Role.PROPOSALS, Role.LEADER)
TEN_ONES = "ten-ones"
MARKS = {
    "held": gettext_lazy("held"),
    "late": gettext_lazy("late"),
    "missing": gettext_lazy("missing"),
    "due": gettext_lazy("due now"),
    "later": gettext_lazy("later"),
}


def scope_of(request: HttpRequest, year: int) -> Scope:
    return Scope(request.committee.pk, year_window(year))  # type: ignore[attr-defined]


def persons(user: Any) -> QuerySet[Person]:
    """Whose sheets the user may open: one's own; the office's readers all."""
    people = Person.objects.filter(committee_id=user.committee_id, members__isnull=False).distinct()
    return people if holds(user, *READERS) else people.filter(user=user)


def _lines(sheet: Sheet, scope: Scope, user: Any) -> list[dict[str, Any]]:
    """The ten lines with the rows that earned them: one query a duty."""
    return [
        {
            "line": line,
            "number": words(line.number),
            "rows": [
                {"text": str(row), "url": row.get_absolute_url(), "on": words(row.on)}
                for row in earning(line.duty, scope, sheet.owner, user)[:5]
            ],
        }
        for line in sheet.lines
    ]


def sheet_page(request: HttpRequest, person: Person) -> HttpResponse:
    year = work_year(request)
    scope = scope_of(request, year)
    sheet = sheets(of_group(TEN_ONES), scope, [person])[person.pk]
    context = {"person": person, "sheet": sheet, "lines": _lines(sheet, scope, request.user), "year": year}
    return render(request, "duties/sheet.html", context | {"years": years(request.user, year)})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person = persons(request.user).filter(user=request.user).first()  # type: ignore[misc]
    if person is None:
        raise PermissionDenied(_("Only members have a duty sheet; your account is not linked to one."))
    return sheet_page(request, person)


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    return sheet_page(request, get_object_or_404(persons(request.user), pk=pk))


@require_safe
def all_sheets(request: HttpRequest) -> HttpResponse:
    """In stroke order, never by number: no league table."""
    if not holds(request.user, *READERS):
        raise PermissionDenied(_("Only the office and leaders see all sheets; your own is under “My sheet”."))
    year = work_year(request)
    scope = scope_of(request, year)
    members = (
        Member.objects.visible_to(request.user)
        .serving_in(scope.window.start, scope.window.end)
        .with_units(scope.window.end)
        .select_related("person")
    )
    if sector := request.GET.get("sector"):
        members = members.in_sector(sector)
    page = Paginator(members, PAGE).get_page(request.GET.get("page"))
    found = sheets(of_group(TEN_ONES), scope, [member.person for member in page])
    rows = [(member, found[member.person_id]) for member in page]
    context = {"page": page, "rows": rows, "duties": of_group(TEN_ONES), "year": year, "sector": sector}
    return render(request, "duties/sheets.html", context | {"years": years(request.user, year)})


OWNERS: dict[Owners, Callable[[Any], QuerySet[Any]]] = {
    Owners.COMMITTEES: lambda user: Committee.objects.filter(pk=user.committee_id),
    Owners.BRANCHES: lambda user: Unit.objects.visible_to(user).filter(kind=UnitKind.PARTY_BRANCH),
}


def _board(duty: Duty, scope: Scope, today: date, user: Any) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The owners of a duty, each with the periods and the word for each."""
    owners = list(OWNERS[duty.owed_by](user))
    found = calendar(duty, scope, owners, today)
    return [
        (owner, [{"slot": slot, "word": MARKS[slot.state]} for slot in found[owner.pk]]) for owner in owners
    ]


@require_safe
def board(request: HttpRequest, group: str) -> HttpResponse:
    """Duties × periods of a group: held, late, due, missing, with the rule they come from."""
    if group not in GROUPS or group == TEN_ONES:
        raise Http404
    if not holds(request.user, *READERS, Role.BRANCH_SECRETARY):
        raise PermissionDenied(_("Only the office, branch secretaries and leaders see these calendars."))
    year = work_year(request)
    scope, today = scope_of(request, year), timezone.localdate()
    parts = [(duty, _board(duty, scope, today, request.user)) for duty in of_group(group)]
    context = {"group": GROUPS[group], "parts": parts, "year": year, "years": years(request.user, year)}
    return render(request, "duties/board.html", context)


@require_safe
def earned(request: HttpRequest, code: str, owner: UUID) -> HttpResponse:
    """All rows behind one tick, as far as the reader may see them."""
    if code not in duties or not persons(request.user).filter(pk=owner).exists():
        raise Http404
    duty, scope = duties[code], scope_of(request, work_year(request))
    person = get_object_or_404(persons(request.user), pk=owner)
    rows = [
        {"text": str(row), "url": row.get_absolute_url(), "on": words(row.on)}
        for row in earning(duty, scope, owner, request.user)
    ]
    context = {"duty": duty, "person": person, "rows": rows, "window": scope.window}
    return render(request, "duties/earned.html", context)
