"""Activities and programmes: ledgers, the attendance page and the printed sign-in list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.activities.access import organiser, recorder
from luzhi.activities.attendance import keep
from luzhi.activities.forms import ActivityFilter, ActivityForm, AttendanceForm, ProgrammeForm
from luzhi.activities.models import Activity, Participation, Programme
from luzhi.activities.reading_back import ReadBackForm, read_back
from luzhi.activities.registry import FAMILIES, Kind, kinds, measure_of
from luzhi.core.access import nobody
from luzhi.core.pages import Ledger, Related, edit_page
from luzhi.core.showing import Column, labelled, table

LINES = (
    Column("person.roll_name", gettext_lazy("name")),
    Column("part", gettext_lazy("part")),
    Column("attendance", gettext_lazy("attendance")),
    Column("state", gettext_lazy("claim")),
    Column("leave_reason", gettext_lazy("reason of leave"), phone=False),
)
NUMBERS = (Column("label", gettext_lazy("measure")), Column("printed", gettext_lazy("value"), kind="num"))
GIVEN = (Column("name", gettext_lazy("unit name")), Column("kind", gettext_lazy("kind")))


class Measured:
    """A number of an activity with the words of its measure."""

    def __init__(self, outcome: Any) -> None:
        measure = measure_of(outcome.measure)
        self.label = measure.label if measure else outcome.measure
        self.printed = f"{outcome.value.normalize():f}{measure.unit if measure else ''}"


def parts(activity: Activity, user: Any) -> list[Related]:
    """What hangs on an activity, as far as the user may see it."""
    lines = (
        Participation.objects.visible_to(user).filter(activity=activity).select_related("person", "activity")
    )
    numbers = [Measured(outcome) for outcome in activity.outcomes.all()]
    partners = [row.unit for row in activity.partners.select_related("unit")]
    return [
        Related(
            gettext_lazy("Numbers"),
            NUMBERS,
            table(NUMBERS, numbers),
            empty=gettext_lazy("No numbers recorded."),
        ),
        Related(
            gettext_lazy("Attendance"),
            LINES,
            table(LINES, lines),
            url=f"{activity.get_absolute_url()}attendance/" if organiser(user, activity) else "",
            url_label=gettext_lazy("Record attendance"),
            empty=gettext_lazy("No lines that you may see."),
        ),
        Related(gettext_lazy("Partners"), GIVEN, table(GIVEN, partners), empty=gettext_lazy("Held alone.")),
    ]


ACTIVITIES = Ledger(
    code="activities",
    label=gettext_lazy("Activities"),
    purpose=gettext_lazy(
        "Recorded once by whoever organised it; duties, figures and reviews count the confirmed ones."
    ),
    model=Activity,
    namespace="activities",
    columns=(
        Column("title", gettext_lazy("title")),
        Column("kind", gettext_lazy("kind")),
        Column("organiser", gettext_lazy("organiser"), phone=False),
        Column("held_on", gettext_lazy("held on"), kind="fit", sort="held_on"),
        Column("state", gettext_lazy("state"), kind="fit", sort="state"),
    ),
    facts=labelled(
        Activity,
        "kind",
        "state",
        "organiser",
        "programme",
        "held_on",
        "ended_on",
        "place",
        "destination",
        "host",
        "topic",
    ),
    texts=(Column("summary", gettext_lazy("what was done")), Column("result", gettext_lazy("what changed"))),
    form=ActivityForm,
    create=recorder,
    edit=organiser,
    filters=ActivityFilter,
    search=("title", "topic", "place"),
    related=("organiser", "programme"),
    related_tables=parts,
    exchange="activities",
    empty=gettext_lazy("Nothing recorded yet: enter the first activity, or import a list."),
)
PARTICIPATIONS = Ledger(
    code="participations",
    label=gettext_lazy("Attendance lines"),
    purpose=gettext_lazy("Who was due, present, on leave or absent; a line about oneself may be disputed."),
    model=Participation,
    namespace="activities",
    columns=(Column("activity", gettext_lazy("activity")), *LINES),
    facts=(
        Column("activity", gettext_lazy("activity")),
        Column("activity.held_on", gettext_lazy("held on")),
        *LINES,
        Column("hours", gettext_lazy("hours")),
    ),
    related=("person", "activity", "activity__organiser"),
    create=nobody,
    empty=gettext_lazy("No attendance lines yet."),
)
PROGRAMMES = Ledger(
    code="programmes",
    label=gettext_lazy("Programmes"),
    purpose=gettext_lazy("Named series with a rhythm, each with the activities that carry it."),
    model=Programme,
    namespace="activities",
    columns=(
        Column("name", gettext_lazy("programme name"), sort="name"),
        Column("cadence", gettext_lazy("cadence")),
        Column("owner", gettext_lazy("owner")),
        Column("since", gettext_lazy("from"), phone=False),
    ),
    facts=labelled(Programme, *ProgrammeForm.Meta.fields),
    form=ProgrammeForm,
    create=recorder,
    edit=recorder,
    search=("name",),
    related=("owner",),
    related_tables=lambda programme, user: [
        Related(
            gettext_lazy("Activities"),
            ACTIVITIES.columns,
            table(ACTIVITIES.columns, ACTIVITIES.rows(user).filter(programme=programme)),
            empty=gettext_lazy("No activity carries it yet."),
        )
    ],
    empty=gettext_lazy("No programmes yet."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def new_activity(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """The kind is chosen first: it says who may organise it and which numbers are asked for."""
    if request.method != "POST" and request.GET.get("kind") not in kinds and recorder(request.user, None):
        return render(request, "activities/choose_kind.html", {"ledger": ledger, "families": by_family()})
    return edit_page(request, ledger)


def by_family() -> list[tuple[Any, list[Kind]]]:
    """The kinds under the words of their field of work."""
    return [
        (label, [kind for kind in kinds if kind.family == family])
        for family, label in FAMILIES.items()
        if any(kind.family == family for kind in kinds)
    ]


def organised(request: HttpRequest, pk: Any) -> Activity:
    """The activity, if its attendance is the user's to keep."""
    activity: Activity = get_object_or_404(ACTIVITIES.rows(request.user), pk=pk)
    if not organiser(request.user, activity):
        raise PermissionDenied(_("Only %(who)s.") % {"who": organiser.label})
    return activity


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, pk: Any) -> HttpResponse:
    activity = organised(request, pk)
    form = AttendanceForm(request.POST or None, activity=activity, user=request.user)
    if request.method == "POST" and form.is_valid():
        number = keep(activity, form, request.user)
        messages.success(request, _("%(number)s lines saved.") % {"number": number})
        return redirect(request.path if form.cleaned_data["add"] else activity)
    return render(request, "activities/attendance.html", {"activity": activity, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def read_back_page(request: HttpRequest, pk: Any) -> HttpResponse:
    activity = organised(request, pk)
    form = ReadBackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["file"]
        try:
            number = read_back(activity, sheet.file, sheet.name, request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            messages.success(request, _("%(number)s lines saved.") % {"number": number})
            return redirect(activity)
    return render(request, "activities/read_back.html", {"activity": activity, "form": form})


@require_safe
def sign_in_list(request: HttpRequest, pk: Any) -> HttpResponse:
    """The sheet that lies at the door: names in stroke order with room to sign."""
    activity = organised(request, pk)
    lines = activity.participations.select_related("person")
    count = lines.aggregate(due=Count("pk"), guests=Count("pk", filter=Q(part="guest")))
    return render(request, "activities/sign_in_list.html", {"activity": activity, "lines": lines, **count})
