"""The signed-in home: what waits for me, what is late, what happens this week; and the year at a glance."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luzhi.accounts.models import Role
from luzhi.activities.models import Activity, ActivityState
from luzhi.core.access import holds
from luzhi.core.figures import Scope
from luzhi.core.periods import year as year_window
from luzhi.core.showing import words
from luzhi.desk.glance import activities_by_month, duties_by_sector, strip
from luzhi.desk.waiting import tasks
from luzhi.desk.writable import writable
from luzhi.duties.registry import of_group
from luzhi.duties.sheets import sheets
from luzhi.members.models import Person
from luzhi.organisation.years import work_year, years
from luzhi.writing.drafts import unfinished

READERS = (Role.ORGANISER, Role.RESEARCH, Role.PROPOSALS, Role.LEADER)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not getattr(user, "holdings", ()):
        return render(request, "desk/nothing.html", status=403)
    today = timezone.localdate()
    week = (
        Activity.objects.visible_to(user)
        .filter(held_on__range=(today, today + timedelta(days=7)))
        .exclude(state=ActivityState.CANCELLED)
        .order_by("held_on")[:20]
    )
    waiting = [{"task": task, "due": words(task.due)} for task in tasks(user)]
    return render(request, "desk/home.html", {"waiting": waiting, "week": week, **_own_sheet(request)})


def _own_sheet(request: HttpRequest) -> dict[str, object]:
    """A member's ten ones in two numbers; nothing for others."""
    person = Person.objects.visible_to(request.user).filter(user=request.user, members__isnull=False).first()  # type: ignore[misc]
    if person is None:
        return {}
    year = work_year(request)
    scope = Scope(request.committee.pk, year_window(year))  # type: ignore[attr-defined]
    sheet = sheets(of_group("ten-ones"), scope, [person])[person.pk]
    return {"sheet": sheet, "owed": [line for line in sheet.lines if not line.done], "year": year}


@require_safe
def glance(request: HttpRequest) -> HttpResponse:
    if not holds(request.user, *READERS):
        raise PermissionDenied(_("Only the office and leaders see the committee's year."))
    year = work_year(request)
    scope = Scope(request.committee.pk, year_window(year))  # type: ignore[attr-defined]
    context = {
        "figures": strip(scope),
        "months": activities_by_month(scope),
        "sectors": duties_by_sector(scope, request.user),
        "year": year,
        "years": years(request.user, year),
        "window": scope.window.label,
    }
    return render(request, "desk/glance.html", context)


@require_safe
def submit(request: HttpRequest) -> HttpResponse:
    """我要提: everything that one may write, in one list, above it what was begun and not saved."""
    context = {"items": writable(request.user), "unfinished": unfinished(request.user)}
    return render(request, "desk/submit.html", context)
