"""Attendance of an activity: recorded by its organiser, line by line, with trace."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from luzhi.activities.forms import AttendanceForm
from luzhi.activities.models import Activity, Participation
from luzhi.audit.models import record


def keep(activity: Activity, form: AttendanceForm, actor: Any) -> int:
    """Save what was ticked and who was added; the number of lines changed. A repeated addition changes nothing."""
    with transaction.atomic():
        changed = [line for line in form.lines if form.cleaned_data[f"line_{line.pk}"] != line.attendance]
        for line in changed:
            line.attendance = form.cleaned_data[f"line_{line.pk}"]
        Participation.objects.bulk_update(changed, ["attendance"])
        added = [
            Participation(
                committee_id=activity.committee_id, activity=activity, person=person, entered_by=actor
            )
            for person in form.cleaned_data["add"]
        ]
        before = activity.participations.count()
        Participation.objects.bulk_create(added, ignore_conflicts=True)
        number = len(changed) + activity.participations.count() - before
        if number:
            record(actor, "activity.attendance", activity, {"lines": number})
    return number
